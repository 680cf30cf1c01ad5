import TensorCore

/// The kernels that people wrote by hand, long before kernels were learned, for windows of an odd size of 3 or more.
public enum ClassicKernels {
  /// All of them, by name; each is `(size, size)`.
  public static func all(_ size: Int) -> [(name: String, kernel: Tensor)] {
    let (smooth, slope) = (smooth(size), slope(size))
    let identity = identity(size)
    return [
      ("identity", identity), ("box blur", box(size)), ("Gaussian blur", gaussian(size)),
      ("sharpen", 2 * identity - box(size)),
      ("Sobel x", balanced(smooth.reshaped(-1, 1) * slope)),
      ("Sobel y", balanced(slope.reshaped(-1, 1) * smooth)),
      ("Laplacian", balanced(laplacian(size))),
      ("emboss", balanced(diagonalSlope(size)) + identity),
    ]
  }

  /// Zeros with a one in the middle.
  public static func identity(_ size: Int) -> Tensor {
    var kernel = Tensor.zeros(size, size)
    kernel[size / 2, size / 2] = 1
    return kernel
  }

  /// Equal weights that add up to 1.
  public static func box(_ size: Int) -> Tensor { Tensor.ones(size, size) / Float(size * size) }

  /// A bell, a fifth of the window wide, whose weights add up to 1.
  public static func gaussian(_ size: Int) -> Tensor {
    let distance = Tensor(0..<size) - Float(size / 2)
    let spread = Float(size) / 5
    let bell = (-0.5 * (distance / spread).squared()).exp()
    let square = matmul(bell.reshaped(-1, 1), bell.reshaped(1, -1))
    return square / square.sum()
  }

  /// The Laplacian of 3×3, applied to a Gaussian of the size that gives `size`; for 3 itself, to a single 1.
  private static func laplacian(_ size: Int) -> Tensor {
    let blur = size == 3 ? identity(1) : gaussian(size - 2)
    let laplacian = cross(3) - 5 * identity(3)
    return convolve2d(blur.unsqueezed(axis: 0), kernel: laplacian.reshaped(1, 1, 3, 3), padding: 2).squeezed(axis: 0)
  }

  /// Zeros with ones in the middle row and column.
  private static func cross(_ size: Int) -> Tensor {
    var kernel = Tensor.zeros(size, size)
    kernel[size / 2..<size / 2 + 1] = Tensor.ones(1, size)
    kernel[0..., size / 2..<size / 2 + 1] = Tensor.ones(size, 1)
    return kernel
  }

  /// A row of Pascal's triangle: `1 2 1`, `1 4 6 4 1`, ….
  private static func smooth(_ size: Int) -> Tensor {
    (1..<size).reduce(Tensor([1])) { row, _ in sums(row, distance: 1) }
  }

  /// What the smooth row becomes when it is asked for differences: `−1 0 1`, `−1 −2 0 2 1`, ….
  private static func slope(_ size: Int) -> Tensor { -1 * sums(smooth(size - 2), distance: 2, sign: -1) }

  /// A row plus (or minus) itself moved to the right.
  private static func sums(_ row: Tensor, distance: Int, sign: Float = 1) -> Tensor {
    Tensor.concatenated([row, Tensor.zeros(distance)]) + sign * Tensor.concatenated([Tensor.zeros(distance), row])
  }

  /// Numbers that grow from the upper left corner, where they are negative, to the lower right.
  private static func diagonalSlope(_ size: Int) -> Tensor {
    let line = Tensor(0..<size) - Float(size / 2)
    return line.reshaped(-1, 1) + line
  }

  /// A kernel scaled so that its positive weights add up to 4, as they do in the classic kernels of 3×3: then outputs of
  /// different sizes can be compared.
  private static func balanced(_ kernel: Tensor) -> Tensor { kernel * (4 / kernel.relu().sum()) }
}

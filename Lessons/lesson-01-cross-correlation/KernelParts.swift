import TensorCore

/// An image moved to the right, with zeros where it has left.
func movedRight(_ image: Tensor, by distance: Int) -> Tensor {
  let (height, width) = (image.shape[0], image.shape[1])
  return Tensor.concatenated([.zeros(height, distance), image[0..., 0..<width - distance]], axis: 1)
}

/// The columns of a matrix that hold anything but zeros.
func columnsWithAny(_ matrix: Tensor) -> [Int] {
  (0..<matrix.shape[1]).filter { matrix[0..., $0..<$0 + 1].any() }
}

/// The classic kernels, for windows of an odd size.
func filters(_ size: Int) -> [(name: String, kernel: Tensor)] {
  let (smooth, slope) = (smooth(size), slope(size))
  let single = single(size)
  return [
    ("box blur", box(size)), ("Gaussian blur", gaussian(size)),
    ("sharpen", 2 * single - box(size)),
    ("Sobel x", balanced(smooth.reshaped(-1, 1) * slope)),
    ("Sobel y", balanced(slope.reshaped(-1, 1) * smooth)),
    ("Laplacian", balanced(laplacian(size))),
    ("emboss", balanced(diagonalSlope(size)) + single),
  ]
}

/// Equal weights that add up to 1.
func box(_ size: Int) -> Tensor { Tensor.ones(size, size) / Float(size * size) }

/// A bell, a fifth of the window wide, whose weights add up to 1.
func gaussian(_ size: Int) -> Tensor {
  let distance = Tensor(0..<size) - Float(size / 2)
  let spread = Float(size) / 5
  let bell = (-0.5 * (distance / spread).squared()).exp()
  let square = matmul(bell.reshaped(-1, 1), bell.reshaped(1, -1))
  return square / square.sum()
}

/// The Laplacian of 3×3, applied to a Gaussian of the size that gives `size`; for 3 itself, to a single 1.
func laplacian(_ size: Int) -> Tensor {
  let blur = size == 3 ? single(1) : gaussian(size - 2)
  let laplacian = cross(3) - 5 * single(3)
  return convolve2d(blur.unsqueezed(axis: 0), kernel: laplacian.reshaped(1, 1, 3, 3), padding: 2).squeezed(axis: 0)
}

/// Zeros with a one in the middle.
func single(_ size: Int) -> Tensor {
  var kernel = Tensor.zeros(size, size)
  kernel[size / 2, size / 2] = 1
  return kernel
}

/// Zeros with ones in the middle row and column.
func cross(_ size: Int) -> Tensor {
  var kernel = Tensor.zeros(size, size)
  kernel[size / 2..<size / 2 + 1] = Tensor.ones(1, size)
  kernel[0..., size / 2..<size / 2 + 1] = Tensor.ones(size, 1)
  return kernel
}

/// A row of Pascal's triangle: `1 2 1`, `1 4 6 4 1`, ….
func smooth(_ size: Int) -> Tensor {
  (1..<size).reduce(Tensor([1])) { row, _ in sums(row, distance: 1) }
}

/// What the smooth row becomes when it is asked for differences: `−1 0 1`, `−1 −2 0 2 1`, ….
func slope(_ size: Int) -> Tensor { -1 * sums(smooth(size - 2), distance: 2, sign: -1) }

/// A row plus (or minus) itself moved to the right.
func sums(_ row: Tensor, distance: Int, sign: Float = 1) -> Tensor {
  Tensor.concatenated([row, Tensor.zeros(distance)]) + sign * Tensor.concatenated([Tensor.zeros(distance), row])
}

/// Numbers that grow from the upper left corner, where they are negative, to the lower right.
func diagonalSlope(_ size: Int) -> Tensor {
  let line = Tensor(0..<size) - Float(size / 2)
  return line.reshaped(-1, 1) + line
}

/// A kernel scaled so that its positive weights add up to 4, as they do in the classic kernels of 3×3: then outputs of
/// different sizes can be compared.
func balanced(_ kernel: Tensor) -> Tensor { kernel * (4 / kernel.relu().sum()) }

/// The kernel `(1, channels, 3, 3)` that measures how the mean of all channels grows to the right.
func sobelX(channels: Int) -> Tensor {
  Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]).broadcast(to: [1, channels, 3, 3]) / Float(channels)
}

/// Convolution as mathematics has it: each pixel paints a copy of the kernel. Cut to the size of a cross-correlation.
func painted(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (height, width) = (image.shape[0], image.shape[1])
  let (i, j) = (kernel.shape[0], kernel.shape[1])
  var canvas = Tensor.zeros(height + i - 1, width + j - 1)
  for y in 0..<height {
    for x in 0..<width {
      canvas[y..<y + i, x..<x + j] += kernel * image[y, x]
    }
  }
  return canvas[i - 1..<height, j - 1..<width]
}

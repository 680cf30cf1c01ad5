import TensorCore

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

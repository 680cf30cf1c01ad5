import Inspector
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

/// The classic kernels that change a picture, for windows of an odd size.
func filters(_ size: Int) -> [(name: String, kernel: Tensor)] { Array(ClassicKernels.all(size).dropFirst()) }

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

import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Start with channel 0 and slice 0: `correlate` makes a matrix of them.
  /// - Hint: The other channels do the same, each with its own slice, and what they give is added to it.
  /// - Hint: `for c in 1..<image.shape[0]` goes through the other channels; add with `+=`.
  static func mapOfAllChannels(
    _ image: Tensor, kernel: Tensor, correlate: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    var map = correlate(image.selecting(0), kernel.selecting(0))
    for c in 1..<image.shape[0] {
      map += correlate(image.selecting(c), kernel.selecting(c))
    }
    return map
  }

  /// - Hint: Pad the image first. Then make an output of zeros: one map for each kernel, and how high and wide?
  /// - Hint: Six loops: over the maps, over the rows and columns of the output, and inside over the channels and the rows
  ///   and columns of the kernel.
  /// - Hint: For each output pixel a sum starts at `bias[o]`. The three inner loops add
  ///   `padded[c, y + i, x + j] * kernel[o, c, i, j]`.
  static func convolved(_ image: Tensor, kernel: Tensor, bias: Tensor, padding: Int) -> Tensor {
    let padded = image.padded(by: Size2D(padding))
    let (kernelHeight, kernelWidth) = (kernel.shape[2], kernel.shape[3])
    let rows = padded.shape[1] - kernelHeight + 1
    let columns = padded.shape[2] - kernelWidth + 1
    var output = Tensor.zeros(kernel.shape[0], rows, columns)
    for o in 0..<kernel.shape[0] {
      for y in 0..<rows {
        for x in 0..<columns {
          var sum = bias[o]
          for c in 0..<image.shape[0] {
            for i in 0..<kernelHeight {
              for j in 0..<kernelWidth {
                sum += padded[c, y + i, x + j] * kernel[o, c, i, j]
              }
            }
          }
          output[o, y, x] = sum
        }
      }
    }
    return output
  }

  /// - Hint: The weights are a matrix `(O, C)`. What they are multiplied with must have C rows.
  /// - Hint: Let each channel be one row, with all its pixels in a line: `(C, H·W)`.
  /// - Hint: The product has the shape `(O, H·W)`. Reshape it once more, to `(O, H, W)`.
  static func mixedByMatrixProduct(_ image: Tensor, weights: Tensor) -> Tensor {
    let pixels = image.reshaped(image.shape[0], -1)
    let mixed = matmul(weights, pixels)
    return mixed.reshaped(weights.shape[0], image.shape[1], image.shape[2])
  }

  /// - Hint: How many weights does one kernel have? It has a slice for each channel, and one bias on top.
  /// - Hint: Each number of the output takes as many multiply-adds as a kernel has weights.
  /// - Hint: A map has (height − kernel + 1) · (width − kernel + 1) numbers, and there are `maps` of them.
  static func costs(
    channels: Int, maps: Int, kernel: Int, height: Int, width: Int
  ) -> (parameters: Int, multiplyAdds: Int) {
    let weights = channels * kernel * kernel
    let places = (height - kernel + 1) * (width - kernel + 1)
    return (parameters: maps * (weights + 1), multiplyAdds: maps * places * weights)
  }

  /// - Hint: Five loops: over the channels, over the rows and columns of the kernel, over the rows and columns of
  ///   positions. Which of them choose the row of the matrix, and which its column?
  /// - Hint: Position `(y, x)` is column `y * columns + x`. In the same way, weight `(c, i, j)` is row `(c *
  ///   kernelHeight + i) * kernelWidth + j`.
  /// - Hint: There stands `image[c, y + i, x + j]`.
  static func windowColumns(_ image: Tensor, kernelHeight: Int, kernelWidth: Int) -> Tensor {
    let rows = image.shape[1] - kernelHeight + 1
    let columns = image.shape[2] - kernelWidth + 1
    var matrix = Tensor.zeros(image.shape[0] * kernelHeight * kernelWidth, rows * columns)
    for c in 0..<image.shape[0] {
      for i in 0..<kernelHeight {
        for j in 0..<kernelWidth {
          for y in 0..<rows {
            for x in 0..<columns {
              matrix[(c * kernelHeight + i) * kernelWidth + j, y * columns + x] = image[c, y + i, x + j]
            }
          }
        }
      }
    }
    return matrix
  }
}

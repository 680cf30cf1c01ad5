import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: The factor may multiply the channel instead of the slice:
  ///   `correlate(image.selecting(c), factors[c] * slice)` is the same as
  ///   `correlate(factors[c] * image.selecting(c), slice)`.
  /// - Hint: Adding up before sliding gives the same as adding up after it, as all channels now meet the same slice.
  /// - Hint: Start with `factors[0] * image.selecting(0)`, and add the other channels in a loop:
  ///   `for c in 1..<image.shape[0] { … }`.
  static func mapByOneSlide(
    _ image: Tensor, factors: Tensor, slice: Tensor, correlate: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    var mixed = factors[0] * image.selecting(0)
    for c in 1..<image.shape[0] { mixed += factors[c] * image.selecting(c) }
    return correlate(mixed, slice)
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

  /// - Hint: How many parameters does one map of a plain convolution take? It has a kernel, with a slice for each channel,
  ///   and one bias.
  /// - Hint: The depthwise convolution has a slice and a bias for each channel, however many maps are made in the end.
  ///   What is left of the budget buys kernels of 1×1, which have a weight for each channel, and a bias.
  /// - Hint: What is left may be less than nothing, and the quotient below 0. With 2 channels, `max(0, left / 3)` is 0
  ///   then.
  static func mapsForBudget(_ budget: Int, channels: Int, kernel: Int) -> (plain: Int, separable: Int) {
    let left = budget - channels * (kernel * kernel + 1)
    return (plain: budget / (channels * kernel * kernel + 1), separable: max(0, left / (channels + 1)))
  }

  /// - Hint: Five loops: over the channels, over the rows and columns of the kernel, over the rows and columns of
  ///   positions. Which of them choose the row of the matrix, and which its column?
  /// - Hint: Position `(y, x)` is column `y * columns + x`. In the same way, weight `(c, i, j)` is row `(c *
  ///   kernelHeight + i) * kernelWidth + j`.
  /// - Hint: That cell of the matrix holds `image[c, y + i, x + j]`.
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

import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: The lesson computes the output's rows from those of image and kernel. Solve that for the image.
  /// - Hint: A single position takes as many rows as the kernel has. With each further position it is one row more.
  /// - Hint: Rows are (outputHeight + kernelHeight − 1). Do the same with the widths and multiply.
  static func imagePixels(outputHeight: Int, outputWidth: Int, kernelHeight: Int, kernelWidth: Int) -> Int {
    (outputHeight + kernelHeight - 1) * (outputWidth + kernelWidth - 1)
  }

  /// - Hint: The lesson says how many rows and columns of positions there are. Two loops go over them.
  /// - Hint: Inside them, two more loops go over the rows and columns of the kernel.
  /// - Hint: At position `(y, x)` the weight `kernel[i, j]` meets the pixel `image[y + i, x + j]`. Keep their difference
  ///   in a constant, and add it, times itself, with `+=`.
  static func squaredDistances(_ image: Tensor, kernel: Tensor) -> Tensor {
    let (kernelHeight, kernelWidth) = (kernel.shape[0], kernel.shape[1])
    let rows = image.shape[0] - kernelHeight + 1
    let columns = image.shape[1] - kernelWidth + 1
    var output = Tensor.zeros(rows, columns)
    for y in 0..<rows {
      for x in 0..<columns {
        for i in 0..<kernelHeight {
          for j in 0..<kernelWidth {
            let difference = image[y + i, x + j] - kernel[i, j]
            output[y, x] += difference * difference
          }
        }
      }
    }
    return output
  }

  /// - Hint: The lesson's kernel has one row and two columns, since it compares a pixel with its neighbour in the same
  ///   row. How many rows and columns does yours need?
  /// - Hint: Where bright, 1, lies above dark, 0, the output should be 1. So the upper weight is 1.
  /// - Hint: A row with one number is written `[1]`, and a tensor of two such rows `Tensor([[1], [2]])`.
  static func horizontalEdgeKernel() -> Tensor { Tensor([[1], [-1]]) }

  /// - Hint: Fill a tensor in two loops with what stands in the brackets of exp( ), minus sign included.
  /// - Hint: The distance from the middle is `row - size / 2`, downward, and `column - size / 2`, to the right. The two
  ///   squares are added, and the sum is divided by `2 * sigma * sigma`.
  /// - Hint: Take `.exp()` of the whole tensor, and divide that by its own `.sum()`.
  static func gaussianKernel(size: Int, sigma: Float) -> Tensor {
    var exponents = Tensor.zeros(size, size)
    for row in 0..<size {
      for column in 0..<size {
        let (down, right) = (Float(row - size / 2), Float(column - size / 2))
        exponents[row, column] = -(down * down + right * right) / (2 * sigma * sigma)
      }
    }
    let bell = exponents.exp()
    return bell / bell.sum()
  }

  /// - Hint: By how many degrees does convolution turn the kernel?
  /// - Hint: Turned by 180° means upside down and left to right, both.
  /// - Hint: Give `correlate` the image as it is, and `kernel.flipped(axes: 0, 1)`.
  static func trueConvolution(_ image: Tensor, kernel: Tensor, correlate: (Tensor, Tensor) -> Tensor) -> Tensor {
    correlate(image, kernel.flipped(axes: 0, 1))
  }

  /// - Hint: Four lines will do: the output, the errors, the gradient, the new kernel.
  /// - Hint: In the lesson a squared error changes with a weight at the rate of 2 · error · pixel. What if that square
  ///   is first multiplied by 3?
  /// - Hint: So each error is multiplied by its importance (not squared) before the errors slide over the image.
  /// - Hint: Step *against* the gradient: from the kernel subtract rate times gradient.
  static func kernelAfterOneStep(
    _ kernel: Tensor, image: Tensor, target: Tensor, importance: Tensor, rate: Float,
    correlate: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    let output = correlate(image, kernel)
    let errors = output - target
    let gradient = 2 * correlate(image, importance * errors)
    return kernel - rate * gradient
  }

  /// - Hint: Both small kernels hold the same weights, one of them in a row and the other in a column.
  /// - Hint: Let the second pass work on what the first one has given. `Tensor(weights).reshaped(1, weights.count)`
  ///   is the row.
  static func blurredInTwoPasses(_ image: Tensor, weights: [Float], correlate: (Tensor, Tensor) -> Tensor) -> Tensor {
    let row = Tensor(weights).reshaped(1, weights.count)
    let column = Tensor(weights).reshaped(weights.count, 1)
    return correlate(correlate(image, row), column)
  }

  /// - Hint: What does an image of zeros with a single 1 give? Try it with pencil and paper, for a kernel of 1×2.
  /// - Hint: All weights must meet the 1 in turn. So there must be as many positions as weights, and the 1 lies in
  ///   the middle: `2 * height - 1` rows do.
  /// - Hint: The first position sees the 1 with the *last* weight. What you get is the kernel turned by 180°.
  static func kernelBehind(_ apply: (Tensor) -> Tensor, height: Int, width: Int) -> Tensor {
    var point = Tensor.zeros(2 * height - 1, 2 * width - 1)
    point[height - 1, width - 1] = 1
    return apply(point).flipped(axes: 0, 1)
  }
}

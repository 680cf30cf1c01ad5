import Checking
import TensorCore
import Walkthrough

/// What goes wrong in the loops of exercise 2.6.
extension PaddingAndStride {
  static let loopMistakes: [Mistake<Operands>] = [
    Mistake(
      "the stride counts in the size, but not in the place",
      "The output has the correct size, but the window moves by one pixel, as with stride 1. Multiply the position by "
        + "the stride where you read."
    ) { input in
      let size = correlation(input).shape
      return correlation(input, stride: 1)[0..<size[0], 0..<size[1]]
    },
    reading(
      "only the row is multiplied by the stride",
      "The size is correct, but to the right the window moves by one pixel. Multiply the column by the stride as well."
    ) { y, x, i, j, stride in (y * stride + i, x + j) },
    reading(
      "only the column is multiplied by the stride",
      "The size is correct, but downward the window moves by one pixel. Multiply the row by the stride as well."
    ) { y, x, i, j, stride in (y + i, x * stride + j) },
    reading(
      "the stride is always 2", "It may be 1, or 3. Use `stride`."
    ) { y, x, i, j, _ in (2 * y + i, 2 * x + j) },
    reading(
      "the weights are pulled apart, not the windows",
      "Multiplying the kernel's index by the stride makes a dilated kernel. It is the window's place that is "
        + "multiplied."
    ) { y, x, i, j, stride in (y + i * stride, x + j * stride) },
    Mistake(
      "the 1 is added before the division",
      "That is the shorter rule, which loses an output where the division leaves a remainder. Add the 1 after "
        + "dividing."
    ) { input in
      let size = zip(input.image.shape, input.kernel.shape).map { ($0 - $1 + 2 * input.padding + 1) / input.stride }
      return correlation(input)[0..<size[0], 0..<size[1]]
    },
    Mistake(
      "the output is as large as with stride 1",
      "The numbers are correct, but the rest of the output is still 0. A longer step makes fewer positions."
    ) { input in
      var output = correlation(input, stride: 1) * 0
      let found = correlation(input)
      output[0..<found.shape[0], 0..<found.shape[1]] = found
      return output
    },
    reading(
      "the stride also pulls the weights apart",
      "Only the window moves by the stride; within it the pixels are neighbours. Multiply the position alone."
    ) { y, x, i, j, stride in ((y + i) * stride, (x + j) * stride) },
    Mistake(
      "row and column are exchanged between kernel and window",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { input in
      guard input.kernel.shape[0] == input.kernel.shape[1] else { throw WouldCrash(saying: "is outside axis") }
      return correlation(input, kernel: input.kernel.transposed())
    },
    reading(
      "row and column are exchanged between kernel and window",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { y, x, i, j, stride in (y * stride + j, x * stride + i) },
    reading(
      "the image is read by column and row",
      "A pixel's address is the row first: `image[row, column]`. Which of your loops runs down, and which to the "
        + "right?"
    ) { y, x, i, j, stride in (x * stride + j, y * stride + i) },
    Mistake(
      "only the last product is kept",
      "Each product overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { input in
      let last = input.kernel.elements[input.kernel.count - 1]
      let padded = input.image.padded(by: Size2D(input.padding))
      let (i, j) = (input.kernel.shape[0] - 1, input.kernel.shape[1] - 1)
      let size = correlation(input).shape
      return try Tensor(rows: size[0], columns: size[1]) {
        padded[$0 * input.stride + i, $1 * input.stride + j] * last
      }
    },
    Mistake(
      "a window reaches out of the padded image",
      "The last window must still lie inside. Look at how many positions there are, and at the pixel's index."
    ) { throw WouldCrash(saying: "(shape \($0.image.padded(by: Size2D($0.padding)).shape))") },
  ]

  /// A mistake in the pixel of the padded image that the weight at i, j meets at position y, x.
  private static func reading(
    _ name: String, _ explanation: String,
    _ pixel: @escaping @Sendable (_ y: Int, _ x: Int, _ i: Int, _ j: Int, _ stride: Int) -> (row: Int, column: Int)
  ) -> Mistake<Operands> {
    Mistake(name, explanation) { input in
      let padded = input.image.padded(by: Size2D(input.padding))
      let (size, kernel) = (correlation(input).shape, input.kernel)
      return try Tensor(rows: size[0], columns: size[1]) { y, x in
        var sum: Float = 0
        for i in 0..<kernel.shape[0] {
          for j in 0..<kernel.shape[1] {
            let (row, column) = pixel(y, x, i, j, input.stride)
            sum += try padded.element(row, column) * kernel[i, j]
          }
        }
        return sum
      }
    }
  }
}

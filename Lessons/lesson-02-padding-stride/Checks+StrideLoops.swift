import Checking
import TensorCore
import Walkthrough

/// What goes wrong in the loops of exercise 2.6.
extension PaddingAndStride {
  static let loopMistakes: [Mistake<Operands>] = [
    Mistake(
      "the stride counts in the size, but not in the place",
      "The output has the right size, but the window moves by one pixel, as with stride 1. Multiply the position by "
        + "the stride where you read."
    ) { input in
      let size = correlation(input).shape
      return correlation(input, stride: 1)[0..<size[0], 0..<size[1]]
    },
    Mistake(
      "only the row is multiplied by the stride",
      "The size is correct, but to the right the window moves by one pixel. Multiply the column by the stride as well."
    ) { input in try sliding(input) { y, x, i, j in (y * input.stride + i, x + j) } },
    Mistake(
      "only the column is multiplied by the stride",
      "The size is correct, but downward the window moves by one pixel. Multiply the row by the stride as well."
    ) { input in try sliding(input) { y, x, i, j in (y + i, x * input.stride + j) } },
    Mistake(
      "the stride is always 2", "It may be 1, or 3. Use `stride`."
    ) { input in try sliding(input) { y, x, i, j in (2 * y + i, 2 * x + j) } },
    Mistake(
      "the weights are pulled apart, not the windows",
      "Multiplying the kernel's index by the stride makes a dilated kernel. It is the window's place that is "
        + "multiplied."
    ) { input in try sliding(input) { y, x, i, j in (y + i * input.stride, x + j * input.stride) } },
    Mistake(
      "the kernel plays no part", "That is the sum of each window. Multiply every pixel by its weight before adding."
    ) { correlation($0, kernel: $0.kernel * 0 + 1) },
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
      "The numbers are right, but the rest of the output is still 0. A longer step makes fewer positions."
    ) { input in
      var output = correlation(input, stride: 1) * 0
      let found = correlation(input)
      output[0..<found.shape[0], 0..<found.shape[1]] = found
      return output
    },
    Mistake(
      "the stride also pulls the weights apart",
      "Only the window moves by the stride; within it the pixels are neighbours. Multiply the position alone."
    ) { input in try sliding(input) { y, x, i, j in ((y + i) * input.stride, (x + j) * input.stride) } },
    Mistake(
      "row and column are exchanged between kernel and window",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { input in
      guard input.kernel.shape[0] == input.kernel.shape[1] else { throw WouldCrash(saying: "is outside axis") }
      return correlation(input, kernel: input.kernel.transposed())
    },
    Mistake(
      "rows of positions are counted by the width",
      "How many rows of windows there are follows from the height. On a square image one does not see it."
    ) { try sliding($0, rows: positions($0, axis: 1, kernelAxis: 0)) },
    Mistake(
      "columns of positions are counted by the height",
      "How many columns of windows there are follows from the width. On a square image one does not see it."
    ) { try sliding($0, columns: positions($0, axis: 0, kernelAxis: 1)) },
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
      "the sum is divided by the number of weights",
      "That is the mean of the products. A cross-correlation is their sum."
    ) { correlation($0) / Float($0.kernel.count) },
    Mistake(
      "a window reaches out of the padded image",
      "The last window must still lie inside. Look at how many positions there are, and which image you read: the "
        + "padded one is larger."
    ) { _ in throw WouldCrash(saying: "is outside axis") },
  ]

  private static func positions(_ input: Operands, axis: Int, kernelAxis: Int) -> Int {
    (input.image.shape[axis] - input.kernel.shape[kernelAxis] + 2 * input.padding) / input.stride + 1
  }

  /// The loops, with a number of positions and an address of the pixel to choose.
  private static func sliding(
    _ input: Operands, rows: Int? = nil, columns: Int? = nil,
    _ pixel: ((_ y: Int, _ x: Int, _ i: Int, _ j: Int) -> (Int, Int))? = nil
  ) throws -> Tensor {
    let padded = input.image.padded(by: Size2D(input.padding))
    return try Tensor(
      rows: rows ?? positions(input, axis: 0, kernelAxis: 0),
      columns: columns ?? positions(input, axis: 1, kernelAxis: 1)
    ) { y, x in
      var sum: Float = 0
      for i in 0..<input.kernel.shape[0] {
        for j in 0..<input.kernel.shape[1] {
          let (row, column) = pixel?(y, x, i, j) ?? (y * input.stride + i, x * input.stride + j)
          sum += try padded.element(row, column) * input.kernel[i, j]
        }
      }
      return sum
    }
  }
}

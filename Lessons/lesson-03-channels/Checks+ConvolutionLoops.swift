import Checking
import TensorCore
import Walkthrough

/// What goes wrong in exercise 3.2 with the padding, and with how far the loops go.
extension Channels {
  static let paddingMistakes: [Mistake<Layer>] = Mistake.ofPadding(
    { output($0, image: $1, padding: $2) }, image: \.image, by: \.padding)

  static let loopMistakes: [Mistake<Layer>] = [
    Mistake(
      "only the last product is kept",
      "Each product overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { input in
      let last = input.image.shape[0] - 1
      return try pixels(input) {
        try product(input, $0, $1, $2, last, input.kernel.shape[2] - 1, input.kernel.shape[3] - 1)
      }
    },
    Mistake(
      "only the last product is kept, and the bias",
      "Each product overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { input in
      let last = input.image.shape[0] - 1
      return try pixels(input) {
        try product(input, $0, $1, $2, last, input.kernel.shape[2] - 1, input.kernel.shape[3] - 1)
      } + biases(input)
    },
    Mistake(
      "the sum is carried on from pixel to pixel, and the bias added later",
      "The numbers pile up. Let the sum begin anew for every pixel of the output."
    ) { input in
      var sum: Float = 0
      return unbiased(input).map { value in
        sum += value
        return sum
      } + biases(input)
    },
    Mistake(
      "the sum is carried on within a map",
      "Along a map the numbers pile up. Let the sum begin at the bias again for every pixel of the output."
    ) { input in
      let maps = output(input)
      return Tensor.stacked(
        (0..<maps.shape[0]).map { o in
          var sum: Float = 0
          return maps.selecting(o).map { value in
            sum += value
            return sum
          }
        })
    },
    Mistake(
      "the sum is carried on within a map, and the bias added later",
      "Along a map the numbers pile up. Let the sum begin at the bias again for every pixel of the output."
    ) { input in
      let maps = unbiased(input)
      return Tensor.stacked(
        (0..<maps.shape[0]).map { o in
          var sum = input.bias[o]
          return maps.selecting(o).map { value in
            sum += value
            return sum
          }
        })
    },
    Mistake(
      "the sum is carried on from map to map", "The second map holds the first as well. Each map begins anew."
    ) { input in
      let maps = output(input)
      return Tensor.stacked((0..<maps.shape[0]).map { maps[0...$0].sum(axes: 0) })
    },
    Mistake(
      "every position reads the same patch",
      "All pixels of a map are equal. The position's row and column belong in the pixel's index."
    ) { input in try pixels(input) { o, _, _ in try sum(input, o, 0, 0) } + biases(input) },
    Mistake(
      "the kernel's width is taken to be its height",
      "`kernel.shape[2]` is the kernel's height, `kernel.shape[3]` its width. A kernel need not be square."
    ) { input in
      let side = input.kernel.shape[2]
      return try pixels(input, columns: input.image.shape[2] + 2 * input.padding - side + 1) {
        try sum(input, $0, $1, $2, columns: 0..<side)
      } + biases(input)
    },
    Mistake(
      "the kernel's columns are counted by its height",
      "`kernel.shape[3]` says how many columns the kernel has. A kernel need not be square."
    ) { input in
      try pixels(input) { try sum(input, $0, $1, $2, columns: 0..<input.kernel.shape[2]) } + biases(input)
    },
    Mistake(
      "the rows of positions are counted by the width",
      "How many rows of windows there are follows from the height. On a square image one does not see it."
    ) { input in
      let rows = input.image.shape[2] + 2 * input.padding - input.kernel.shape[2] + 1
      return try pixels(input, rows: rows) { try sum(input, $0, $1, $2) } + biases(input)
    },
    Mistake(
      "the columns of positions are counted by the height",
      "How many columns of windows there are follows from the width. On a square image one does not see it."
    ) { input in
      let columns = input.image.shape[1] + 2 * input.padding - input.kernel.shape[3] + 1
      return try pixels(input, columns: columns) { try sum(input, $0, $1, $2) } + biases(input)
    },
    Mistake(
      "row and column are exchanged in an index",
      "An address is the row first and then the column, where you read as well as where you write."
    ) { input in
      guard input.image.shape[1] == input.image.shape[2], input.kernel.shape[2] == input.kernel.shape[3] else {
        throw WouldCrash(saying: "is outside axis")
      }
      return output(input).transposed()
    },
    Mistake(
      "a window reaches out of the padded image",
      "The last window must still lie inside. Look at how many positions there are, and which image you read: the "
        + "padded one is larger."
    ) { _ in throw WouldCrash(saying: "is outside axis") },
  ]

  private static func product(
    _ input: Layer, _ o: Int, _ y: Int, _ x: Int, _ c: Int, _ i: Int, _ j: Int
  ) throws -> Float {
    let padded = input.image.padded(by: Size2D(input.padding))
    return try padded.element(c, y + i, x + j) * input.kernel.element(o, c, i, j)
  }

  /// The products at one position of map `o`, of some of the kernel's columns, added up.
  private static func sum(
    _ input: Layer, _ o: Int, _ y: Int, _ x: Int, columns: Range<Int>? = nil
  ) throws -> Float {
    var sum: Float = 0
    for c in 0..<input.image.shape[0] {
      for i in 0..<input.kernel.shape[2] {
        for j in columns ?? 0..<input.kernel.shape[3] { sum += try product(input, o, y, x, c, i, j) }
      }
    }
    return sum
  }

  /// A number for each position in each map, of which there may be the wrong number.
  private static func pixels(
    _ input: Layer, rows: Int? = nil, columns: Int? = nil, _ value: (_ o: Int, _ y: Int, _ x: Int) throws -> Float
  ) throws -> Tensor {
    let size = output(input).shape
    return Tensor.stacked(
      try (0..<size[0]).map { o in
        try Tensor(rows: rows ?? size[1], columns: columns ?? size[2]) { try value(o, $0, $1) }
      })
  }
}

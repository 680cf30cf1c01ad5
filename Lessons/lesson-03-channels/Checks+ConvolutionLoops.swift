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
    ) { try lastProduct($0) },
    Mistake(
      "only the last product is kept, and the bias",
      "Each product overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { try lastProduct($0) + biases($0) },
    Mistake(
      "the sum is carried on from pixel to pixel, and the bias added later",
      "The numbers pile up. Let the sum begin anew for every pixel of the output."
    ) { unbiased($0).reshaped(-1).cumulativeSum(axis: 0).reshaped(unbiased($0).shape) + biases($0) },
    Mistake(
      "the sum is carried on within a map",
      "Along a map the numbers pile up. Let the sum begin at the bias again for every pixel of the output."
    ) { carriedOn(output($0)) },
    Mistake(
      "the sum is carried on within a map, and the bias added later",
      "Along a map the numbers pile up. Let the sum begin at the bias again for every pixel of the output."
    ) { carriedOn(unbiased($0)) + biases($0) },
    Mistake(
      "the sum is carried on from map to map", "The second map holds the first as well. Each map begins anew."
    ) { output($0).cumulativeSum(axis: 0) },
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
      "row and column are exchanged in an index",
      "An address is the row first and then the column, where you read as well as where you write."
    ) { input in
      guard input.image.shape[1] == input.image.shape[2], input.kernel.shape[2] == input.kernel.shape[3] else {
        throw WouldCrash(saying: "is outside axis")
      }
      return output(input).transposed()
    },
    Mistake(
      "the image is read by column and row",
      "A pixel's address is the channel, the row and then the column. Which of your loops runs down, and which to the "
        + "right?"
    ) { input in
      guard input.image.shape[1] == input.image.shape[2] else { throw WouldCrash(saying: "is outside axis") }
      return output(input, image: input.image.transposed())
    },
    Mistake(
      "a channel is read that is not there",
      "With 2 channels the last is channel 1. `0..<channels` stops there; `0...channels` goes on to one that is not "
        + "there."
    ) {
      let shape = $0.image.padded(by: Size2D($0.padding)).shape
      throw WouldCrash(saying: "is outside axis 0 of size \(shape[0]) (shape \(shape))")
    },
    Mistake(
      "a window reaches out of the padded image",
      "The last window must still lie inside. Look at how many positions there are, and at the pixel's index."
    ) { throw WouldCrash(saying: "(shape \($0.image.padded(by: Size2D($0.padding)).shape))") },
  ]

  /// Within each map, what has been added up so far.
  private static func carriedOn(_ maps: Tensor) -> Tensor {
    maps.reshaped(maps.shape[0], -1).cumulativeSum(axis: 1).reshaped(maps.shape)
  }

  /// The product of the last channel, row and column of each window.
  private static func lastProduct(_ input: Layer) throws -> Tensor {
    let (channels, rows, columns) = (input.kernel.shape[1], input.kernel.shape[2], input.kernel.shape[3])
    return try pixels(input) { try product(input, $0, $1, $2, channels - 1, rows - 1, columns - 1) }
  }

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

  /// A number for each position in each map, which may have the wrong number of columns.
  private static func pixels(
    _ input: Layer, columns: Int? = nil, _ value: (_ o: Int, _ y: Int, _ x: Int) throws -> Float
  ) throws -> Tensor {
    let size = output(input).shape
    return Tensor.stacked(
      try (0..<size[0]).map { o in
        try Tensor(rows: size[1], columns: columns ?? size[2]) { try value(o, $0, $1) }
      })
  }
}

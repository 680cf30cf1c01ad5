import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  static let exercises = [
    mirrored, missingPixels, stridedByHand, sizesOfTheTable, paddingKeepingTheSize, stridedCorrelation,
    dilatedCorrelation,
  ]

  private typealias Frame = (image: Tensor, padding: Int)

  private static let mirrored = Exercise(
    "2.1", answers,
    cases: [
      Case("an image of 2×2, padding 1", (image: Tensor([[1, 2], [3, 4]]), padding: 1)),
      Case("a square image, padding 2", (image: Tensor([[5, 2, 7], [1, 8, 3], [4, 9, 6]]), padding: 2)),
      Case("an image wider than high", (image: Tensor([[1, 2, 3, 4], [5, 6, 7, 8]]), padding: 1)),
      Case("an image higher than wide, padding 2", (image: Tensor([[1, 2], [3, 4], [5, 6]]), padding: 2)),
      Case("a square image, padding 3", (image: Tensor([[1, 5, 9], [2, 8, 4], [7, 3, 6]]), padding: 3)),
      Case("no padding at all", (image: Tensor([[3, 1], [4, 2]]), padding: 0)),
    ],
    drawing: { draw in
      let (height, width) = (draw.size(), draw.size())
      return (image: draw.tensor(height, width), padding: draw.integer(0...min(height, width)))
    },
    expected: { input in
      // Mirror images all around, cut to the frame.
      let row = [input.image.flipped(axes: 1), input.image, input.image.flipped(axes: 1)]
      let band = Tensor.concatenated(row, axis: 1)
      let whole = Tensor.concatenated([band.flipped(axes: 0), band, band.flipped(axes: 0)], axis: 0)
      let (height, width) = (input.image.shape[0], input.image.shape[1])
      return whole[
        height - input.padding..<2 * height + input.padding, width - input.padding..<2 * width + input.padding]
    },
    answer: { try $0.mirrored($1.image, by: $1.padding) },
    given: [.integer("padding", \.padding), .tensor("image", \.image)],
    fitting: { $0.padding >= 0 && $0.padding <= min($0.image.shape[0], $0.image.shape[1]) },
    mistakes: frameMistakes,
    explaining: { input, place in
      let row = symmetric(place[0] - input.padding, input.image.shape[0])
      let column = symmetric(place[1] - input.padding, input.image.shape[1])
      return .text("The correct value is that of the image's row \(row), column \(column).")
    })

  /// Where a place along an axis takes its value.
  private typealias Source = @Sendable (_ place: Int, _ size: Int) throws -> Int?

  private static let symmetric: @Sendable (Int, Int) -> Int = { $0 < 0 ? -1 - $0 : $0 < $1 ? $0 : 2 * $1 - 1 - $0 }

  /// A mistake in where the rows, or the columns, take their values; nil is a zero.
  private static func frame(
    _ name: String, _ explanation: String, rows: @escaping Source = symmetric, columns: @escaping Source = symmetric
  ) -> Mistake<Frame> {
    Mistake(name, explanation) { input in
      let (height, width) = (input.image.shape[0], input.image.shape[1])
      return try Tensor(rows: height + 2 * input.padding, columns: width + 2 * input.padding) {
        guard let row = try rows($0 - input.padding, height), let column = try columns($1 - input.padding, width)
        else { return 0 }
        // Below 0 an index counts from the end.
        return try input.image.element(row < 0 ? row + height : row, column < 0 ? column + width : column)
      }
    }
  }

  /// The same mistake in the rows and in the columns.
  private static func bothWays(
    _ name: String, _ explanation: String, _ source: @escaping Source
  ) -> Mistake<Frame> { frame(name, explanation, rows: source, columns: source) }

  private static let frameMistakes: [Mistake<Frame>] = [
    bothWays(
      "the frame reflects without repeating the rim",
      "That is the lesson's frame, which mirrors at the *middle* of the last pixel. Here the mirror stands at its "
        + "outer edge, so row −1 is row 0 once more."
    ) { $0 < 0 ? -$0 : $0 < $1 ? $0 : 2 * $1 - 2 - $0 },
    bothWays(
      "the rim is repeated over the whole frame",
      "That is called *replicate*. A mirror shows, beyond the rim, the pixels further inside."
    ) { min(max($0, 0), $1 - 1) },
    bothWays(
      "the image goes on at the opposite side",
      "That is called *circular*. In a mirror the pixels next to the rim come first, and then those further inside."
    ) { ($0 + $1) % $1 },
    bothWays("the frame is of zeros", "Each place of the frame takes a pixel of the image.") {
      0..<$1 ~= $0 ? $0 : nil
    },
    bothWays(
      "only what lies above and on the left is mirrored",
      "Below and on the right there are places, too, beyond `height - 1` and `width - 1`."
    ) { $0 < $1 ? symmetric($0, $1) : nil },
    bothWays(
      "only what lies below and on the right is mirrored",
      "Above and on the left there are places, too: those below 0."
    ) { $0 < 0 ? nil : symmetric($0, $1) },
    bothWays(
      "above and on the left the image goes on at the opposite side",
      "An index below 0 counts from the end, and so nothing crashes. Row −1 should be row 0, and row −2 row 1."
    ) { $0 < 0 ? $0 : symmetric($0, $1) },
    bothWays(
      "the rim is repeated above and on the left, but not below and on the right",
      "Below the last row comes that row once more. A place and the one that it is taken from add up to 2 · size − 1."
    ) { $0 < $1 ? symmetric($0, $1) : 2 * $1 - 2 - $0 },
    bothWays(
      "the rim is repeated below and on the right, but not above and on the left",
      "Row −1 is row 0, and row −2 is row 1: a place and the one that it is taken from add up to −1."
    ) { $0 < 0 ? -$0 : symmetric($0, $1) },
    frame(
      "only the rows are mirrored", "Columns are mirrored in the same way: the frame goes round.",
      columns: { 0..<$1 ~= $0 ? $0 : nil }),
    frame(
      "only the columns are mirrored", "Rows are mirrored in the same way: the frame goes round.",
      rows: { 0..<$1 ~= $0 ? $0 : nil }),
    Mistake(
      "the frame's corners are zeros",
      "In a corner, row and column are both mirrored. Fill the frame's rows first, and then its columns over all rows."
    ) { input in
      let (height, width) = (input.image.shape[0], input.image.shape[1])
      return try Tensor(rows: height + 2 * input.padding, columns: width + 2 * input.padding) {
        let (row, column) = ($0 - input.padding, $1 - input.padding)
        let isInside = 0..<height ~= row || 0..<width ~= column
        return isInside ? input.image[symmetric(row, height), symmetric(column, width)] : 0
      }
    },
    bothWays(
      "something outside of the image or of the result is read or written",
      "The mirrored place below and on the right is 2 · size − 1 less the place. And the result is larger than the image "
        + "by 2 · padding both ways."
    ) { place, size in
      if place >= size { throw WouldCrash(saying: "is outside axis") }
      return symmetric(place, size)
    },
  ]
}

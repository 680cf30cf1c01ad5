import Checking
import TensorCore
import Walkthrough

extension Images {
  private typealias Resizing = (image: Tensor, height: Int, width: Int)

  static let resized = Exercise(
    "0.8", answers,
    cases: [
      Case("2×2 pixels made 3×3", (image: Tensor([[0, 4], [8, 12]]), height: 3, width: 3) as Resizing),
      Case("an image wider than high made larger", (image: Tensor([[1, 5, 2], [7, 0, 4]]), height: 5, width: 4)),
      Case(
        "an image higher than wide made smaller",
        (image: Tensor([[3, 9], [1, 4], [8, 2], [6, 0], [5, 7]]), height: 3, width: 2)),
      Case("one row and one column", (image: Tensor([[3, 9, 4], [1, 4, 8]]), height: 1, width: 1)),
      Case("the same size", (image: Tensor([[3, 9], [1, 4]]), height: 2, width: 2)),
    ],
    drawing: {
      (image: $0.tensor($0.size(), $0.size()), height: $0.integer(1...6), width: $0.integer(1...6))
    },
    expected: { mixed($0) },
    answer: { try $0.resized($1.image, height: $1.height, width: $1.width) },
    given: [
      .integer("height", \.height), .integer("width", \.width), .exchanged("height", "width", \.height, \.width),
      .tensor("image", \.image),
    ],
    fitting: { $0.height > 0 && $0.width > 0 },
    mistakes: [
      Mistake(
        "the nearest pixel above and to the left is taken",
        "The position has a fraction, unless `/` between whole numbers drops it. It says how much the next row, and the "
          + "next column, count."
      ) { moved($0) { $0.rounded(.down) } },
      Mistake(
        "the nearest pixel is taken",
        "The position has a fraction. It says how much the next row, and the next column, count."
      ) { moved($0) { $0.rounded() } },
      Mistake(
        "only rows are mixed", "The left and the right column are mixed, too, by the fraction of the column."
      ) { mixed($0, across: { $0.rounded(.down) }) },
      Mistake(
        "only columns are mixed", "The upper and the lower row are mixed, too, by the fraction of the row."
      ) { mixed($0, down: { $0.rounded(.down) }) },
      Mistake(
        "each of the four pixels counts alike", "The closer one lies to the position, the more it counts."
      ) { moved($0) { $0.rounded(.down) + 0.5 } },
      Mistake(
        "the row below the last one is read",
        "The last row has none below it, nor the last column one beside it: `min(above + 1, image.shape[0] - 1)`."
      ) { input in
        guard input.height == 1, input.width == 1, input.image.shape.allSatisfy({ $0 > 1 }) else {
          throw WouldCrash(saying: "is outside axis")
        }
        return mixed(input)
      },
      Mistake(
        "a single row or column is divided by 0", "Where `height` is 1 the position is 0, and `width` likewise."
      ) { input in
        if input.height == 1 || input.width == 1 { throw WouldCrash(saying: "NaN") }
        return mixed(input)
      },
      Mistake(
        "the middles of the pixels are laid on each other, not the corners",
        "That is another usual way. Here row 0 of the result lies at row 0 of the image, and the last at the last."
      ) { mixed($0, position: { max(0, (Double($0) + 0.5) * Double($2) / Double($1) - 0.5) }) },
      Mistake(
        "the two weights are exchanged",
        "A pixel close to the upper row is mostly like the upper row: it counts 1 − f, and the lower one f."
      ) { moved($0) { 2 * $0.rounded(.down) + 1 - $0 } },
      Mistake(
        "the step from one position to the next is a whole number",
        "(H − 1) / (height − 1) has a fraction, which `/` between whole numbers drops. Make a `Float` of both first."
      ) { mixed($0, position: { $1 > 1 ? Double($0 * (($2 - 1) / ($1 - 1))) : 0 }) },
      Mistake(
        "positions are counted with H / height",
        "Then the last row of the result does not lie on the last row of the image. Between corners there are H − 1 "
          + "steps in the image, and height − 1 in the result."
      ) { mixed($0, position: { position($0, of: $1, in: $2, steps: 0) }) },
      Mistake(
        "positions are counted with H / height, and nothing is mixed",
        "Between corners there are H − 1 steps in the image, and height − 1 in the result. And the position has a "
          + "fraction, which says how much the next row, and the next column, count."
      ) { input in
        mixed(
          input, position: { position($0, of: $1, in: $2, steps: 0) }, down: { $0.rounded(.down) },
          across: { $0.rounded(.down) })
      },
    ],
    explaining: { input, place in
      let row = position(place[0], of: input.height, in: input.image.shape[0])
      let column = position(place[1], of: input.width, in: input.image.shape[1])
      return .text("It lies at row \(Float(row)), column \(Float(column)) of the image.")
    })

  /// A mistake in the position, down as across.
  private static func moved(_ input: Resizing, _ moved: (Double) -> Double) -> Tensor {
    mixed(input, down: moved, across: moved)
  }

  private static func position(_ index: Int, of count: Int, in size: Int, steps: Int = 1) -> Double {
    count > 1 ? Double(index * (size - steps)) / Double(count - steps) : 0
  }

  /// Every pixel of the image, weighted by its distance from the position of each pixel of the result: less the further it
  /// is away, and nothing from a distance of 1 on. `down` and `across` are what a mistake makes of a position.
  private static func mixed(
    _ input: Resizing,
    position: (_ index: Int, _ count: Int, _ size: Int) -> Double = { position($0, of: $1, in: $2) },
    down: (Double) -> Double = { $0 }, across: (Double) -> Double = { $0 }
  ) -> Tensor {
    func weights(_ count: Int, of size: Int, _ moved: (Double) -> Double) -> [[Double]] {
      (0..<count).map { index in
        let place = min(moved(position(index, count, size)), Double(size - 1))
        return (0..<size).map { max(0, 1 - abs(Double($0) - place)) }
      }
    }
    let columns = weights(input.width, of: input.image.shape[1], across)
    return Tensor(
      weights(input.height, of: input.image.shape[0], down).map { down in
        columns.map { right in
          var sum = 0.0
          for row in down.indices {
            for column in right.indices { sum += down[row] * right[column] * Double(input.image[row, column]) }
          }
          return Float(sum)
        }
      })
  }
}

import Checking
import Datasets
import Drawing
import Figures
import TensorCore
import Walkthrough

extension SpatialCNN {
  static let exercises = [
    moved, combined, network, pooled, scores, filteredOnRing,
  ]

  /// Whole numbers from 1 in an order without a pattern.
  static func shuffled(_ shape: Int..., seed: UInt64 = 8) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let numbers = generator.permutation(of: shape.reduce(1, *)).map { Float($0 + 1) }
    return Tensor(shape: shape, elements: numbers)
  }

  /// An image each of whose pixels is fetched from another place, or is 0 where there is none to fetch it from.
  static func fetched(
    _ image: Tensor, from: (_ row: Int, _ column: Int) throws -> (row: Int, column: Int)?
  ) rethrows -> Tensor {
    let (height, width) = (image.shape[0], image.shape[1])
    return Tensor(
      try (0..<height).map { row in
        try (0..<width).map { column in try from(row, column).map { image[$0.row, $0.column] } ?? 0 }
      })
  }

  /// What is left of the division by `count` when counting goes on in both directions.
  static func wrapped(_ place: Int, _ count: Int) -> Int { (place % count + count) % count }

  /// The image moved so that what leaves it at one edge comes in at the other.
  static func rolled(_ image: Tensor, _ down: Int, _ right: Int) -> Tensor {
    fetched(image) { (wrapped($0 - down, image.shape[0]), wrapped($1 - right, image.shape[1])) }
  }

  /// A kernel laid on an image as it is, with zeros around the image.
  static func correlation(_ image: Tensor, _ kernel: Tensor, padding: Size2D = 0) -> Tensor {
    convolve2d(
      image.unsqueezed(axis: 0), kernel: kernel.unsqueezed(axis: 0).unsqueezed(axis: 0), padding: padding
    ).selecting(0)
  }

  private typealias Move = (image: Tensor, down: Int, right: Int)

  private static let moved = Exercise(
    "8.1", answers,
    cases: [
      Case("a square image, down", (image: Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), down: 1, right: 0) as Move),
      Case("a square image, up and to the right", (image: shuffled(4, 4), down: -1, right: 2)),
      Case("an image wider than high, to the right", (image: shuffled(3, 5), down: 0, right: 2)),
      Case("an image higher than wide, down and to the left", (image: shuffled(5, 3), down: 2, right: -1)),
      Case("an image wider than high, up", (image: shuffled(2, 5), down: -1, right: 0)),
      Case("an image higher than wide, to the right", (image: shuffled(4, 2), down: 0, right: 1)),
      Case("further than the image reaches", (image: shuffled(2, 4), down: 3, right: 1)),
      Case("no shift at all", (image: shuffled(2, 3), down: 0, right: 0)),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (
        image: $0.tensor(height, width), down: $0.integer(-height...height), right: $0.integer(-width...width)
      )
    },
    expected: { goingOn($0.image, $0.down, $0.right) },
    answer: { try $0.moved($1.image, down: $1.down, right: $1.right) },
    given: [
      .integer("down", \.down), .integer("right", \.right), .exchanged("down", "right", \.down, \.right),
      .tensor("image", \.image),
    ],
    mistakes: [
      Mistake(
        "the image moves the other way",
        "Moved down by 1, row 1 of the output holds what was in row 0. So each pixel comes from row − down."
      ) { goingOn($0.image, -$0.down, -$0.right) },
      Mistake(
        "what leaves the image at one edge comes in at the other",
        "An image is not a ring: what leaves it is lost, and the pixels of the nearest edge are repeated."
      ) { rolled($0.image, $0.down, $0.right) },
      Mistake(
        "zeros come in",
        "That is the lesson's shift. Here the image goes on: a pixel that would come from outside takes the nearest one."
      ) { $0.image.shifted(down: $0.down, right: $0.right) },
      Mistake(
        "the image is mirrored at its edge",
        "Two rows above the image is not its row 1, but again its row 0, the nearest."
      ) { input in
        func mirrored(_ place: Int, _ size: Int) -> Int {
          let turn = wrapped(place, 2 * size)
          return turn < size ? turn : 2 * size - 1 - turn
        }
        return fetched(input.image) {
          (mirrored($0 - input.down, input.image.shape[0]), mirrored($1 - input.right, input.image.shape[1]))
        }
      },
      Mistake(
        "only rows are repeated, and columns are lost",
        "What holds above and below holds on the left and on the right: zeros are nowhere to come in."
      ) { goingOn($0.image, $0.down, 0).shifted(right: $0.right) },
      Mistake(
        "only columns are repeated, and rows are lost",
        "What holds on the left and on the right holds above and below: zeros are nowhere to come in."
      ) { goingOn($0.image, 0, $0.right).shifted(down: $0.down) },
      Mistake(
        "pixels stay where nothing comes in",
        "Each pixel is to be written anew: one that would come from outside takes the nearest pixel of the edge."
      ) { input in
        fetched(input.image) { row, column in
          let from = (row: row - input.down, column: column - input.right)
          let isInside = 0..<input.image.shape[0] ~= from.row && 0..<input.image.shape[1] ~= from.column
          return isInside ? from : (row, column)
        }
      },
      Mistake(
        "places outside of the image are read",
        "A pixel may come from beyond the edge of the image, and `image[-1, 0]` lies in the last row. Bring the place back "
          + "inside before you read it."
      ) { input in
        guard 0...input.image.shape[0] ~= input.down, 0...input.image.shape[1] ~= input.right else {
          throw WouldCrash()
        }
        return rolled(input.image, input.down, input.right)
      },
      Mistake(
        "places beyond the lower and the right edge are read",
        "A shift up or to the left would fetch pixels from there. Bring these places back to the last row, `height - 1`, and "
          + "to the last column, `width - 1`."
      ) { input in
        guard input.down >= 0 && input.right >= 0 else { throw WouldCrash() }
        return goingOn(input.image, input.down, input.right)
      },
      Mistake(
        "the image is changed while it is still being read",
        "A pixel that has been written over is fetched again, further on. Write into a tensor of its own."
      ) { input in
        var image = input.image
        for row in 0..<image.shape[0] {
          for column in 0..<image.shape[1] {
            image[row, column] =
              image[
                nearest(row - input.down, image.shape[0]), nearest(column - input.right, image.shape[1])]
          }
        }
        return image
      },
      Mistake(
        "places below 0 are read",
        "`image[-1, 0]` is the first pixel of the last row. So ask whether row and column are at least 0, too."
      ) { input in
        try fetched(input.image) { row, column in
          let (from, shape) = ((row: row - input.down, column: column - input.right), input.image.shape)
          guard from.row >= -shape[0], from.column >= -shape[1] else { throw WouldCrash() }
          return (wrapped(min(from.row, shape[0] - 1), shape[0]), wrapped(min(from.column, shape[1] - 1), shape[1]))
        }
      },
    ],
    explaining: { input, place in
      let from = (row: place[0] - input.down, column: place[1] - input.right)
      let shape = input.image.shape
      let near = (row: nearest(from.row, shape[0]), column: nearest(from.column, shape[1]))
      let place = "row \(Numerals.text(from.row)), column \(Numerals.text(from.column))"
      let value = Numerals.text(Int(input.image[near.row, near.column]))
      return .text(
        near == from
          ? "This pixel was in \(place) before: there is \(value)."
          : "This pixel would come from \(place), outside of the image. The nearest one, in row \(near.row), column "
            + "\(near.column), is \(value).")
    })

  /// The image moved, with its edge repeated where nothing comes from.
  private static func goingOn(_ image: Tensor, _ down: Int, _ right: Int) -> Tensor {
    fetched(image) { (nearest($0 - down, image.shape[0]), nearest($1 - right, image.shape[1])) }
  }

  private static func nearest(_ place: Int, _ size: Int) -> Int { place < 0 ? 0 : place < size ? place : size - 1 }
}

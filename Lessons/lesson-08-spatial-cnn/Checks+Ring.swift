import Checking
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Ring = (image: Tensor, coefficients: Tensor)

  static let filteredOnRing = Exercise(
    "8.6", answers,
    cases: [
      Case(
        "three pixels that move on by one",
        (image: Tensor([[1, 2, 3]]), coefficients: Tensor([[0, 0, 0], [0, 0, 0], [0, 0, 1]])) as Ring),
      Case("a square image", (image: shuffled(4, 4), coefficients: Tensor([[1, 2, 3], [-4, 0, 6], [7, 8, -9]]))),
      Case(
        "an image wider than high",
        (image: shuffled(3, 5), coefficients: Tensor([[1, 0, -1], [2, 5, 3], [0, -2, 4]]))),
      Case("two taps on a small image", (image: shuffled(2, 3), coefficients: shuffled(5, 5) - 12)),
      Case("no taps", (image: shuffled(3, 2), coefficients: Tensor([[3]]))),
    ],
    drawing: {
      let taps = $0.integer(0...5)
      return (
        image: $0.tensor($0.size(), $0.size()), coefficients: $0.tensor(2 * taps + 1, 2 * taps + 1, in: -3...3)
      )
    },
    without: [".shifted"],
    expected: { rounded($0) },
    answer: { try $0.filteredOnRing($1.image, coefficients: $1.coefficients) },
    given: [.tensor("image", \.image), .tensor("coefficients", \.coefficients)],
    mistakes: [
      Mistake(
        "zeros come in at the border", "On a ring nothing is lost: what leaves on one side comes in on the other."
      ) {
        let taps = $0.coefficients.shape[0] / 2
        return correlation($0.image, $0.coefficients.flipped(axes: 0, 1), padding: Size2D(taps))
      },
      Mistake(
        "the pixels at the border are repeated",
        "On a ring the pixel before the first is the last one, not the first one again."
      ) { filtered($0) { min(max($0, 0), $1 - 1) } },
      Mistake(
        "the minus sign of a place is dropped",
        "On a ring the pixel before the first is the last one. Add the size, as often as it takes, before `%`."
      ) { filtered($0) { abs($0) % $1 } },
      Mistake(
        "columns go round by the height",
        "A row goes round after as many rows as the image is high, a column after as many columns as it is wide."
      ) { input in
        let taps = input.coefficients.shape[0] / 2
        let (height, width) = (input.image.shape[0], input.image.shape[1])
        let rows = (-taps..<height + taps).map { wrapped($0, height) }
        let columns = (-taps..<width + taps).map { wrapped($0, height) }
        guard columns.allSatisfy({ $0 < width }) else { throw WouldCrash() }
        let round = Tensor(rows.map { row in columns.map { input.image[row, $0] } })
        return correlation(round, input.coefficients.flipped(axes: 0, 1))
      },
      Mistake(
        "the image is a ring from left to right only",
        "What leaves it at the bottom comes in at the top as well: rows go round as columns do."
      ) {
        let taps = $0.coefficients.shape[0] / 2
        let round = surrounded($0.image, taps)[taps..<taps + $0.image.shape[0]]
        return correlation(round, $0.coefficients.flipped(axes: 0, 1), padding: Size2D(height: taps, width: 0))
      },
      Mistake(
        "only the last term is kept", "Every term is added to those before it: `+=`, not `=`."
      ) {
        let taps = $0.coefficients.shape[0] / 2
        return $0.coefficients[2 * taps, 2 * taps] * rolled($0.image, taps, taps)
      },
      Mistake(
        "a place outside of the image is read",
        "Bring it back onto the ring first: add the size and take the remainder, until it lies between 0 and size − 1."
      ) { input in
        if input.coefficients.shape[0] > 1 { throw WouldCrash(saying: "(shape \(input.image.shape))") }
        return rounded(input)
      },
    ],
    explaining: { input, place in
      let taps = input.coefficients.shape[0] / 2
      return .pixel(
        .convolution(
          image: surrounded(input.image, taps),
          kernel: input.coefficients.flipped(axes: 0, 1).reshaped(
            1, 1, 2 * taps + 1, 2 * taps + 1)))
    })

  private static func rounded(_ input: Ring) -> Tensor { filtered(input, at: wrapped) }

  /// With the pixel at `place(index, size)` where the image has none of that index.
  private static func filtered(_ input: Ring, at place: (_ index: Int, _ size: Int) -> Int) -> Tensor {
    correlation(
      surrounded(input.image, input.coefficients.shape[0] / 2, place), input.coefficients.flipped(axes: 0, 1))
  }

  /// The image with so many rows and columns around it, which repeat those at `place(index, size)`.
  private static func surrounded(
    _ image: Tensor, _ taps: Int, _ place: (_ index: Int, _ size: Int) -> Int = wrapped
  ) -> Tensor {
    let indices = image.shape.map { size in (-taps..<size + taps).map { place($0, size) } }
    return Tensor(indices[0].map { row in indices[1].map { image[row, $0] } })
  }
}

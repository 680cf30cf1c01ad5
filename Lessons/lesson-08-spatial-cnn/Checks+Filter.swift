import Checking
import Datasets
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Filtering = (image: Tensor, coefficients: Tensor)

  static let filtered = Exercise(
    "8.2", answers,
    cases: [
      Case(
        "one bright pixel",
        (image: Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]]), coefficients: Tensor(1..<10).reshaped(3, 3)) as Filtering),
      Case("a square image", (image: shuffled(4, 4), coefficients: Tensor([[1, 0, 2], [-3, 4, 0], [5, -1, 6]]))),
      Case("an image wider than high", (image: shuffled(3, 6), coefficients: shuffled(3, 3) - 4)),
      Case("two taps", (image: shuffled(7, 5), coefficients: shuffled(5, 5) - 11)),
      Case("no taps: a single coefficient", (image: shuffled(2, 3), coefficients: Tensor([[-2]]))),
    ],
    drawing: {
      let taps = $0.integer(0...2)
      return (
        image: $0.tensor($0.size(), $0.size()), coefficients: $0.tensor(2 * taps + 1, 2 * taps + 1, in: -3...3)
      )
    },
    without: ["convolve2d"],
    expected: { convolved($0.image, $0.coefficients) },
    answer: { try $0.filtered($1.image, coefficients: $1.coefficients) },
    given: [.tensor("image", \.image), .tensor("coefficients", \.coefficients)],
    mistakes: [
      Mistake(
        "the kernel is turned by 180°",
        "This is a cross-correlation: it moves the image up and left where the formula moves it down and right. "
          + "Filter a single bright pixel: the coefficients should appear as they stand."
      ) { convolved($0.image, $0.coefficients.flipped(axes: 0, 1)) },
      Mistake(
        "k and l are exchanged",
        "*k* is the row of the coefficient and moves the image down; *l* is its column and moves it to the right."
      ) { convolved($0.image, $0.coefficients.transposed()) },
      Mistake(
        "the kernel is mirrored left to right",
        "One of the two directions is correct, the other is not: *l* moves the image to the right."
      ) { convolved($0.image, $0.coefficients.flipped(axes: 1)) },
      Mistake(
        "the kernel is upside down",
        "One of the two directions is correct, the other is not: *k* moves the image down."
      ) { convolved($0.image, $0.coefficients.flipped(axes: 0)) },
      Mistake(
        "the last of the taps is missing",
        "From −K to K, with both ends, there are 2K + 1 shifts. `-taps..<taps` leaves the last one out."
      ) { input in shifts(of: input, to: -1) { input.image.shifted(down: $0, right: $1) } },
      Mistake(
        "the shifts begin at 0",
        "h(0, 0), for no shift at all, stands in the middle of the coefficients. So begin at −K, not at 0."
      ) { input in
        let taps = input.coefficients.shape[0] / 2
        return shifts(of: input) { input.image.shifted(down: $0 + taps, right: $1 + taps) }
      },
      Mistake(
        "the image is never moved up or to the left",
        "*k* and *l* count from −K on: below 0 they move the image up and to the left, which is half of the filter."
      ) { input in
        shifts(of: input) { $0 < 0 || $1 < 0 ? input.image * 0 : input.image.shifted(down: $0, right: $1) }
      },
      Mistake(
        "there is always one tap",
        "How many taps there are follows from the coefficients: K is `coefficients.shape[0] / 2`."
      ) { input in
        guard input.coefficients.shape[0] > 1 else { throw WouldCrash() }
        return convolved(input.image, input.coefficients[0..<3, 0..<3])
      },
      Mistake(
        "h(0, 0) is always looked for in row 1, column 1",
        "The middle of the coefficients is at row K, column K, so that h(k, l) stands in row K + k, column K + l."
      ) { input in
        guard input.coefficients.shape[0] == 3 else { throw WouldCrash() }
        return convolved(input.image, input.coefficients)
      },
      Mistake(
        "what leaves the image at one edge comes in at the other",
        "An image is not a ring: zeros come in at its edges."
      ) { input in shifts(of: input) { rolled(input.image, $0, $1) } },
      Mistake(
        "only the last term is kept", "Every term is added to the sum of those before it: `sum += …`, not `sum = …`."
      ) { input in
        let taps = input.coefficients.shape[0] / 2
        return input.coefficients[2 * taps, 2 * taps] * input.image.shifted(down: taps, right: taps)
      },
      Mistake(
        "the coefficients are left out", "Each shifted image counts with its coefficient: multiply before you add."
      ) { convolved($0.image, Tensor(shape: $0.coefficients.shape, repeating: 1)) },
      Mistake(
        "the shifts where k and l differ are missing",
        "Every *k* meets every *l*: the loop over *l* stands within the loop over *k*."
      ) { input in shifts(of: input) { $0 == $1 ? input.image.shifted(down: $0, right: $1) : input.image * 0 } },
      Mistake(
        "there are no zeros at the border",
        "A shifted image is as large as before, with zeros where it was. The output has the image's size."
      ) { input in
        let taps = input.coefficients.shape[0] / 2
        let (height, width) = (input.image.shape[0], input.image.shape[1])
        return convolved(input.image, input.coefficients)[taps..<height - taps, taps..<width - taps]
      },
    ],
    explaining: { input, _ in
      .pixel(
        .convolution(
          image: input.image.unsqueezed(axis: 0),
          kernel: input.coefficients.flipped(axes: 0, 1).unsqueezed(axis: 0).unsqueezed(axis: 0),
          padding: Size2D(input.coefficients.shape[0] / 2)))
    })

  /// The convolution of an image by the library, which lays the kernel on it as it is.
  private static func convolved(_ image: Tensor, _ coefficients: Tensor) -> Tensor {
    let kernel = coefficients.flipped(axes: 0, 1).unsqueezed(axis: 0).unsqueezed(axis: 0)
    return convolve2d(image.unsqueezed(axis: 0), kernel: kernel, padding: Size2D(coefficients.shape[0] / 2))
      .selecting(0)
  }

  /// The sum of moved images times their coefficients, with the last ones left out for a negative `end`.
  private static func shifts(
    of input: Filtering, to end: Int = 0, moved: (_ k: Int, _ l: Int) -> Tensor
  ) -> Tensor {
    let taps = input.coefficients.shape[0] / 2
    var sum = input.image * 0
    for k in -taps..<taps + 1 + end {
      for l in -taps..<taps + 1 + end { sum += input.coefficients[taps + k, taps + l] * moved(k, l) }
    }
    return sum
  }
}

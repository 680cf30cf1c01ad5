import Checking
import Datasets
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Filtering = (image: Tensor, coefficients: Tensor, step: Int)

  static let filtered = Exercise(
    "8.2", answers,
    cases: [
      Case(
        "one bright pixel",
        (image: Tensor([[0, 0, 1, 0, 0]]), coefficients: Tensor([[2, 3, 4]]), step: 2) as Filtering),
      Case(
        "a square image, taps side by side",
        (image: shuffled(4, 4), coefficients: Tensor([[1, 0, 2], [-3, 4, 0], [5, -1, 6]]), step: 1)),
      Case("an image wider than high", (image: shuffled(3, 6), coefficients: shuffled(3, 3) - 4, step: 2)),
      Case("two taps up and down", (image: shuffled(9, 5), coefficients: shuffled(5, 3) - 7, step: 2)),
      Case("two taps to either side", (image: shuffled(4, 7), coefficients: shuffled(3, 5) - 8, step: 1)),
      Case("a single coefficient", (image: shuffled(2, 3), coefficients: Tensor([[-2]]), step: 3)),
    ],
    drawing: {
      (
        image: $0.tensor($0.size(), $0.size()),
        coefficients: $0.tensor(2 * $0.integer(0...2) + 1, 2 * $0.integer(0...2) + 1, in: -3...3),
        step: $0.integer(1...3)
      )
    },
    without: ["convolve2d", "filteredByShifts", "correlated"],
    through: [".shifted", "shifted", "shift", "moved"],
    expected: { convolved($0) },
    answer: { try $0.filtered($1.image, coefficients: $1.coefficients, step: $1.step) },
    given: [.tensor("image", \.image), .tensor("coefficients", \.coefficients), .integer("step", \.step)],
    fitting: { $0.step > 0 && $0.coefficients.shape.allSatisfy { $0 % 2 == 1 } },
    mistakes: [
      Mistake(
        "the kernel is turned by 180°",
        "This is a cross-correlation: it moves the image up and left where the formula moves it down and right. "
          + "Filter a single bright pixel: the coefficients should appear as they stand."
      ) { convolved(($0.image, $0.coefficients.flipped(axes: 0, 1), $0.step)) },
      Mistake(
        "k and l are exchanged",
        "*k* is the row of the coefficient and moves the image down; *l* is its column and moves it to the right."
      ) { input in
        guard input.coefficients.shape[0] == input.coefficients.shape[1] else { throw WouldCrash() }
        return convolved((input.image, input.coefficients.transposed(), input.step))
      },
      Mistake(
        "the kernel is mirrored left to right",
        "One of the two directions is correct, the other is not: *l* moves the image to the right."
      ) { convolved(($0.image, $0.coefficients.flipped(axes: 1), $0.step)) },
      Mistake(
        "the kernel is upside down",
        "One of the two directions is correct, the other is not: *k* moves the image down."
      ) { convolved(($0.image, $0.coefficients.flipped(axes: 0), $0.step)) },
      Mistake(
        "the last of the taps is missing",
        "From −K to K, with both ends, there are 2K + 1 shifts. `-k..<k` leaves the last one out."
      ) { input in shifts(of: input, to: -1) { input.image.shifted(down: $0, right: $1) } },
      Mistake(
        "the shifts begin at 0",
        "h(0, 0), for no shift at all, stands in the middle of the coefficients. So begin at −K, not at 0."
      ) { input in
        let (down, across) = taps(input)
        return shifts(of: input) {
          input.image.shifted(down: $0 + down * input.step, right: $1 + across * input.step)
        }
      },
      Mistake(
        "the image is never moved up or to the left",
        "*k* and *l* count from −K on: below 0 they move the image up and to the left, which is half of the filter."
      ) { input in
        shifts(of: input) { $0 < 0 || $1 < 0 ? input.image * 0 : input.image.shifted(down: $0, right: $1) }
      },
      Mistake(
        "there are as many taps to either side as up and down",
        "The coefficients need not be square: L is `coefficients.shape[1] / 2`."
      ) { input in
        guard taps(input).across >= taps(input).down else { throw WouldCrash() }
        let own = taps(input).down
        return shifts(of: input, across: own, from: own)
      },
      Mistake(
        "there are as many taps up and down as to either side",
        "The coefficients need not be square: K is `coefficients.shape[0] / 2`."
      ) { input in
        guard taps(input).down >= taps(input).across else { throw WouldCrash() }
        let own = taps(input).across
        return shifts(of: input, down: own, from: own)
      },
      Mistake(
        "there is always one tap",
        "How many taps there are follows from the coefficients: K is `coefficients.shape[0] / 2`, and L likewise."
      ) { input in
        guard input.coefficients.shape.allSatisfy({ $0 > 1 }) else { throw WouldCrash() }
        return convolved((input.image, input.coefficients[0..<3, 0..<3], input.step))
      },
      Mistake(
        "what leaves the image at one edge comes in at the other",
        "An image is not a ring: zeros come in at its edges."
      ) { input in shifts(of: input) { rolled(input.image, $0, $1) } },
      Mistake(
        "only the rows lie `step` apart", "Columns are pulled apart in the same way as rows."
      ) { input in shifts(of: input) { input.image.shifted(down: $0, right: $1 / input.step) } },
      Mistake(
        "only the columns lie `step` apart", "Rows are pulled apart in the same way as columns."
      ) { input in shifts(of: input) { input.image.shifted(down: $0 / input.step, right: $1) } },
      Mistake(
        "the step is added", "The tap *k* lies *k* steps away, so multiply: *k* · `step`."
      ) { input in
        shifts(of: input) {
          input.image.shifted(down: $0 / input.step + input.step, right: $1 / input.step + input.step)
        }
      },
      Mistake(
        "the sum begins with the image", "It begins with zeros: the image itself, unmoved, is one of the terms."
      ) { convolved($0) + $0.image },
      Mistake(
        "only the last term is kept", "Every term is added to the sum of those before it: `sum += …`, not `sum = …`."
      ) { input in
        let (down, across) = taps(input)
        return input.coefficients[2 * down, 2 * across]
          * input.image.shifted(down: down * input.step, right: across * input.step)
      },
      Mistake(
        "the shifts where k and l differ are missing",
        "Every *k* meets every *l*: the loop over *l* stands within the loop over *k*."
      ) { input in shifts(of: input) { $0 == $1 ? input.image.shifted(down: $0, right: $1) : input.image * 0 } },
      Mistake(
        "there are no zeros at the border",
        "A shifted image is as large as before, with zeros where it was. The output has the image's size."
      ) { input in
        let (down, across) = (taps(input).down * input.step, taps(input).across * input.step)
        let (height, width) = (input.image.shape[0], input.image.shape[1])
        guard height > 2 * down, width > 2 * across else { throw WouldCrash() }
        return convolved(input)[down..<height - down, across..<width - across]
      },
    ],
    explaining: { input, place in
      let (down, across) = taps(input)
      var terms: [String] = []
      for k in -down...down {
        for l in -across...across {
          let from = (row: place[0] - k * input.step, column: place[1] - l * input.step)
          guard isInside(from, input.image) else { continue }
          terms.append("\(input.coefficients[down + k, across + l]) · \(input.image[from.row, from.column])")
        }
      }
      return .text("Of the shifted images those that have a pixel here give \(terms.joined(separator: " + ")).")
    })

  private static func taps(_ input: Filtering) -> (down: Int, across: Int) {
    (input.coefficients.shape[0] / 2, input.coefficients.shape[1] / 2)
  }

  /// The convolution of an image by the library, which lays the kernel on it as it is.
  private static func convolved(_ input: Filtering) -> Tensor {
    let kernel = input.coefficients.flipped(axes: 0, 1).unsqueezed(axis: 0).unsqueezed(axis: 0)
    let padding = Size2D(height: taps(input).down * input.step, width: taps(input).across * input.step)
    return convolve2d(
      input.image.unsqueezed(axis: 0), kernel: kernel, padding: padding, dilation: Size2D(input.step)
    ).selecting(0)
  }

  /// The sum of images, moved so far down and to the right, times their coefficients. With fewer taps than there are h(0, 0)
  /// is looked for in row `from`, column `from`, and the last ones are left out for a negative `end`.
  private static func shifts(
    of input: Filtering, to end: Int = 0, down: Int? = nil, across: Int? = nil, from middle: Int? = nil,
    moved: ((_ down: Int, _ right: Int) -> Tensor)? = nil
  ) -> Tensor {
    let moved = moved ?? { input.image.shifted(down: $0, right: $1) }
    let (k, l) = (down ?? taps(input).down, across ?? taps(input).across)
    let center = (middle ?? k, middle ?? l)
    var sum = input.image * 0
    for row in -k..<k + 1 + end {
      for column in -l..<l + 1 + end {
        sum +=
          input.coefficients[center.0 + row, center.1 + column] * moved(row * input.step, column * input.step)
      }
    }
    return sum
  }
}

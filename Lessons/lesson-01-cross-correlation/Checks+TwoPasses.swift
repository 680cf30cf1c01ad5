import Checking
import System
import TensorCore
import Walkthrough

extension CrossCorrelation {
  private typealias Blurring = (image: Tensor, weights: [Float])

  static let blurredInTwoPasses = Exercise(
    "1.7", answers,
    cases: [
      Case("a square image, two weights", (image: Tensor(0..<9).reshaped(3, 3), weights: [1, 2]) as Blurring),
      Case("an image wider than high", (image: numbers(4, 6, seed: 71), weights: [1, -2, 3])),
      Case("an image higher than wide", (image: numbers(6, 3, seed: 72), weights: [0.25, 0.5, 0.125])),
      Case("a single weight", (image: numbers(2, 3, seed: 73), weights: [3])),
    ],
    drawing: { draw in
      let weights = (0..<draw.size()).map { _ in draw.number() }
      return (image: draw.tensor(draw.size(from: weights.count), draw.size(from: weights.count)), weights: weights)
    },
    through: ["correlate"],
    expected: { correlation($0.image, square($0.weights)) },
    answer: { try $0.blurredInTwoPasses($1.image, weights: $1.weights, correlate: narrowCorrelation) },
    given: [.tensor("image", \.image)],
    fitting: { input in input.image.shape.allSatisfy { $0 >= input.weights.count } },
    mistakes: [
      Mistake(
        "only the rows are blurred", "The second pass goes over the first one's result, with a kernel of one column."
      ) { correlation($0.image, Tensor($0.weights).reshaped(1, -1)) },
      Mistake(
        "only the columns are blurred", "One pass more: a kernel of one row blurs along the rows."
      ) { correlation($0.image, Tensor($0.weights).reshaped(-1, 1)) },
      Mistake(
        "the weights run backwards", "Both kernels hold the weights in the order in which they come in."
      ) { correlation($0.image, square($0.weights.reversed())) },
      Mistake(
        "the weights are made to add up to 1",
        "Take them as they come: what the square kernel would give is asked for."
      ) { input in
        let sum = input.weights.reduce(0, +)
        return correlation(input.image, square(input.weights)) / (sum * sum)
      },
      Mistake(
        "one of the two kernels runs backwards", "Both hold the weights in the order in which they come in."
      ) { input in
        let (column, row) = (Tensor(input.weights.reversed()).reshaped(-1, 1), Tensor(input.weights))
        return correlation(input.image, column * row)
      },
      Mistake(
        "the rows are blurred twice", "One kernel is a row. The other is a column: `reshaped(weights.count, 1)`."
      ) { try twice($0, Tensor($0.weights).reshaped(1, -1)) },
      Mistake(
        "the columns are blurred twice", "One kernel is a column. The other is a row: `reshaped(1, weights.count)`."
      ) { try twice($0, Tensor($0.weights).reshaped(-1, 1)) },
      Mistake(
        "the square kernel is used, in one pass",
        "`correlate` takes a kernel of one row or of one column. Call it with the row, and then, with what comes out of "
          + "that, with the column."
      ) { input in
        let size = input.weights.count
        guard size == 1 else { throw WouldCrash(saying: "not [\(size), \(size)]") }
        return correlation(input.image, square(input.weights))
      },
      Mistake(
        "the weights are a plain list", "A kernel is a matrix: `reshaped(weights.count, 1)` makes a column of a list."
      ) { throw WouldCrash(saying: "not [\($0.weights.count)]") },
      Mistake(
        "image and kernel are exchanged in the call", "`correlate(image, kernel)`: what is blurred comes first."
      ) { throw WouldCrash(saying: "not \($0.image.shape)") },
      Mistake(
        "the image is padded first",
        "Then the kernel has more places. The square kernel meant stays within the image, and so do these two."
      ) { correlation($0.image.padded(by: Size2D($0.weights.count / 2)), square($0.weights)) },
      Mistake(
        "there are always three weights", "`weights.count` says how many there are."
      ) { input in
        guard input.weights.count == 3 else { throw WouldCrash() }
        return correlation(input.image, square(input.weights))
      },
      Mistake(
        "the two passes are added",
        "The second pass goes over what the first one has given, and not over the image: its sums hold all products."
      ) { input in
        guard input.weights.count == 1 else { throw WouldCrash() }
        return 2 * input.weights[0] * input.image
      },
    ],
    explaining: { input, _ in products(input.image, square(input.weights)) })

  private static func square(_ weights: [Float]) -> Tensor {
    Tensor(weights.map { down in weights.map { down * $0 } })
  }

  /// Both passes with the same kernel.
  private static func twice(_ input: Blurring, _ kernel: Tensor) throws -> Tensor {
    let size = zip(input.image.shape, kernel.shape).map { $0 - 2 * ($1 - 1) }
    guard size.allSatisfy({ $0 > 0 }) else { throw WouldCrash() }
    return correlation(correlation(input.image, kernel), kernel)
  }

  /// A cross-correlation that refuses the square kernel.
  private static let narrowCorrelation: @Sendable (Tensor, Tensor) -> Tensor = { image, kernel in
    require(
      kernel.rank == 2 && kernel.shape.contains(1),
      "correlate: here it takes kernels of one row or one column, (1, n) or (n, 1), not \(kernel.shape)")
    return correlation(image, kernel)
  }
}

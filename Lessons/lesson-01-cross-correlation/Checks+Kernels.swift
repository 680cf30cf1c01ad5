import Checking
import Drawing
import Figures
import TensorCore
import Walkthrough

extension CrossCorrelation {
  static let horizontalEdgeKernel = Exercise(
    "1.3", answers,
    cases: [
      Case("a bright horizontal band", Tensor([[0, 0], [1, 1], [1, 1], [0, 0]])),
      Case(
        "a bright vertical band, which has no horizontal edge", Tensor([[0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 1, 0]])),
      Case("stairs of unequal height", Tensor([[8, 8, 8], [5, 5, 5], [6, 6, 6], [2, 2, 2], [2, 2, 2]])),
    ],
    expected: { found(in: $0, by: Tensor([[1], [-1]])) },
    answer: { found(in: $1, by: try $0.horizontalEdgeKernel()) },
    mistakes: edgeMistakes,
    explaining: { image, place in
      guard place.count == 2 else { return nil }
      let (above, below) = (Int(image[place[0], place[1]]), Int(image[place[0] + 1, place[1]]))
      return .text(
        "In column \(place[1]), row \(place[0]) holds \(above) and the row below it \(below). The kernel should give "
          + "the first minus the second.")
    })

  /// The shape of the kernel, and what it finds if that is the correct one.
  private static func found(in image: Tensor, by kernel: Tensor) -> Answer {
    .parts([
      "the kernel's shape": kernel.shape,
      "what it finds": kernel.shape == [2, 1] ? correlation(image, kernel) : kernel,
    ])
  }

  private static let edgeMistakes: [Mistake<Tensor>] = [
    edge(
      "this is the lesson's kernel, for vertical edges",
      "One row of two weights compares a pixel with its right neighbour. To compare it with the one below, the "
        + "weights must stand one above the other.", Tensor([[1, -1]])),
    edge(
      "the two weights have exchanged their signs",
      "It finds the edges, with the wrong sign. Where bright lies above dark the answer should be 1: which weight "
        + "meets the upper pixel?", Tensor([[-1], [1]])),
    edge(
      "the kernel lies on its side, and its signs are exchanged",
      "The weights must stand one above the other, and the upper one is positive.", Tensor([[-1, 1]])),
    edge(
      "the kernel is a plain list",
      "A kernel is a matrix: a list of rows, even where a row has a single number. Mind the brackets.",
      Tensor([1, -1])),
    edge(
      "the kernel has axes for channels",
      "Here a kernel is a matrix, and no more: two pairs of brackets, `[[…], […]]`.",
      Tensor([[[1], [-1]]]), Tensor([[[[1], [-1]]]])),
    edge(
      "both weights are positive",
      "Two positive weights add neighbours up. To compare them, one must be subtracted from the other.",
      Tensor([[1], [1]])),
    edge(
      "the pixel below is not looked at", "A weight of 0 sees nothing. The pixel below should be subtracted.",
      Tensor([[1], [0]])),
    edge(
      "this is a Sobel kernel",
      "It finds horizontal edges too, but over nine pixels. Here the smallest kernel is asked for: a pixel and the "
        + "one below it.", Tensor([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
      Tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])),
    edge(
      "this is a Prewitt kernel",
      "It finds horizontal edges too, but over nine pixels. Here the smallest kernel is asked for: a pixel and the "
        + "one below it.", Tensor([[1, 1, 1], [0, 0, 0], [-1, -1, -1]]),
      Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    edge(
      "the pixel is compared with its neighbours above and below at once",
      "That finds thin lines. Compare it with the one below it: two weights are enough.", Tensor([[-1], [2], [-1]])),
    edge(
      "the kernel skips a row",
      "With a 0 in between, a pixel is compared with the one two rows down. Its neighbour is one row down.",
      Tensor([[1], [0], [-1]])),
    edge(
      "the kernel is two columns wide", "It adds up two columns, and so sees each edge twice. One column is enough.",
      Tensor([[1, 1], [-1, -1]])),
    edge(
      "the kernel has a column or row of zeros",
      "They change nothing that it finds. Leave them out, so that it is small.",
      Tensor([[1, 0], [-1, 0]]), Tensor([[0, 1], [0, -1]]), Tensor([[1], [-1], [0]]), Tensor([[0], [1], [-1]]),
      Tensor([[0, 1, 0], [0, -1, 0], [0, 0, 0]]),
      Tensor([[0, 0, 0], [0, 1, 0], [0, -1, 0]])),
    edge(
      "this is what the kernel finds in the example", "The kernel itself is asked for, whatever the image is.",
      Tensor([[-1, -1], [0, 0], [1, 1]])),
  ].flatMap(\.self)

  /// The same mistake by each of some kernels.
  private static func edge(_ name: String, _ explanation: String, _ kernels: Tensor...) -> [Mistake<Tensor>] {
    kernels.map { kernel in Mistake(name, explanation) { found(in: $0, by: kernel) } }
  }

  private typealias Bell = (size: Int, sigma: Float)

  static let gaussianKernel = Exercise(
    "1.4", answers,
    cases: [
      Case("size 3, σ = 1", (size: 3, sigma: 1)),
      Case("size 5, σ = 2", (size: 5, sigma: 2)),
      Case("size 5, σ = 0.75", (size: 5, sigma: 0.75)),
      Case("size 7, σ = 1.5", (size: 7, sigma: 1.5)),
      Case("a single weight", (size: 1, sigma: 3)),
    ],
    drawing: { (size: 2 * $0.integer(0...3) + 1, sigma: $0.number(1...4)) },
    expected: { normalized(bell($0)) },
    answer: { try $0.gaussianKernel(size: $1.size, sigma: $1.sigma) },
    given: [.integer("size", \.size), .number("sigma", \.sigma)],
    fitting: { $0.size > 0 },
    mistakes: gaussianMistakes,
    explaining: { input, place in
      let (down, right) = (place[0] - input.size / 2, place[1] - input.size / 2)
      return .text(
        "Counted from the middle, this weight lies in row \(Numerals.text(down)), column \(Numerals.text(right)). "
          + "The squares add up to \(down * down + right * right).")
    })

  /// One column of the bell times one row of it, not yet normalised.
  private static func bell(_ input: Bell) -> Tensor {
    let distance = Tensor(0..<input.size) - Float(input.size / 2)
    let line = (-0.5 * (distance / input.sigma).squared()).exp()
    return line.reshaped(-1, 1) * line
  }

  private static func normalized(_ kernel: Tensor) -> Tensor { kernel / kernel.sum() }

  /// A mistake in the number that exp is taken of, given a weight's distance from the middle and σ.
  private static func bell(
    _ name: String, _ explanation: String,
    of exponent: @escaping @Sendable (_ down: Float, _ right: Float, _ sigma: Float) -> Float = {
      -($0 * $0 + $1 * $1) / (2 * $2 * $2)
    }, middle: @escaping @Sendable (_ size: Int) -> Float = { Float($0 / 2) }
  ) -> Mistake<Bell> {
    Mistake(name, explanation) { input in
      let middle = middle(input.size)
      return normalized(
        try Tensor(rows: input.size, columns: input.size) {
          exponent(Float($0) - middle, Float($1) - middle, input.sigma)
        }.exp())
    }
  }

  private static let gaussianMistakes: [Mistake<Bell>] = [
    Mistake(
      "the weights are not normalised",
      "The bell is correct, but its weights add up to more than 1, and would brighten a picture. Divide by their sum."
    ) { bell($0) },
    Mistake(
      "the weights are divided by their number",
      "That makes the sum smaller, but not 1: the weights are not all 1. Divide by what they add up to."
    ) { bell($0) / Float($0.size * $0.size) },
    Mistake(
      "the weights are divided by the size",
      "That makes the sum smaller, but not 1. Divide by what the weights add up to."
    ) { bell($0) / Float($0.size) },
    Mistake(
      "the weights are divided by 2πσ²",
      "That makes the volume under the bell 1, over an endless plane. A few weights need not add up to 1: divide by "
        + "their sum."
    ) { bell($0) / (2 * Float.pi * $0.sigma * $0.sigma) },
    bell(
      "σ takes the place of σ²", "The width is squared in the formula, as the distances are: 2 · σ · σ."
    ) { -($0 * $0 + $1 * $1) / (2 * $2) },
    bell(
      "the 2 before σ² is missing", "The bell is too narrow. Divide by twice the square of σ."
    ) { -($0 * $0 + $1 * $1) / ($2 * $2) },
    bell(
      "the squares are divided by 2 and multiplied by σ²",
      "`x / 2 * s * s` divides by 2 only and multiplies by the rest: it is read from the left. Put the divisor in "
        + "brackets."
    ) { -($0 * $0 + $1 * $1) / 2 * $2 * $2 },
    bell(
      "the 2 is squared with σ", "2σ² is 2 · σ · σ: only σ is squared."
    ) { -($0 * $0 + $1 * $1) / (4 * $2 * $2) },
    bell(
      "only the second square is divided",
      "`/` comes before `+`: in a + b / c only b is divided. Put the sum of the two squares in brackets."
    ) { -($0 * $0) - $1 * $1 / (2 * $2 * $2) },
    bell(
      "the minus sign reaches the first square only",
      "Both squares make the weight smaller. Put their sum in brackets, after the minus sign."
    ) { (-($0 * $0) + $1 * $1) / (2 * $2 * $2) },
    bell(
      "the minus sign is missing", "The weights grow towards the corners. With the minus sign they fall."
    ) { ($0 * $0 + $1 * $1) / (2 * $2 * $2) },
    bell(
      "the distances are counted from the corner",
      "The largest weight stands at the upper left. Subtract the middle, `size / 2`, from row and column first.",
      middle: { _ in 0 }),
    Mistake(
      "a distance is taken for a row or column",
      "An index below 0 counts from the end, so the middle has come into the corner. The weight `down` rows from the "
        + "middle stands in row `down + size / 2`."
    ) { input in
      let (kernel, middle) = (normalized(bell(input)), input.size / 2)
      return try Tensor(rows: input.size, columns: input.size) {
        kernel[($0 + middle) % input.size, ($1 + middle) % input.size]
      }
    },
    bell(
      "the middle is one too far down and right",
      "Rows and columns are counted from 0: of 3 the middle one is 1, `size / 2`.", middle: { Float($0 / 2 + 1) }),
    bell(
      "the middle lies between two weights",
      "Of 3 rows the middle one is row 1, not 1.5. Divide `size` by 2 as a whole number, before it becomes a `Float`.",
      middle: { Float($0) / 2 }),
    bell(
      "the distances are not squared", "It is the square of the distance that stands in the formula: down² + right²."
    ) { -($0 * $0 + $1 * $1).squareRoot() / (2 * $2 * $2) },
    bell(
      "the distances are added without squaring", "It is the squares that are added: down² + right²."
    ) { -(abs($0) + abs($1)) / (2 * $2 * $2) },
    bell(
      "the sum of the distances is squared",
      "Square each distance first and add then. Otherwise up and right can cancel, and the bell becomes a ridge."
    ) { -($0 + $1) * ($0 + $1) / (2 * $2 * $2) },
    bell(
      "only the columns count", "All rows are alike. The distance down belongs in the sum as well."
    ) { _, right, sigma in -right * right / (2 * sigma * sigma) },
    bell(
      "only the rows count", "All columns are alike. The distance to the right belongs in the sum as well."
    ) { down, _, sigma in -down * down / (2 * sigma * sigma) },
    Mistake(
      "each row is normalised by itself",
      "Each row adds up to 1, and so all of them to more. Divide by the sum of the whole kernel."
    ) { bell($0) / bell($0).sum(axes: 1, keepingAxes: true) },
    Mistake(
      "each column is normalised by itself",
      "Each column adds up to 1, and so all of them to more. Divide by the sum of the whole kernel."
    ) { bell($0) / bell($0).sum(axes: 0, keepingAxes: true) },
    Mistake(
      "the exponential is missing",
      "What stands in the brackets of exp( ) has been normalised. Take `.exp()` of it before dividing by the sum."
    ) { normalized(bell($0).log()) },
    Mistake(
      "all weights are equal",
      "That is a box, which gives all pixels the same say. A Gaussian falls off from the middle."
    ) { normalized(bell($0) * 0 + 1) },
  ]
}

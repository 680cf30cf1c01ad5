import Checking
import TensorCore
import Walkthrough

extension CrossCorrelation {
  typealias Operands = (image: Tensor, kernel: Tensor)

  static let squaredDistances = Exercise(
    "1.2", answers,
    cases: [
      Case(
        "the lesson's image, and a kernel that nearly matches",
        (image: Tensor(0..<9).reshaped(3, 3), kernel: Tensor([[0, 1], [3, 5]]))),
      Case(
        "a square image, a kernel with negative weights",
        (image: numbers(5, 5, seed: 1), kernel: Tensor([[1, 0, -2], [3, 5, -1], [0, 4, -3]]))),
      Case("an image wider than high", (image: numbers(3, 5, seed: 2), kernel: Tensor([[2, -1], [3, 1]]))),
      Case("an image higher than wide", (image: numbers(5, 3, seed: 3), kernel: Tensor([[1, 3], [-2, 4]]))),
      Case("a kernel wider than high", (image: numbers(4, 4, seed: 4), kernel: Tensor([[1, -2, 3], [4, 0, 2]]))),
      Case(
        "a kernel higher than wide", (image: numbers(4, 4, seed: 5), kernel: Tensor([[3, 1], [0, -2], [5, 2]]))),
      Case("a kernel as large as the image", (image: numbers(2, 2, seed: 6), kernel: Tensor([[2, 1], [-3, 4]]))),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (
        image: $0.tensor($0.size(from: height), $0.size(from: width)), kernel: $0.tensor(height, width, in: -3...3)
      )
    },
    without: ["convolve2d", "unfold", "byLoops", "byShifts", "unfolded", "byUnfolding", "directly"],
    expected: { distances($0.image, $0.kernel) },
    answer: { try $0.squaredDistances($1.image, kernel: $1.kernel) },
    given: [.tensor("kernel", \.kernel), .tensor("image", \.image)],
    fitting: { rows($0) > 0 && columns($0) > 0 },
    mistakes: kernelMistakes + sizeMistakes + sumMistakes + rangeMistakes,
    explaining: { input, place in
      let (height, width) = (input.kernel.shape[0], input.kernel.shape[1])
      let patch = input.image[place[0]..<place[0] + height, place[1]..<place[1] + width]
      let squares = (patch - input.kernel).squared()
      return .text(
        "There, row by row, the squares are \(squares.elements.map { "\($0)" }.joined(separator: ", ")): "
          + "\(squares.sum()) in all.")
    })

  /// (pixel − weight)² = pixel² − 2 · pixel · weight + weight², and the library adds up each of the three.
  static func distances(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    correlation(image.squared(), kernel * 0 + 1) - 2 * correlation(image, kernel) + kernel.squared().sum()
  }

  static func rows(_ input: Operands) -> Int { input.image.shape[0] - input.kernel.shape[0] + 1 }

  static func columns(_ input: Operands) -> Int { input.image.shape[1] - input.kernel.shape[1] + 1 }

  static func isSquare(_ tensor: Tensor) -> Bool { tensor.shape[0] == tensor.shape[1] }

  private static let kernelMistakes: [Mistake<Operands>] = [
    Mistake(
      "row and column are exchanged between kernel and patch",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { input in
      guard isSquare(input.kernel) else { throw WouldCrash(saying: "is outside axis") }
      return distances(input.image, input.kernel.transposed())
    },
    Mistake(
      "the kernel is always 2×2, and so is the size made for it",
      "Take the kernel's height and width from its shape: it may be larger, and it need not be square."
    ) { input in
      try sliding(input, rows: input.image.shape[0] - 1, columns: input.image.shape[1] - 1) {
        try distance(input, $0, $1, rows: 0..<2, columns: 0..<2)
      }
    },
  ]

  private static let sumMistakes: [Mistake<Operands>] = [
    Mistake(
      "all weights meet the same pixel",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right of the window's corner."
    ) { input in
      try sliding(input) { y, x in
        let pixel = try input.image.element(y, x)
        return (pixel - input.kernel).squared().sum()
      }
    },
    Mistake(
      "this is the lesson's cross-correlation",
      "Pixels and weights are multiplied there. Here they are subtracted, and the difference is squared."
    ) { correlation($0.image, $0.kernel) },
    Mistake(
      "the differences are not squared",
      "Those above and below 0 cancel: 0 need not be a match. Multiply each difference by itself before you add it."
    ) { correlation($0.image, $0.kernel * 0 + 1) - $0.kernel.sum() },
    Mistake(
      "the sum of the differences is squared",
      "Those above and below 0 cancel before that. Square each difference, and add the squares up."
    ) { (correlation($0.image, $0.kernel * 0 + 1) - $0.kernel.sum()).squared() },
    Mistake(
      "the size of each difference is added up", "That measures a match, too. But here the *squares* are asked for."
    ) { input in
      try sliding(input) { y, x in
        (input.image[y..<y + input.kernel.shape[0], x..<x + input.kernel.shape[1]] - input.kernel).abs().sum()
      }
    },
    Mistake(
      "the squares are subtracted, not the numbers",
      "pixel² − weight² is not (pixel − weight)². Subtract first, and square the difference."
    ) { correlation($0.image.squared(), $0.kernel * 0 + 1) - $0.kernel.squared().sum() },
    Mistake(
      "the kernel leaps by its own size",
      "The window should move by one pixel: add the position to the kernel's index, and do not multiply."
    ) { input in
      try sliding(input) { y, x in try distance(input, y * input.kernel.shape[0], x * input.kernel.shape[1]) }
    },
  ]

  /// A number for each position, of which there may be the wrong number.
  static func sliding(
    _ input: Operands, rows: Int? = nil, columns: Int? = nil, _ value: (_ y: Int, _ x: Int) throws -> Float
  ) throws -> Tensor {
    try Tensor(rows: rows ?? self.rows(input), columns: columns ?? self.columns(input), element: value)
  }

  /// The squares at one position, of some of the kernel's rows and columns, added up.
  static func distance(
    _ input: Operands, _ y: Int, _ x: Int, rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) throws -> Float {
    var sum: Float = 0
    for i in rows ?? 0..<input.kernel.shape[0] {
      for j in columns ?? 0..<input.kernel.shape[1] {
        let difference = try input.image.element(y + i, x + j) - input.kernel.element(i, j)
        sum += difference * difference
      }
    }
    return sum
  }
}

import Checking
import TensorCore
import Walkthrough

extension CrossCorrelation {
  typealias Operands = (image: Tensor, kernel: Tensor)

  static let crossCorrelation = Exercise(
    "1.2", answers,
    cases: [
      Case(
        "the lesson's image and kernel", (image: Tensor(0..<9).reshaped(3, 3), kernel: Tensor([[0, 1], [2, 3]]))),
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
    without: ["convolve2d"],
    expected: { correlation($0.image, $0.kernel) },
    answer: { try $0.crossCorrelation($1.image, kernel: $1.kernel) },
    given: [.tensor("image", \.image), .tensor("kernel", \.kernel)],
    fitting: { rows($0) > 0 && columns($0) > 0 },
    mistakes: kernelMistakes + sizeMistakes + sumMistakes + rangeMistakes,
    explaining: { input, _ in products(input.image, input.kernel) })

  static func rows(_ input: Operands) -> Int { input.image.shape[0] - input.kernel.shape[0] + 1 }

  static func columns(_ input: Operands) -> Int { input.image.shape[1] - input.kernel.shape[1] + 1 }

  static func isSquare(_ tensor: Tensor) -> Bool { tensor.shape[0] == tensor.shape[1] }

  private static let kernelMistakes: [Mistake<Operands>] = [
    Mistake(
      "the kernel is turned by 180°",
      "That is a true convolution. In a cross-correlation the weight in row i, column j meets row i, column j of "
        + "the patch."
    ) { correlation($0.image, $0.kernel.flipped(axes: 0, 1)) },
    Mistake(
      "the kernel is upside down",
      "The kernel's first row should meet the first row of the patch. Do both indices grow downward?"
    ) { correlation($0.image, $0.kernel.flipped(axes: 0)) },
    Mistake(
      "the kernel is mirrored left to right",
      "The kernel's first column should meet the first column of the patch. Do both indices grow to the right?"
    ) { correlation($0.image, $0.kernel.flipped(axes: 1)) },
    Mistake(
      "row and column are exchanged between kernel and patch",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { input in
      guard isSquare(input.kernel) else { throw WouldCrash(saying: "is outside axis") }
      return correlation(input.image, input.kernel.transposed())
    },
    Mistake(
      "the kernel's width is taken to be its height",
      "`kernel.shape[0]` is the kernel's height, `kernel.shape[1]` its width. A kernel need not be square."
    ) { input in
      let side = input.kernel.shape[0]
      return try sliding(input, rows: input.image.shape[0] - side + 1, columns: input.image.shape[1] - side + 1) {
        y, x in try dot(input, y, x, rows: 0..<side, columns: 0..<side)
      }
    },
    Mistake(
      "the kernel's height is taken to be its width",
      "`kernel.shape[0]` is the kernel's height, `kernel.shape[1]` its width. A kernel need not be square."
    ) { input in
      let side = input.kernel.shape[1]
      return try sliding(input, rows: input.image.shape[0] - side + 1, columns: input.image.shape[1] - side + 1) {
        y, x in try dot(input, y, x, rows: 0..<side, columns: 0..<side)
      }
    },
    Mistake(
      "the kernel's height and width are exchanged",
      "Height belongs to height: subtract `kernel.shape[0]` from `image.shape[0]`, and let `i` count the kernel's "
        + "rows."
    ) { input in
      guard isSquare(input.kernel) else { throw WouldCrash(saying: "is outside axis") }
      return correlation(input.image, input.kernel)
    },
    Mistake(
      "the kernel's columns are counted by its height",
      "`kernel.shape[1]` says how many columns the kernel has. A kernel need not be square."
    ) { input in
      let side = 0..<input.kernel.shape[0]
      return try sliding(input) { try dot(input, $0, $1, columns: side) }
    },
    Mistake(
      "the kernel's rows are counted by its width",
      "`kernel.shape[0]` says how many rows the kernel has. A kernel need not be square."
    ) { input in
      let side = 0..<input.kernel.shape[1]
      return try sliding(input) { try dot(input, $0, $1, rows: side) }
    },
    Mistake(
      "the kernel is always 2×2",
      "Take the kernel's height and width from its shape: it may be larger, and it need not be square."
    ) { input in try sliding(input) { try dot(input, $0, $1, rows: 0..<2, columns: 0..<2) } },
    Mistake(
      "the kernel is always 2×2, and so is the size made for it",
      "Take the kernel's height and width from its shape: it may be larger, and it need not be square."
    ) { input in
      try sliding(input, rows: input.image.shape[0] - 1, columns: input.image.shape[1] - 1) {
        try dot(input, $0, $1, rows: 0..<2, columns: 0..<2)
      }
    },
    Mistake(
      "the kernel plays no part", "That is the sum of each patch. Multiply every pixel by its weight before adding."
    ) { correlation($0.image, $0.kernel * 0 + 1) },
  ]

  private static let sumMistakes: [Mistake<Operands>] = [
    Mistake(
      "only the last product is kept",
      "Each product overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { input in
      let (i, j) = (input.kernel.shape[0] - 1, input.kernel.shape[1] - 1)
      return try sliding(input) { y, x in try dot(input, y, x, rows: i..<i + 1, columns: j..<j + 1) }
    },
    Mistake(
      "the sum is carried on from position to position",
      "The numbers pile up. Let the sum begin at 0 again at every position, inside the loops over the positions."
    ) { input in
      var sum: Float = 0
      return correlation(input.image, input.kernel).map { value in
        sum += value
        return sum
      }
    },
    Mistake(
      "the sum is carried on along each row",
      "Along a row the numbers pile up. Let the sum begin at 0 again at every position."
    ) { input in try sliding(input) { y, x in try (0...x).reduce(0) { try $0 + dot(input, y, $1) } } },
    Mistake(
      "the sum begins anew in every row of the kernel",
      "Only the last row of the kernel is left. Let the sum begin at 0 outside both loops over the kernel."
    ) { input in
      let last = input.kernel.shape[0] - 1
      return try sliding(input) { try dot(input, $0, $1, rows: last..<last + 1) }
    },
    Mistake(
      "all weights meet the same pixel",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right of the window's corner."
    ) { input in try sliding(input) { try input.image.element($0, $1) * input.kernel.sum() } },
    Mistake(
      "the sum is divided by the number of weights",
      "That is the mean of the products. A cross-correlation is their sum."
    ) { correlation($0.image, $0.kernel) / Float($0.kernel.count) },
    Mistake(
      "pixels and weights are added, not multiplied",
      "A product is asked for: pixel times weight. Only the products are added up."
    ) { correlation($0.image, $0.kernel * 0 + 1) + $0.kernel.sum() },
    Mistake(
      "every position reads the same patch",
      "All numbers are equal to the first. The position's row and column belong in the pixel's index."
    ) { input in try sliding(input) { _, _ in try dot(input, 0, 0) } },
    Mistake(
      "the kernel leaps by its own size",
      "The window should move by one pixel: add the position to the kernel's index, and do not multiply."
    ) { input in
      try sliding(input) { y, x in try dot(input, y * input.kernel.shape[0], x * input.kernel.shape[1]) }
    },
  ]

  /// A number for each position, of which there may be the wrong number.
  static func sliding(
    _ input: Operands, rows: Int? = nil, columns: Int? = nil, _ value: (_ y: Int, _ x: Int) throws -> Float
  ) throws -> Tensor {
    try Tensor(rows: rows ?? self.rows(input), columns: columns ?? self.columns(input), element: value)
  }

  /// The products at one position, of some of the kernel's rows and columns, added up.
  static func dot(
    _ input: Operands, _ y: Int, _ x: Int, rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) throws -> Float {
    var sum: Float = 0
    for i in rows ?? 0..<input.kernel.shape[0] {
      for j in columns ?? 0..<input.kernel.shape[1] {
        sum += try input.image.element(y + i, x + j) * input.kernel.element(i, j)
      }
    }
    return sum
  }
}

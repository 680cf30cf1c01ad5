import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  typealias Operands = (image: Tensor, kernel: Tensor, stride: Int, padding: Int)

  private static let byHand: Operands = (
    image: Tensor(1..<10).reshaped(3, 3), kernel: Tensor([[0, 1], [2, 3]]), stride: 2, padding: 1
  )

  static let stridedByHand = Exercise(
    "2.3", answers,
    cases: [Case("the four windows", byHand)],
    without: ["convolve2d", "correlate"], withoutLoop: .any, isByHand: true,
    expected: { correlation($0) },
    answer: { tasks, _ in try tasks.stridedByHand() },
    mistakes: strideMistakes + paddingMistakes.prefix(3) + handMistakes)

  static let stridedCorrelation = Exercise(
    "2.6", answers,
    cases: [
      Case(
        "the lesson's image and kernel",
        (image: Tensor(1..<10).reshaped(3, 3), kernel: .ones(2, 2), stride: 2, padding: 1)),
      Case(
        "a square image, without padding and with stride 1",
        (image: numbers(4, 4, seed: 1), kernel: Tensor([[1, -2], [3, 5]]), stride: 1, padding: 0)),
      Case(
        "padding 2, stride 1",
        (image: numbers(3, 3, seed: 2), kernel: Tensor([[2, 1], [-1, 4]]), stride: 1, padding: 2)),
      Case(
        "stride 2, with a row and a column left over",
        (
          image: numbers(6, 6, seed: 3), kernel: Tensor([[1, 2, 3], [-4, 0, 6], [7, 8, -9]]), stride: 2, padding: 0
        )),
      Case(
        "an image wider than high",
        (image: numbers(3, 7, seed: 4), kernel: Tensor([[3, -1], [1, 2]]), stride: 2, padding: 1)),
      Case(
        "an image higher than wide, stride 3",
        (image: numbers(8, 4, seed: 5), kernel: Tensor([[1, 4], [2, -3]]), stride: 3, padding: 1)),
      Case(
        "a kernel wider than high",
        (image: numbers(4, 6, seed: 6), kernel: Tensor([[1, -2, 3], [5, 0, 4]]), stride: 2, padding: 1)),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (
        image: $0.tensor($0.size(from: height), $0.size(from: width)), kernel: $0.tensor(height, width, in: -3...3),
        stride: $0.integer(1...3), padding: $0.integer(0...2)
      )
    },
    without: ["convolve2d", "unfold", "correlate"],
    expected: { correlation($0) },
    answer: {
      try $0.stridedCorrelation($1.image, kernel: $1.kernel, stride: $1.stride, padding: $1.padding)
    },
    given: [
      .integer("stride", \.stride), .integer("padding", \.padding), .tensor("image", \.image),
      .tensor("kernel", \.kernel),
    ],
    fitting: { isPossible($0) },
    mistakes: strideMistakes + paddingMistakes + loopMistakes,
    explaining: { input, _ in products(input) })

  /// Whether a window fits at all.
  static func isPossible(_ input: Operands) -> Bool {
    input.stride > 0 && input.padding >= 0
      && zip(input.image.shape, input.kernel.shape).allSatisfy { $0 + 2 * input.padding >= $1 }
  }

  static func numbers(_ rows: Int, _ columns: Int, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(
      shape: [rows, columns], elements: (0..<rows * columns).map { _ in Float(generator.integer(in: 1..<10)) })
  }

  static func products(_ input: Operands) -> Explanation {
    .pixel(
      .convolution(
        image: input.image, kernel: input.kernel.unsqueezed(axis: 0).unsqueezed(axis: 0),
        stride: Size2D(input.stride),
        padding: Size2D(input.padding)))
  }

  /// The library's result, with what a mistake changes.
  static func correlation(
    _ input: Operands, _ image: Tensor? = nil, kernel: Tensor? = nil, stride: Size2D? = nil, padding: Size2D? = nil
  ) -> Tensor {
    convolve2d(
      (image ?? input.image).unsqueezed(axis: 0),
      kernel: (kernel ?? input.kernel).unsqueezed(axis: 0).unsqueezed(axis: 0),
      stride: stride ?? Size2D(input.stride), padding: padding ?? Size2D(input.padding)
    ).selecting(0)
  }

  private static let handMistakes: [Mistake<Operands>] = [
    Mistake(
      "neither padding nor stride is there",
      "That is the plain cross-correlation. Draw the frame of zeros first, then move by two."
    ) { correlation($0, stride: 1, padding: 0) },
    Mistake(
      "the windows begin in row 1 and column 1",
      "The first window lies in the corner of the *padded* image, mostly on zeros: rows 0 and 1, columns 0 and 1."
    ) { correlation($0, $0.image.padded(by: 1)[1..., 1...], padding: 0) },
    Mistake(
      "the kernel is one of four ones", "That is the example of the lesson. Here the weights are 0, 1, 2 and 3."
    ) { correlation($0, kernel: .ones(2, 2)) },
    Mistake(
      "row and column of the kernel are exchanged", "The kernel's first row is 0, 1, and its second 2, 3."
    ) { correlation($0, kernel: $0.kernel.transposed()) },
    Mistake(
      "rows and columns of the output are exchanged",
      "The numbers are correct. The first row has those of the two upper windows, from left to right."
    ) { correlation($0).transposed() },
    Mistake(
      "the four numbers stand in one line",
      "The numbers are correct. The output has two rows of two: mind the brackets."
    ) { correlation($0).reshaped(-1) },
    Mistake(
      "the pixels are counted from 0", "The image begins with 1 and ends with 9."
    ) { correlation($0, $0.image - 1) },
  ]

  private static let strideMistakes: [Mistake<Operands>] = [
    Mistake(
      "the stride is left out", "The window moves by one pixel. It should move by the stride, to the right and down."
    ) { correlation($0, stride: 1) },
    Mistake(
      "only the rows take the stride", "The window leaps down, but not to the right. The stride holds both ways."
    ) { correlation($0, stride: [$0.stride, 1]) },
    Mistake(
      "only the columns take the stride", "The window leaps to the right, but not down. The stride holds both ways."
    ) { correlation($0, stride: [1, $0.stride]) },
    Mistake(
      "the kernel is turned by 180°",
      "That is a true convolution. In a cross-correlation the weight at the upper left meets the pixel at the upper "
        + "left."
    ) { correlation($0, kernel: $0.kernel.flipped(axes: 0, 1)) },
    Mistake(
      "the image's first row and column are taken for padding",
      "Row 0 and column 0 belong to the image. Only what comes before them is padding."
    ) { input in
      var image = input.image
      image[0..<1] *= 0
      image[0..., 0..<1] *= 0
      return correlation(input, image)
    },
  ]

  private static let paddingMistakes: [Mistake<Operands>] = Mistake.ofPadding(
    { correlation($0, $1, padding: $2) }, image: \.image, by: \.padding)
}

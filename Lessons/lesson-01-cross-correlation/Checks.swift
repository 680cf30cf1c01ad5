import Checking
import TensorCore
import Walkthrough

extension CrossCorrelation {
  static let exercises = [
    imagePixels, squaredDistances, horizontalEdgeKernel, gaussianKernel, trueConvolution, kernelAfterOneStep,
    blurredInTwoPasses, kernelBehind,
  ]

  /// Random whole numbers from −4 to 9.
  static func numbers(_ rows: Int, _ columns: Int, seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(
      shape: [rows, columns], elements: (0..<rows * columns).map { _ in Float(generator.integer(in: -4..<10)) })
  }

  /// The library's cross-correlation of two matrices.
  static func correlation(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    convolve2d(image.unsqueezed(axis: 0), kernel: kernel.unsqueezed(axis: 0).unsqueezed(axis: 0)).squeezed(axis: 0)
  }

  /// The products behind an element of the cross-correlation of two matrices.
  static func products(_ image: Tensor, _ kernel: Tensor) -> Explanation {
    .pixel(.convolution(image: image, kernel: kernel.unsqueezed(axis: 0).unsqueezed(axis: 0)))
  }

  private typealias Sizes = (outputHeight: Int, outputWidth: Int, kernelHeight: Int, kernelWidth: Int)

  private static let imagePixels = Exercise(
    "1.1", answers,
    cases: [
      Case("an output of 2×2, a kernel of 2×2", (outputHeight: 2, outputWidth: 2, kernelHeight: 2, kernelWidth: 2)),
      Case(
        "an output of 24×24, a kernel of 5×5", (outputHeight: 24, outputWidth: 24, kernelHeight: 5, kernelWidth: 5)),
      Case("an output of 3×6, a kernel of 2×2", (outputHeight: 3, outputWidth: 6, kernelHeight: 2, kernelWidth: 2)),
      Case("an output of 7×4, a kernel of 3×2", (outputHeight: 7, outputWidth: 4, kernelHeight: 3, kernelWidth: 2)),
      Case("an output of 6×7, a kernel of 1×2", (outputHeight: 6, outputWidth: 7, kernelHeight: 1, kernelWidth: 2)),
      Case(
        "a single number, from a kernel of 4×6", (outputHeight: 1, outputWidth: 1, kernelHeight: 4, kernelWidth: 6)),
    ],
    drawing: {
      (outputHeight: $0.size(), outputWidth: $0.size(), kernelHeight: $0.size(), kernelWidth: $0.size())
    },
    expected: { size(leaving: $0.outputHeight, $0.kernelHeight) * size(leaving: $0.outputWidth, $0.kernelWidth) },
    answer: {
      try $0.imagePixels(
        outputHeight: $1.outputHeight, outputWidth: $1.outputWidth, kernelHeight: $1.kernelHeight,
        kernelWidth: $1.kernelWidth)
    },
    given: [
      .integer("outputHeight", \.outputHeight), .integer("outputWidth", \.outputWidth),
      .integer("kernelHeight", \.kernelHeight), .integer("kernelWidth", \.kernelWidth),
      .exchanged("kernelHeight", "kernelWidth", \.kernelHeight, \.kernelWidth),
    ],
    fitting: { min($0.outputHeight, $0.outputWidth, $0.kernelHeight, $0.kernelWidth) > 0 },
    mistakes: imageMistakes,
    explaining: { sizes, _ in
      let (rows, columns) = (sizes.outputHeight - 1, sizes.outputWidth - 1)
      return .text(
        "Of the image's rows the first position takes \(sizes.kernelHeight), and the further ones add \(rows). Of its "
          + "columns the first takes \(sizes.kernelWidth), and the further ones add \(columns).")
    })

  /// The definition: one size after the other is tried, along one axis, until it has so many positions.
  private static func size(leaving positions: Int, _ kernel: Int) -> Int {
    (kernel...).first {
      slidingPositions(Size2D($0), window: Size2D(kernel), stride: 1, padding: 0).height == positions
    } ?? 0
  }

  private static let imageMistakes: [Mistake<Sizes>] = [
    Mistake(
      "the − 1 is missing",
      "The first position takes up the whole kernel, and each further one adds a pixel: one less than there are "
        + "positions."
    ) { ($0.outputHeight + $0.kernelHeight) * ($0.outputWidth + $0.kernelWidth) },
    Mistake(
      "1 is added, not subtracted",
      "Solve the lesson's rule for the image: what is added on one side is subtracted on the other."
    ) { ($0.outputHeight + $0.kernelHeight + 1) * ($0.outputWidth + $0.kernelWidth + 1) },
    Mistake(
      "the brackets are missing",
      "`*` comes before `+` and `-`, so 1 is multiplied by the width. Put the rows in brackets, and the columns too."
    ) { $0.outputHeight + $0.kernelHeight - 1 * $0.outputWidth + $0.kernelWidth - 1 },
    Mistake(
      "the 1 is subtracted once, from the product",
      "Subtract 1 from the rows and from the columns, and multiply then."
    ) { ($0.outputHeight + $0.kernelHeight) * ($0.outputWidth + $0.kernelWidth) - 1 },
    Mistake(
      "rows and columns are added", "In every row of the image there are as many pixels as columns. So multiply."
    ) { ($0.outputHeight + $0.kernelHeight - 1) + ($0.outputWidth + $0.kernelWidth - 1) },
    Mistake(
      "only the rows are counted", "Each row of the image holds several pixels: multiply by the number of columns."
    ) { $0.outputHeight + $0.kernelHeight - 1 },
    Mistake(
      "only the columns are counted", "There are several rows: multiply by their number."
    ) { $0.outputWidth + $0.kernelWidth - 1 },
    Mistake(
      "the width is taken to be the height",
      "Rows come from the heights, columns from the widths. Where all is square one does not see it."
    ) { square($0.outputHeight + $0.kernelHeight - 1) },
    Mistake(
      "the height is taken to be the width",
      "Rows come from the heights, columns from the widths. Where all is square one does not see it."
    ) { square($0.outputWidth + $0.kernelWidth - 1) },
    Mistake(
      "the kernel's width is taken to be its height",
      "Height belongs to height, and width to width. A kernel need not be square."
    ) { ($0.outputHeight + $0.kernelHeight - 1) * ($0.outputWidth + $0.kernelHeight - 1) },
    Mistake(
      "the kernel's height is taken to be its width",
      "Height belongs to height, and width to width. A kernel need not be square."
    ) { ($0.outputHeight + $0.kernelWidth - 1) * ($0.outputWidth + $0.kernelWidth - 1) },
    Mistake(
      "the output is taken for the image",
      "That counts the positions of the kernel in an image of the output's size. Here the positions are known, and the "
        + "image is larger than the output."
    ) { ($0.outputHeight - $0.kernelHeight + 1) * ($0.outputWidth - $0.kernelWidth + 1) },
    Mistake(
      "the pixels of the output and the weights are added",
      "Go by rows and by columns: find how many of each the image has, and multiply then."
    ) { $0.outputHeight * $0.outputWidth + $0.kernelHeight * $0.kernelWidth },
    Mistake(
      "the pixels of the output and the weights are added, less one",
      "Go by rows and by columns: find how many of each the image has, and multiply then."
    ) { $0.outputHeight * $0.outputWidth + $0.kernelHeight * $0.kernelWidth - 1 },
    Mistake(
      "the image is taken to be as large as the output",
      "The output is smaller: the kernel has to fit into the image at each position."
    ) { $0.outputHeight * $0.outputWidth },
    Mistake(
      "the windows lie side by side, like tiles", "The kernel moves by one pixel at a time, so its windows overlap."
    ) { $0.outputHeight * $0.kernelHeight * $0.outputWidth * $0.kernelWidth },
    Mistake(
      "what the kernel takes is given back on both sides",
      "The output has lost kernel − 1 rows in all, not above and below."
    ) { ($0.outputHeight + 2 * ($0.kernelHeight - 1)) * ($0.outputWidth + 2 * ($0.kernelWidth - 1)) },
  ]

  private static func square(_ side: Int) -> Int { side * side }
}

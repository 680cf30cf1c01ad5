import Checking
import TensorCore
import Walkthrough

extension CrossCorrelation {
  static let exercises = [
    positions, crossCorrelation, horizontalEdgeKernel, gaussianKernel, trueConvolution, kernelAfterOneStep,
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

  private typealias Sizes = (height: Int, width: Int, kernelHeight: Int, kernelWidth: Int)

  private static let positions = Exercise(
    "1.1", answers,
    cases: [
      Case("an image of 3×3, a kernel of 2×2", (height: 3, width: 3, kernelHeight: 2, kernelWidth: 2)),
      Case("an image of 28×28, a kernel of 5×5", (height: 28, width: 28, kernelHeight: 5, kernelWidth: 5)),
      Case("an image of 4×7, a kernel of 2×2", (height: 4, width: 7, kernelHeight: 2, kernelWidth: 2)),
      Case("an image of 9×5, a kernel of 3×2", (height: 9, width: 5, kernelHeight: 3, kernelWidth: 2)),
      Case("an image of 6×8, a kernel of 1×2", (height: 6, width: 8, kernelHeight: 1, kernelWidth: 2)),
      Case("a kernel as large as the image, 4×6", (height: 4, width: 6, kernelHeight: 4, kernelWidth: 6)),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (height: $0.size(from: height), width: $0.size(from: width), kernelHeight: height, kernelWidth: width)
    },
    expected: { sizes in
      let kernel = Size2D(height: sizes.kernelHeight, width: sizes.kernelWidth)
      let places = slidingPositions(
        Size2D(height: sizes.height, width: sizes.width), window: kernel, stride: 1, padding: 0)
      return places.height * places.width
    },
    answer: {
      try $0.positions(
        imageHeight: $1.height, imageWidth: $1.width, kernelHeight: $1.kernelHeight, kernelWidth: $1.kernelWidth)
    },
    given: [
      .integer("imageHeight", \.height), .integer("imageWidth", \.width), .integer("kernelHeight", \.kernelHeight),
      .integer("kernelWidth", \.kernelWidth),
      .exchanged("kernelHeight", "kernelWidth", \.kernelHeight, \.kernelWidth),
    ],
    fitting: {
      min($0.kernelHeight, $0.kernelWidth) > 0 && $0.kernelHeight <= $0.height && $0.kernelWidth <= $0.width
    },
    mistakes: positionMistakes,
    explaining: { sizes, _ in
      let (rows, columns) = (sizes.height - sizes.kernelHeight, sizes.width - sizes.kernelWidth)
      return .text(
        "The kernel's upper left corner can lie on the rows 0 to \(rows) and on the columns 0 to \(columns).")
    })

  private static let positionMistakes: [Mistake<Sizes>] = [
    Mistake(
      "the + 1 is missing",
      "The difference of the sizes is how far the kernel can move. The place where it begins counts as well."
    ) { ($0.height - $0.kernelHeight) * ($0.width - $0.kernelWidth) },
    Mistake(
      "the + 1 of the columns is missing",
      "The rows are right. The place where the kernel begins counts among the columns as well."
    ) { ($0.height - $0.kernelHeight + 1) * ($0.width - $0.kernelWidth) },
    Mistake(
      "the + 1 of the rows is missing",
      "The columns are right. The place where the kernel begins counts among the rows as well."
    ) { ($0.height - $0.kernelHeight) * ($0.width - $0.kernelWidth + 1) },
    Mistake(
      "1 is subtracted, not added",
      "The difference of the sizes is how far the kernel can move; the place where it begins comes on top of that."
    ) { ($0.height - $0.kernelHeight - 1) * ($0.width - $0.kernelWidth - 1) },
    Mistake(
      "the brackets are missing",
      "`*` comes before `+` and `-`, so 1 is multiplied by the width. Put the rows in brackets, and the columns too."
    ) { $0.height - $0.kernelHeight + 1 * $0.width - $0.kernelWidth + 1 },
    Mistake(
      "one position too many is counted both ways",
      "The last window must still lie inside the image. Try an image of 3×3 and a kernel of 2×2 with a pencil."
    ) { ($0.height - $0.kernelHeight + 2) * ($0.width - $0.kernelWidth + 2) },
    Mistake(
      "the + 1 is added once, to the product",
      "Rows and columns each have a place where the kernel begins. Add 1 to both before you multiply."
    ) { ($0.height - $0.kernelHeight) * ($0.width - $0.kernelWidth) + 1 },
    Mistake(
      "rows and columns are added", "In every row of positions there are as many as there are columns. So multiply."
    ) { ($0.height - $0.kernelHeight + 1) + ($0.width - $0.kernelWidth + 1) },
    Mistake(
      "only the rows are counted", "Each row of positions holds several: multiply by the number of columns."
    ) { $0.height - $0.kernelHeight + 1 },
    Mistake(
      "only the columns are counted", "There are several rows of positions: multiply by their number."
    ) { $0.width - $0.kernelWidth + 1 },
    Mistake(
      "the width is taken to be the height",
      "Rows come from the heights, columns from the widths. On a square image and a square kernel one does not see "
        + "it."
    ) { ($0.height - $0.kernelHeight + 1) * ($0.height - $0.kernelHeight + 1) },
    Mistake(
      "the height is taken to be the width",
      "Rows come from the heights, columns from the widths. On a square image and a square kernel one does not see "
        + "it."
    ) { ($0.width - $0.kernelWidth + 1) * ($0.width - $0.kernelWidth + 1) },
    Mistake(
      "the kernel's height and width are exchanged",
      "Subtract the kernel's height from the image's height, and width from width."
    ) { ($0.height - $0.kernelWidth + 1) * ($0.width - $0.kernelHeight + 1) },
    Mistake(
      "the kernel's width is taken to be its height",
      "Subtract the kernel's height from the image's height, and width from width. A kernel need not be square."
    ) { ($0.height - $0.kernelHeight + 1) * ($0.width - $0.kernelHeight + 1) },
    Mistake(
      "the kernel's height is taken to be its width",
      "Subtract the kernel's height from the image's height, and width from width. A kernel need not be square."
    ) { ($0.height - $0.kernelWidth + 1) * ($0.width - $0.kernelWidth + 1) },
    Mistake(
      "pixels are counted, not positions",
      "Image pixels minus kernel weights is not how often the kernel fits. Count rows and columns apart, then "
        + "multiply."
    ) { $0.height * $0.width - $0.kernelHeight * $0.kernelWidth },
    Mistake(
      "pixels are counted, not positions, and one is added",
      "Image pixels minus kernel weights is not how often the kernel fits. Count rows and columns apart, then "
        + "multiply."
    ) { $0.height * $0.width - $0.kernelHeight * $0.kernelWidth + 1 },
    Mistake(
      "every pixel is a position",
      "A kernel that begins on the last row reaches out of the image. Only places where it fits count."
    ) { $0.height * $0.width },
    Mistake(
      "the windows lie side by side, like tiles",
      "Dividing counts windows that do not overlap. The kernel moves by one pixel at a time."
    ) { ($0.height / $0.kernelHeight) * ($0.width / $0.kernelWidth) },
    Mistake(
      "products are counted, not positions",
      "At each position there are as many products as weights. Here only the positions are asked for."
    ) { ($0.height - $0.kernelHeight + 1) * ($0.width - $0.kernelWidth + 1) * $0.kernelHeight * $0.kernelWidth },
  ]
}

import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  static let exercises = [
    zeroPadded, outputSize, stridedByHand, sizesOfTheTable, paddingKeepingTheSize, stridedCorrelation,
    dilatedCorrelation,
  ]

  private typealias Frame = (image: Tensor, padding: Int)

  private static let zeroPadded = Exercise(
    "2.1", answers,
    cases: [
      Case("an image of 2×2, padding 1", (image: Tensor([[1, 2], [3, 4]]), padding: 1)),
      Case("a square image, padding 2", (image: Tensor([[5, 2, 7], [1, 8, 3], [4, 9, 6]]), padding: 2)),
      Case("an image wider than high", (image: Tensor([[1, 2, 3, 4], [5, 6, 7, 8]]), padding: 1)),
      Case("an image higher than wide, padding 2", (image: Tensor([[1, 2], [3, 4], [5, 6]]), padding: 2)),
      Case("no padding at all", (image: Tensor([[3, 1], [4, 2]]), padding: 0)),
    ],
    drawing: { (image: $0.tensor($0.size(), $0.size()), padding: $0.integer(0...3)) },
    without: [".padded", "framed"],
    expected: { $0.image.padded(by: Size2D($0.padding)) },
    answer: { try $0.zeroPadded($1.image, by: $1.padding) },
    given: [.integer("padding", \.padding), .tensor("image", \.image)],
    fitting: { $0.padding >= 0 },
    mistakes: frameMistakes,
    explaining: { input, place in
      let (row, column) = (place[0] - input.padding, place[1] - input.padding)
      let isInside =
        (0..<input.image.shape[0]).contains(row) && (0..<input.image.shape[1]).contains(column)
      return .text(
        isInside
          ? "This is the place of the image's row \(row), column \(column)."
          : "This place lies in the frame of zeros.")
    })

  /// The image on a canvas of zeros, so many rows from its top and columns from its left.
  private static func placed(
    _ image: Tensor, rows: Int, columns: Int, top: Int, left: Int, frame: Float = 0
  ) throws -> Tensor {
    let (height, width) = (image.shape[0], image.shape[1])
    guard top + height <= rows, left + width <= columns else { throw WouldCrash(saying: "is outside axis") }
    return try Tensor(rows: rows, columns: columns) { row, column in
      (top..<top + height).contains(row) && (left..<left + width).contains(column)
        ? image[row - top, column - left] : frame
    }
  }

  /// The padded image with one thing changed: the canvas's rows and columns around the image, or where it lies.
  private static func framed(
    _ input: Frame, above: Int, below: Int, left: Int, right: Int, frame: Float = 0
  ) throws -> Tensor {
    let (p, image) = (input.padding, input.image)
    return try placed(
      image, rows: image.shape[0] + (above + below) * p, columns: image.shape[1] + (left + right) * p, top: above * p,
      left: left * p, frame: frame)
  }

  private static let frameMistakes: [Mistake<Frame>] = [
    Mistake(
      "only rows are added", "Above and below are done. The frame goes round: left and right need columns too."
    ) { try framed($0, above: 1, below: 1, left: 0, right: 0) },
    Mistake(
      "only columns are added", "Left and right are done. The frame goes round: above and below need rows too."
    ) { try framed($0, above: 0, below: 0, left: 1, right: 1) },
    Mistake(
      "the frame is only above and on the left",
      "The frame goes round. Both sizes grow by twice the padding, once for each side."
    ) { try framed($0, above: 1, below: 0, left: 1, right: 0) },
    Mistake(
      "the frame is only below and on the right",
      "The frame goes round. Make both sizes larger by twice the padding, and move the image down and to the right "
        + "by it."
    ) { try framed($0, above: 0, below: 1, left: 0, right: 1) },
    Mistake(
      "the image stays in the upper left corner",
      "The canvas has the correct size, but all zeros lie below and on the right. Move the image by the padding, both "
        + "ways."
    ) { try framed($0, above: 0, below: 2, left: 0, right: 2) },
    Mistake(
      "the image is moved twice as far as it should be",
      "The canvas has the correct size, but the image lies in its last corner. The padding of one side is how far it "
        + "moves."
    ) { try framed($0, above: 2, below: 0, left: 2, right: 0) },
    Mistake(
      "the image is moved down, but not to the right",
      "Rows are where they belong. The column needs the padding added as well."
    ) { try framed($0, above: 1, below: 1, left: 0, right: 2) },
    Mistake(
      "the image is moved to the right, but not down",
      "Columns are where they belong. The row needs the padding added as well."
    ) { try framed($0, above: 0, below: 2, left: 1, right: 1) },
    Mistake(
      "the image is moved by 1, whatever the padding",
      "The canvas has the correct size. Move the image by `padding`, which need not be 1."
    ) { input in
      let (p, image) = (2 * input.padding, input.image)
      return try placed(
        image, rows: image.shape[0] + p, columns: image.shape[1] + p, top: min(1, p), left: min(1, p))
    },
    Mistake(
      "the canvas is larger by 2, whatever the padding",
      "The image is moved as it should be. The canvas grows by twice the padding, which need not be 1."
    ) { input in
      let (p, image) = (input.padding, input.image)
      return try placed(image, rows: image.shape[0] + 2, columns: image.shape[1] + 2, top: p, left: p)
    },
    Mistake(
      "something outside of the image's size is read or written",
      "Either the canvas is no larger than the image: both sizes grow by twice the padding. Or the image is asked for "
        + "what belongs into the frame."
    ) { input in
      guard input.padding == 0 else { throw WouldCrash(saying: "(shape \(input.image.shape))") }
      return input.image
    },
    Mistake(
      "the loops go over the canvas, and the image is moved besides",
      "Go through the image's rows and columns. What lies at `row`, `column` of it moves by the padding."
    ) { input in
      guard input.padding == 0 else {
        throw WouldCrash(saying: "(shape \(input.image.shape.map { $0 + 2 * input.padding }))")
      }
      return input.image
    },
    Mistake(
      "the frame is not zero", "A frame of ones would add to every sum at the rim. Zeros add nothing."
    ) { try framed($0, above: 1, below: 1, left: 1, right: 1, frame: 1) },
    Mistake(
      "the rim of the image is repeated in the frame", "That is a kind of padding too. This one is of zeros."
    ) { input in
      let (p, image) = (input.padding, input.image)
      let (height, width) = (image.shape[0], image.shape[1])
      return try Tensor(rows: height + 2 * p, columns: width + 2 * p) {
        image[min(max($0 - p, 0), height - 1), min(max($1 - p, 0), width - 1)]
      }
    },
    Mistake(
      "nothing is added", "The image comes back as it was. The answer is larger, by twice the padding both ways."
    ) { $0.image },
    Mistake(
      "the frame is there, but not the image", "All is zero. Write the pixels into the middle."
    ) { $0.image.padded(by: Size2D($0.padding)) * 0 },
    Mistake(
      "height and width are exchanged",
      "The height, `shape[0]`, says how many rows there are, the width how many columns. On a square image one does "
        + "not see it."
    ) { input in
      let p = 2 * input.padding
      return try placed(
        input.image, rows: input.image.shape[1] + p, columns: input.image.shape[0] + p, top: input.padding,
        left: input.padding)
    },
    Mistake(
      "the width is taken to be the height",
      "The columns follow from the width, `shape[1]`. On a square image one does not see it."
    ) { input in
      let side = input.image.shape[0] + 2 * input.padding
      return try placed(input.image, rows: side, columns: side, top: input.padding, left: input.padding)
    },
    Mistake(
      "the height is taken to be the width",
      "The rows follow from the height, `shape[0]`. On a square image one does not see it."
    ) { input in
      let side = input.image.shape[1] + 2 * input.padding
      return try placed(input.image, rows: side, columns: side, top: input.padding, left: input.padding)
    },
    Mistake(
      "row and column are exchanged in an index",
      "An address is the row first and then the column, where you read as well as where you write."
    ) { input in
      let (p, image) = (2 * input.padding, input.image)
      return try placed(
        image.transposed(), rows: image.shape[0] + p, columns: image.shape[1] + p, top: input.padding,
        left: input.padding)
    },
    Mistake(
      "the image's first row and column are taken for the frame", "Row 0 and column 0 belong to the image: `>= 0`."
    ) { input in
      var image = input.image
      image[0..<1] *= 0
      image[0..., 0..<1] *= 0
      return image.padded(by: Size2D(input.padding))
    },
    Mistake(
      "the image's last row is not copied",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off."
    ) { input in
      var image = input.image
      image[image.shape[0] - 1..<image.shape[0]] *= 0
      return image.padded(by: Size2D(input.padding))
    },
    Mistake(
      "the image's last column is not copied",
      "`0..<width` ends before `width` by itself, so nothing is to be taken off."
    ) { input in
      var image = input.image
      image[0..., image.shape[1] - 1..<image.shape[1]] *= 0
      return image.padded(by: Size2D(input.padding))
    },
    Mistake(
      "the image's last row and column are not copied",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off. The same holds for the width."
    ) { input in
      var image = input.image
      image[image.shape[0] - 1..<image.shape[0]] *= 0
      image[0..., image.shape[1] - 1..<image.shape[1]] *= 0
      return image.padded(by: Size2D(input.padding))
    },
  ]
}

import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  private typealias Dilated = (image: Tensor, kernel: Tensor, stride: Int, padding: Int, dilation: Int)

  static let dilatedCorrelation = Exercise(
    "2.7", answers,
    cases: [
      Case(
        "dilation 2 alone",
        (
          image: Tensor(0..<16).reshaped(4, 4), kernel: Tensor([[1, 0], [0, 1]]), stride: 1, padding: 0, dilation: 2
        ) as Dilated),
      Case(
        "no dilation, stride 2, padding 1",
        (image: numbers(4, 5, seed: 71), kernel: Tensor([[1, -2], [3, 5]]), stride: 2, padding: 1, dilation: 1)),
      Case(
        "dilation 2, padding 2",
        (
          image: numbers(4, 6, seed: 72), kernel: Tensor([[1, 2, 3], [-4, 0, 6], [7, 8, -9]]), stride: 1, padding: 2,
          dilation: 2
        )),
      Case(
        "dilation 3, stride 2, a kernel wider than high",
        (
          image: numbers(7, 9, seed: 73), kernel: Tensor([[1, -2, 3], [5, 0, 4]]), stride: 2, padding: 1, dilation: 3
        )),
    ],
    drawing: {
      let (height, width, dilation) = ($0.size(), $0.size(), $0.integer(1...3))
      return (
        image: $0.tensor($0.size(from: dilation * (height - 1) + 1), $0.size(from: dilation * (width - 1) + 1)),
        kernel: $0.tensor(height, width, in: -3...3), stride: $0.integer(1...3), padding: $0.integer(0...2),
        dilation: dilation
      )
    },
    without: ["convolve2d", "unfold", "correlate"],
    expected: { correlation(($0.image, pulledApart($0.kernel, by: $0.dilation), $0.stride, $0.padding)) },
    answer: {
      try $0.dilatedCorrelation(
        $1.image, kernel: $1.kernel, stride: $1.stride, padding: $1.padding, dilation: $1.dilation)
    },
    given: [
      .integer("dilation", \.dilation), .integer("stride", \.stride), .integer("padding", \.padding),
      .tensor("image", \.image), .tensor("kernel", \.kernel),
    ],
    fitting: {
      $0.dilation > 0 && isPossible(($0.image, pulledApart($0.kernel, by: $0.dilation), $0.stride, $0.padding))
    },
    mistakes: [
      Mistake(
        "only the rows are pulled apart", "Columns are pulled apart in the same way as rows."
      ) { correlation(($0.image, pulledApart($0.kernel, by: $0.dilation, 1), $0.stride, $0.padding)) },
      Mistake(
        "row and column are exchanged between kernel and window",
        "The weight in row i, column j meets the pixel i steps down and j steps to the right, not the other way round."
      ) { input in
        guard input.kernel.shape[0] == input.kernel.shape[1] else { throw WouldCrash(saying: "is outside axis") }
        let kernel = pulledApart(input.kernel.transposed(), by: input.dilation)
        return correlation((input.image, kernel, input.stride, input.padding))
      },
      Mistake(
        "the output has the size that it has without dilation",
        "A kernel that is pulled apart has fewer positions: put `dilation * (size - 1) + 1` in place of its size."
      ) { input in
        let size = correlation((input.image, input.kernel, input.stride, input.padding)).shape
        return try summed(input, rows: size[0], columns: size[1]) { try pixel(input.image, $0, $1) }
      },
      Mistake(
        "the weights meet pixels side by side",
        "The output has its correct size, but the pixels are not `dilation` apart: `i * dilation` and `j * dilation`."
      ) { input in
        let size = correlation(
          (input.image, pulledApart(input.kernel, by: input.dilation), input.stride, input.padding)
        ).shape
        let beside = (input.image, input.kernel, input.stride, input.padding, 1) as Dilated
        return try summed(beside, rows: size[0], columns: size[1]) { try pixel(input.image, $0, $1) }
      },
      Mistake(
        "the kernel is taken to cover its size times the dilation",
        "The dilation lies *between* the weights: from the first to the last it is `dilation * (size - 1) + 1`."
      ) { input in
        let sizes = zip(input.image.shape, input.kernel.shape).map {
          ($0 + 2 * input.padding - input.dilation * $1) / input.stride + 1
        }
        return try summed(input, rows: sizes[0], columns: sizes[1]) { try pixel(input.image, $0, $1) }
      },
      Mistake(
        "the image's first row and column are taken for padding",
        "Row 0 and column 0 belong to it: `>= 0`, not `> 0`."
      ) { input in try summed(input) { $0 > 0 && $1 > 0 ? try pixel(input.image, $0, $1) : 0 } },
      Mistake(
        "pixels above and on the left of the image are read",
        "`image[-1, 0]` is the first pixel of the last row. So ask whether row and column are at least 0, too."
      ) { input in
        try summed(input) { row, column in
          let shape = input.image.shape
          guard row < shape[0], column < shape[1] else { return 0 }
          return try input.image.element(row < 0 ? row + shape[0] : row, column < 0 ? column + shape[1] : column)
        }
      },
      Mistake(
        "pixels outside of the image are read", "Add a product only if its pixel lies in the image, both ways."
      ) { input in
        guard input.padding == 0 else { throw WouldCrash(saying: "is outside axis") }
        return try summed(input) { try pixel(input.image, $0, $1) }
      },
      Mistake(
        "the position is pulled apart, too",
        "Only the weights are `dilation` apart: the window itself moves by `stride`, `y * stride + i * dilation`."
      ) { input in
        try summed(input, position: input.dilation) { try pixel(input.image, $0, $1) }
      },
      Mistake(
        "the padding moves the window the wrong way",
        "The first window begins in the frame, above the image: its rows are `padding` less, not more."
      ) { input in
        try summed(input) { try pixel(input.image, $0 + 2 * input.padding, $1 + 2 * input.padding) }
      },
      Mistake(
        "the frame repeats the image's rim", "The frame is of zeros: leave its products out."
      ) { input in
        let shape = input.image.shape
        return try summed(input) { input.image[min(max($0, 0), shape[0] - 1), min(max($1, 0), shape[1] - 1)] }
      },
    ],
    explaining: { input, _ in
      products((input.image, pulledApart(input.kernel, by: input.dilation), input.stride, input.padding))
    })

  /// The pixel of an image, or the zero of its frame.
  private static func pixel(_ image: Tensor, _ row: Int, _ column: Int) throws -> Float {
    0..<image.shape[0] ~= row && 0..<image.shape[1] ~= column ? image[row, column] : 0
  }

  /// What each weight meets at each position, added up: the image's rows and columns may be any.
  private static func summed(
    _ input: Dilated, rows: Int? = nil, columns: Int? = nil, position: Int = 1,
    _ pixel: (_ row: Int, _ column: Int) throws -> Float
  ) throws -> Tensor {
    let right = correlation((input.image, pulledApart(input.kernel, by: input.dilation), input.stride, input.padding))
    return try Tensor(rows: rows ?? right.shape[0], columns: columns ?? right.shape[1]) { y, x in
      var sum: Float = 0
      for i in 0..<input.kernel.shape[0] {
        for j in 0..<input.kernel.shape[1] {
          let step = input.stride * position
          let (row, column) = (y * step + i * input.dilation, x * step + j * input.dilation)
          sum += try input.kernel[i, j] * pixel(row - input.padding, column - input.padding)
        }
      }
      return sum
    }
  }

  /// The kernel with zeros between its weights.
  private static func pulledApart(_ kernel: Tensor, by down: Int, _ right: Int? = nil) -> Tensor {
    let (height, width, right) = (kernel.shape[0], kernel.shape[1], right ?? down)
    var result = Tensor.zeros(down * (height - 1) + 1, right * (width - 1) + 1)
    for i in 0..<height {
      for j in 0..<width { result[i * down, j * right] = kernel[i, j] }
    }
    return result
  }
}

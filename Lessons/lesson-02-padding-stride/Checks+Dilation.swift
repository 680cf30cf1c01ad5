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
    without: ["convolve2d"],
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
        "the dilation is left out", "Weight i meets the pixel i · dilation rows below the window's first."
      ) { correlation(($0.image, $0.kernel, $0.stride, $0.padding)) },
      Mistake(
        "only the rows are pulled apart", "Columns are pulled apart in the same way as rows."
      ) { correlation(($0.image, pulledApart($0.kernel, by: $0.dilation, 1), $0.stride, $0.padding)) },
      Mistake(
        "the padding is left out", "The output has room for the frame, and its first window begins in it."
      ) { input in try fitting((input.image, pulledApart(input.kernel, by: input.dilation), input.stride, 0)) },
      Mistake(
        "the stride is left out", "From one output to the next the window moves by `stride` pixels."
      ) { correlation(($0.image, pulledApart($0.kernel, by: $0.dilation), 1, $0.padding)) },
      Mistake(
        "the kernel is pulled apart by one zero too many",
        "With dilation 2 there is one zero between neighbours: the second weight lies 2 further, not 3."
      ) { input in
        try fitting(
          (input.image, pulledApart(input.kernel, by: input.dilation + 1), input.stride, input.padding))
      },
    ],
    explaining: { input, _ in
      products((input.image, pulledApart(input.kernel, by: input.dilation), input.stride, input.padding))
    })

  private static func fitting(_ input: Operands) throws -> Tensor {
    for axis in 0..<2 where input.kernel.shape[axis] > input.image.shape[axis] + 2 * input.padding {
      throw WouldCrash()
    }
    return correlation(input)
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

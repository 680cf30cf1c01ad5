import Checking
import TensorCore
import Walkthrough

extension Channels {
  private typealias Unfolding = (image: Tensor, height: Int, width: Int)

  static let windowColumns = Exercise(
    "3.5", answers,
    cases: [
      Case("one channel", (image: Tensor([[[1, 2, 3], [4, 5, 6]]]), height: 2, width: 2) as Unfolding),
      Case("two channels, square", (image: Tensor(0..<18).reshaped(2, 3, 3), height: 2, width: 2)),
      Case(
        "three channels, a kernel wider than high", (image: Tensor(0..<60).reshaped(3, 4, 5), height: 2, width: 3)),
      Case("a kernel higher than wide", (image: Tensor(0..<40).reshaped(2, 5, 4), height: 3, width: 1)),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (image: $0.tensor($0.size(), $0.size(from: height), $0.size(from: width)), height: height, width: width)
    },
    without: ["unfold"],
    expected: { windows($0) },
    answer: { try $0.windowColumns($1.image, kernelHeight: $1.height, kernelWidth: $1.width) },
    given: [
      .integer("kernelHeight", \.height), .integer("kernelWidth", \.width),
      .exchanged("kernelHeight", "kernelWidth", \.height, \.width), .tensor("image", \.image),
    ],
    fitting: { 1...max(1, $0.image.shape[1]) ~= $0.height && 1...max(1, $0.image.shape[2]) ~= $0.width },
    mistakes: [
      Mistake(
        "the matrix is transposed", "Each window is a column: a row of the matrix belongs to one weight."
      ) { windows($0).transposed() },
      Mistake(
        "the windows are reshaped into columns where they should be transposed",
        "Reshaping leaves the numbers in their order, and so tears the windows apart. Exchange the two axes."
      ) { windows($0).transposed().contiguous().reshaped(windows($0).shape) },
      Mistake(
        "the window is read column by column",
        "Within a channel the numbers stand row by row: j is the innermost of c, i, j."
      ) { weightsInOrder($0, [0, 2, 1, 3]) },
      Mistake(
        "the channels stand side by side",
        "First come all numbers of channel 0, then all of channel 1: c is the outermost of c, i, j."
      ) { weightsInOrder($0, [1, 2, 0, 3]) },
      Mistake(
        "the positions are read column by column", "Position (y, x) is column y · columns + x of the matrix."
      ) {
        input in
        let (rows, columns) = (input.image.shape[1] - input.height + 1, input.image.shape[2] - input.width + 1)
        return windows(input).reshaped(-1, rows, columns).permuted([0, 2, 1]).reshaped(windows(input).shape)
      },
    ],
    explaining: { input, place in
      let (weights, columns) = (input.height * input.width, input.image.shape[2] - input.width + 1)
      let (c, weight) = (place[0] / weights, place[0] % weights)
      return .text(
        "Row \(place[0]) of the matrix is the weight in row \(weight / input.width), column \(weight % input.width) of "
          + "channel \(c); column \(place[1]) is the position (\(place[1] / columns), \(place[1] % columns)).")
    })

  /// The rows of the matrix in another order of channels, rows and columns of the window.
  private static func weightsInOrder(_ input: Unfolding, _ axes: [Int]) -> Tensor {
    let rows = windows(input).reshaped(input.image.shape[0], input.height, input.width, -1)
    return rows.permuted(axes).reshaped(windows(input).shape)
  }

  /// Convolved with kernels that hold a single 1 each, which pick the numbers under the window one by one.
  private static func windows(_ input: Unfolding) -> Tensor {
    let weights = input.image.shape[0] * input.height * input.width
    var picking = Tensor.zeros(weights, weights)
    for weight in 0..<weights { picking[weight, weight] = 1 }
    let kernel = picking.reshaped(weights, input.image.shape[0], input.height, input.width)
    return convolve2d(input.image, kernel: kernel).reshaped(weights, -1)
  }
}

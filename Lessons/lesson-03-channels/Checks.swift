import Checking
import TensorCore
import Walkthrough

extension Channels {
  static let exercises = [
    mapOfAllChannels, convolved, mixedByMatrixProduct, costs, windowColumns,
  ]

  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? {
    guard function == .convolution else { return nil }
    return try Exercises.convolved(
      operands[0], kernel: operands[1], bias: operands[2], padding: Int(operands[3].item))
  }

  /// The two channels of the lesson.
  static let lessonImage = Tensor.stacked([Tensor(0..<9), Tensor(1..<10)]).reshaped(2, 3, 3)

  /// The kernel of the lesson, with a slice for each of its channels.
  static let lessonKernel = Tensor.stacked([Tensor(0..<4), Tensor(1..<5)]).reshaped(2, 2, 2)

  /// Random whole numbers from −4 to 9.
  static func numbers(_ shape: Int..., seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(
      shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in Float(generator.integer(in: -4..<10)) })
  }

  private typealias Operands = (image: Tensor, kernel: Tensor)

  private static let mapOfAllChannels = Exercise(
    "3.1", answers,
    cases: [
      Case("the lesson's two channels", (image: lessonImage, kernel: lessonKernel)),
      Case("three channels", (image: numbers(3, 4, 4, seed: 1), kernel: numbers(3, 2, 2, seed: 2))),
      Case(
        "an image wider than high, of two channels",
        (image: numbers(2, 3, 5, seed: 3), kernel: numbers(2, 2, 3, seed: 4))),
      Case(
        "an image higher than wide, of four channels",
        (image: numbers(4, 4, 3, seed: 5), kernel: numbers(4, 3, 1, seed: 6))),
    ],
    drawing: {
      let (channels, height, width) = ($0.size(), $0.size(), $0.size())
      return (
        image: $0.tensor(channels, $0.size(from: height), $0.size(from: width)),
        kernel: $0.tensor(channels, height, width, in: -3...3)
      )
    },
    expected: { map($0.image, $0.kernel) },
    answer: { try $0.mapOfAllChannels($1.image, kernel: $1.kernel, correlate: correlation) },
    given: [.tensor("image", \.image), .tensor("kernel", \.kernel)],
    fitting: { zip($0.image.shape, $0.kernel.shape).allSatisfy { $0 >= $1 } },
    mistakes: channelMistakes,
    explaining: { input, _ in .pixel(.convolution(image: input.image, kernel: input.kernel.unsqueezed(axis: 0))) })

  /// The library's cross-correlation of two matrices.
  private static func correlation(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    map(image.unsqueezed(axis: 0), kernel.unsqueezed(axis: 0))
  }

  /// The library's map that one kernel makes of an image.
  private static func map(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    convolve2d(image, kernel: kernel.unsqueezed(axis: 0)).selecting(0)
  }

  /// The single results, channel by channel.
  private static func singles(_ input: Operands) -> Tensor {
    Tensor.stacked(
      (0..<input.image.shape[0]).map { correlation(input.image.selecting($0), input.kernel.selecting($0)) })
  }

  private static let channelMistakes: [Mistake<Operands>] = [
    Mistake(
      "only the first channel is read",
      "That is the single result of channel 0. Those of the other channels are added to it."
    ) { singles($0).selecting(0) },
    Mistake(
      "only the last channel is left",
      "Each single result overwrites the one before. Add to what is there: `+=` in place of `=`."
    ) { singles($0).selecting($0.image.shape[0] - 1) },
    Mistake(
      "the last channel is left out",
      "`0..<channels` ends before `channels` by itself, so nothing is to be taken off."
    ) { singles($0)[0..<$0.image.shape[0] - 1].sum(axes: 0) },
    Mistake(
      "the first channel is left out", "Channels are counted from 0. Channel 0 belongs in the sum as well."
    ) { singles($0)[1...].sum(axes: 0) },
    Mistake(
      "the first channel is added twice", "If the map starts with channel 0, the loop goes on from channel 1."
    ) { singles($0).sum(axes: 0) + singles($0).selecting(0) },
    Mistake(
      "there are always two channels",
      "An image may have three channels, or many more. Take their number from the shape."
    ) { singles($0)[0..<2].sum(axes: 0) },
    Mistake(
      "the channels are averaged", "The single results are added up, and nothing is divided by how many there are."
    ) { singles($0).mean(axes: 0) },
    Mistake(
      "the single results are not added up",
      "All of them are right, and there is one for each channel. The output is one map: their sum."
    ) { singles($0) },
    Mistake(
      "the sum keeps an axis of size 1", "The numbers are right. A matrix is asked for: drop the first axis."
    ) { singles($0).sum(axes: 0, keepingAxes: true) },
    Mistake(
      "everything is added up to one number",
      "Add the single results pixel by pixel: what comes out is a map, not a number."
    ) { singles($0).sum() },
    Mistake(
      "all channels use the first slice", "Each channel has a slice of its own: channel 1 belongs to slice 1."
    ) { map($0.image, $0.kernel[0..<1].broadcast(to: $0.kernel.shape)) },
    Mistake(
      "all slices slide over the first channel", "Each slice has a channel of its own: slice 1 belongs to channel 1."
    ) { map($0.image[0..<1].broadcast(to: $0.image.shape), $0.kernel) },
    Mistake(
      "the slices are in reverse order", "Slice 0 belongs to channel 0, and so on."
    ) { map($0.image, $0.kernel.flipped(axes: 0)) },
    Mistake(
      "channels and slices are added up before sliding",
      "The sum of the channels with the sum of the slices also multiplies channel 0 with slice 1. Slide first, then "
        + "add."
    ) { correlation($0.image.sum(axes: 0), $0.kernel.sum(axes: 0)) },
    Mistake(
      "the largest single result is taken", "All channels have their say: the single results are added."
    ) { singles($0).maximum(axes: 0) },
    Mistake(
      "the single results are multiplied", "Products are taken within a window. What the channels give is added."
    ) { input in
      (1..<input.image.shape[0]).reduce(singles(input).selecting(0)) { $0 * singles(input).selecting($1) }
    },
    Mistake(
      "the kernel is turned by 180°", "That is a true convolution. Give `correlate` the slices as they are."
    ) { map($0.image, $0.kernel.flipped(axes: 1, 2)) },
  ]
}

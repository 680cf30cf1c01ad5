import Checking
import TensorCore
import Walkthrough

extension Channels {
  static let exercises = [
    mapByOneSlide, convolved, mixedByMatrixProduct, mapsForBudget, windowColumns,
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

  private typealias Multiples = (image: Tensor, factors: Tensor, slice: Tensor)

  private static let mapByOneSlide = Exercise(
    "3.1", answers,
    cases: [
      Case(
        "the lesson's two channels",
        (image: lessonImage, factors: Tensor([2, -1]), slice: Tensor([[0, 1], [2, 3]])) as Multiples),
      Case(
        "three channels of 3×3 pixels",
        (image: numbers(3, 3, 3, seed: 1), factors: Tensor([1, -3, 5]), slice: numbers(2, 2, seed: 2))),
      Case(
        "an image wider than high, of two channels",
        (image: numbers(2, 3, 5, seed: 3), factors: Tensor([-2, 7]), slice: numbers(2, 3, seed: 4))),
      Case(
        "an image higher than wide, of four channels",
        (image: numbers(4, 4, 3, seed: 5), factors: Tensor([4, 0.5, -1, 3]), slice: numbers(3, 1, seed: 6))),
    ],
    drawing: {
      let (channels, height, width) = ($0.size(), $0.size(), $0.size())
      return (
        image: $0.tensor(channels, $0.size(from: height), $0.size(from: width)),
        factors: $0.tensor(channels, in: -3...3),
        slice: $0.tensor(height, width, in: -3...3)
      )
    },
    without: ["convolve2d", "mapsByEachKernel", "mapsByGroups"],
    expected: { parts(map($0)) },
    answer: { tasks, input in
      var calls = 0
      let map = try tasks.mapByOneSlide(input.image, factors: input.factors, slice: input.slice) { matrix, slice in
        calls += 1
        return convolve2d(matrix.unsqueezed(axis: 0), kernel: slice.reshaped([1, 1] + slice.shape)).selecting(0)
      }
      return parts(map, calls: calls)
    },
    given: [.tensor("image", \.image), .tensor("factors", \.factors), .tensor("slice", \.slice)],
    fitting: { zip($0.image.shape[1...], $0.slice.shape).allSatisfy { $0 >= $1 } },
    mistakes: multipleMistakes,
    explaining: { input, place in
      place.isEmpty ? nil : .pixel(.convolution(image: input.image, kernel: kernel(input)))
    })

  private static func parts(_ map: Tensor, calls: Int = 1) -> Answer {
    .parts(["the map": map, "the calls of correlate": calls])
  }

  /// A slice for each channel.
  private static func kernel(_ input: Multiples) -> Tensor {
    (input.factors.reshaped(-1, 1, 1) * input.slice).unsqueezed(axis: 0)
  }

  /// The library's map, with a slice for each channel.
  private static func map(_ input: Multiples) -> Tensor {
    convolve2d(input.image, kernel: kernel(input)).selecting(0)
  }

  private static let multipleMistakes: [Mistake<Multiples>] = [
    Mistake(
      "each channel slides by itself",
      "The map is correct, and takes a slide for each channel. All of them meet the same slice: add up the channels "
        + "first, each times its factor, and slide once."
    ) { parts(map($0), calls: $0.image.shape[0]) },
    Mistake(
      "`correlate` is never called",
      "The map is correct. Let `correlate` make it, in one call: what matrix is it to get?"
    ) { parts(map($0), calls: 0) },
    Mistake("`correlate` is called twice", "The map is correct. One call is asked for: keep what it gives.") {
      parts(map($0), calls: 2)
    },
    reading("only the first channel is read", "The other channels are added to it, each times its factor.") { _ in [0]
    },
    reading(
      "only the last channel is left",
      "Each channel overwrites the ones before. Add to what is there: `+=` in place of `=`."
    ) { [$0 - 1] },
    reading(
      "the last channel is left out",
      "`0..<channels` ends before `channels` by itself, so nothing is to be taken off."
    ) { Array(0..<$0 - 1) },
    reading("the first channel is left out", "Channels are counted from 0. Channel 0 belongs in the sum as well.") {
      Array(1..<$0)
    },
    reading("the first channel is added twice", "If the sum starts with channel 0, the loop goes on from channel 1.")
    {
      [0] + Array(0..<$0)
    },
    reading(
      "there are always two channels",
      "An image may have three channels, or many more. Take their number from the shape."
    ) { _ in [0, 1] },
    multiplying("channel 0 has no factor", "The sum starts with `factors[0] * image.selecting(0)`.") { factors in
      var factors = factors
      factors[0] = 1
      return factors
    },
    multiplying("all channels have the first factor", "Each channel has one of its own: `factors[c]`.") {
      $0 * 0 + $0[0]
    },
    multiplying(
      "channels and factors are added up before they are multiplied",
      "The sum of the channels times the sum of the factors also multiplies channel 0 by factor 1. Multiply first."
    ) { $0 * 0 + $0.sum() },
    Mistake("the factors are added to the channels", "Each channel is multiplied by its factor: `*`.") { input in
      parts(map((input.image + input.factors.reshaped(-1, 1, 1), input.factors * 0 + 1, input.slice)))
    },
    Mistake(
      "the factors go along the columns",
      "`image * factors` gives each column a factor, if it can. Multiply channel by channel, or reshape the factors "
        + "first, to `(C, 1, 1)`."
    ) { input in
      guard input.factors.count == input.image.shape[2] else { throw WouldCrash(saying: "*: the shapes") }
      return parts(map((input.image * input.factors, input.factors * 0 + 1, input.slice)))
    },
  ]

  /// The channels that are added up, of so many.
  private static func reading(
    _ name: String, _ explanation: String, _ channels: @escaping @Sendable (_ count: Int) -> [Int]
  ) -> Mistake<Multiples> {
    Mistake(name, explanation) { input in
      let channels = channels(input.image.shape[0])
      return parts(
        map(
          (
            Tensor.stacked(channels.map { input.image.selecting($0) }), Tensor(channels.map { input.factors[$0] }),
            input.slice
          )))
    }
  }

  /// What the channels are multiplied by.
  private static func multiplying(
    _ name: String, _ explanation: String, _ changed: @escaping @Sendable (_ factors: Tensor) -> Tensor
  ) -> Mistake<Multiples> {
    Mistake(name, explanation) { parts(map(($0.image, changed($0.factors), $0.slice))) }
  }
}

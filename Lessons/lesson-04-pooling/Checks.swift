import Checking
import TensorCore
import Walkthrough

extension Pooling {
  static let exercises = [
    maxPooled, weightedMeans, contrastByShifts, pooledSizes, globalAverage, maxPoolingGradient, averagedWithoutFrame,
  ]

  private typealias PooledImage = (image: Tensor, window: Int)
  private typealias Weighted = (image: Tensor, weights: Tensor, stride: Int)
  private typealias PoolingPlan = (size: Int, window: Int, stride: Int, times: Int)

  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? {
    function == .maxPooling ? try Exercises.maxPooled(operands[0], window: Int(operands[1].item)).largest : nil
  }

  // MARK: 4.2

  private static let weightedMeans = Exercise(
    "4.2", answers,
    cases: [
      Case(
        "a single window",
        (image: Tensor([[[1, 3], [5, 7]]]), weights: Tensor([[1, 1], [1, 5]]), stride: 1) as Weighted),
      Case(
        "one channel, wider than high",
        (image: shuffled(1, 4, 7), weights: Tensor([[1, 2, 1], [2, 4, 3]]), stride: 2)),
      Case(
        "three channels, windows that overlap",
        (image: shuffled(3, 5, 5), weights: Tensor([[1, 2], [3, 6], [0.5, 4]]), stride: 1)),
      Case(
        "two channels, weights that add up to less than 1",
        (image: shuffled(2, 6, 4) - 20, weights: Tensor([[0.25, 0.125], [0.125, 0.0625]]), stride: 3)),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (
        image: $0.tensor($0.size(), $0.size(from: height), $0.size(from: width)),
        weights: $0.tensor(height, width, in: 1...4),
        stride: $0.integer(1...3)
      )
    },
    withoutLoop: .evenByMap, through: ["convolve2d"],
    expected: { weightedSums($0) / $0.weights.sum() },
    answer: { try $0.weightedMeans($1.image, weights: $1.weights, stride: $1.stride) },
    given: [.integer("stride", \.stride), .tensor("weights", \.weights), .tensor("image", \.image)],
    fitting: { input in
      input.stride > 0 && zip(input.image.shape[1...], input.weights.shape).allSatisfy { $0 >= $1 }
    },
    mistakes: [
      Mistake(
        "the weights do not add up to 1", "You give the sum of the products. For a mean, divide by `weights.sum()`."
      ) { weightedSums($0) },
      Mistake(
        "the sum is divided by how many pixels the window has",
        "That is a mean only if the weights are 1 on average. Divide by the sum of the weights."
      ) { weightedSums($0) / Float($0.weights.count) },
      Mistake(
        "the channels are added up",
        "A kernel adds up what it finds in all channels, and makes one map. Let each channel be an image of its own."
      ) { input in weightedSums(input).sum(axes: 0, keepingAxes: true) / input.weights.sum() },
      Mistake(
        "the channels are averaged", "Each channel has a map of its own. Let each channel be an image of its own."
      ) { input in weightedSums(input).mean(axes: 0, keepingAxes: true) / input.weights.sum() },
      Mistake(
        "there is a kernel for each channel, and each reads all channels",
        "So all maps are the same sum. Let each channel be an image of its own, or form groups: `groups:`."
      ) { input in
        weightedSums(input).sum(axes: 0, keepingAxes: true).broadcast(to: weightedSums(input).shape)
          / input.weights.sum()
      },
      Mistake("only the first channel is pooled", "There is a map for each channel.") {
        weightedSums($0)[0..<1] / $0.weights.sum()
      },
      Mistake(
        "the kernel reads one channel, and the image has several",
        "Let each channel be an image of its own: what shape has a batch of such images?"
      ) { input in
        guard input.image.shape[0] == 1 else { throw WouldCrash(saying: "the kernel has 1 input channel") }
        return weightedSums(input) / input.weights.sum()
      },
      Mistake(
        "the kernel has too few axes",
        "A kernel has the shape (out channels, in channels, height, width). Here the first two are 1."
      ) { _ in throw WouldCrash(saying: "the kernel must be") },
      Mistake(
        "an axis of size 1 is left in, the second",
        "The numbers are correct, each map as an image of one channel. `squeezed(axis: 1)` takes the axis away."
      ) { weightedSums($0).unsqueezed(axis: 1) / $0.weights.sum() },
      Mistake("the windows lie side by side", "The window moves by `stride`, and not by its own size.") { input in
        let size = Size2D(height: input.weights.shape[0], width: input.weights.shape[1])
        return weightedSums(input, stride: size) / input.weights.sum()
      },
    ],
    explaining: { input, place in
      return .text(
        "The weights add up to \(input.weights.sum()), and their products with the pixels of this window to "
          + "\(weightedSums(input)[place[0], place[1], place[2]]).")
    })

  /// Of each window the pixels times the weights, added up, channel by channel.
  private static func weightedSums(_ input: Weighted, stride: Size2D? = nil) -> Tensor {
    let kernel = input.weights.unsqueezed(axis: 0).unsqueezed(axis: 0)
    let kernels = Tensor.concatenated(Array(repeating: kernel, count: input.image.shape[0]))
    return convolve2d(
      input.image, kernel: kernels, stride: stride ?? Size2D(input.stride), groups: input.image.shape[0])
  }

  // MARK: 4.3

  private static let contrastByShifts = Exercise(
    "4.3", answers,
    cases: [
      Case("one square channel", (image: Tensor([[[0, 1, 2], [3, 4, 9], [6, 7, 8]]]), window: 2) as PooledImage),
      Case("two channels, wider than high", (image: shuffled(2, 3, 5), window: 2)),
      Case("a window of 3", (image: shuffled(1, 5, 4), window: 3)),
      Case("nothing but negative values", (image: shuffled(2, 3, 3) - 30, window: 2)),
      Case(
        "values far from zero",
        (
          image: Tensor([
            [[-5e30, -4e30, -7e30], [-3e30, -6e30, -8e30], [-9e30, -5e30, -4e30]],
            [[5e30, 7e30, 4e30], [3e30, 8e30, 6e30], [4e30, 9e30, 5e30]],
          ]), window: 2
        )),
    ],
    drawing: {
      let window = $0.size()
      return (image: $0.tensor($0.size(), $0.size(from: window), $0.size(from: window)), window: window)
    },
    without: ["maxPool2d"], withoutLoop: .overTensors,
    expected: { contrast($0) },
    answer: { try $0.contrastByShifts($1.image, window: $1.window) },
    given: [.integer("window", \.window), .tensor("image", \.image)],
    fitting: { 1...min($0.image.shape[1], $0.image.shape[2]) ~= $0.window },
    mistakes: [
      Mistake(
        "only the pixels on the window's diagonal are looked at",
        "There are window · window pieces to cut out: one for every row of the window with every column."
      ) { input in
        let pieces = pieces(of: input.image, input.window)
        return spread((0..<input.window).map { pieces[$0 * input.window + $0] })
      },
      alongOne("only the pixels in the window's first column are looked at") { $0 % $1 == 0 },
      alongOne("only the pixels in the window's first row are looked at") { $0 < $1 },
      Mistake(
        "the last piece minus the first is given",
        "Each pixel of the window has a piece. Keep the largest of them, and the smallest, at each place."
      ) { input in
        let pieces = pieces(of: input.image, input.window)
        return pieces[pieces.count - 1] - pieces[0]
      },
      Mistake(
        "the last pixel of the window is left out",
        "There are window · window pieces to cut out, counted from 0: `0..<window`, both ways."
      ) { spread(pieces(of: $0.image, $0.window).dropLast()) },
      Mistake(
        "you give the largest value of each window", "That is one half of it: subtract the smallest value."
      ) { maxima($0) },
      Mistake(
        "you give the smallest value of each window", "Where `a .> b` holds 1, `a` is the larger one: keep that, too."
      ) { minima($0) },
      Mistake(
        "largest and smallest are added", "The contrast is how far they are apart: subtract the smallest."
      ) { maxima($0) + minima($0) },
      Mistake(
        "the pieces are added up",
        "Of two pieces keep, at each place, the larger value alone; and, apart, the smaller."
      ) { combined(pieces(of: $0.image, $0.window)) { $0 + $1 } },
      Mistake(
        "the largest value starts at 0",
        "Where all pieces are negative, the largest value is negative too. Start with one of the pieces."
      ) { maxima($0).relu() - minima($0) },
      Mistake(
        "the smallest value starts at 0",
        "Where all pieces are positive, the smallest value is positive too. Start with one of the pieces."
      ) { maxima($0) + (-minima($0)).relu() },
      Mistake(
        "largest and smallest start at 0", "All pieces may be negative, or positive. Start with one of the pieces."
      ) { maxima($0).relu() + (-minima($0)).relu() },
      Mistake(
        "the window jumps by its own size", "Here it moves one pixel at a time, so that neighbouring windows overlap."
      ) { contrast($0, stride: $0.window) },
      Mistake(
        "the smallest value is the one of the first piece",
        "It starts there. Each further piece that is smaller somewhere has to take its place, as with the largest."
      ) { maxima($0) - pieces(of: $0.image, $0.window)[0] },
    ])

  /// Only some pieces are kept, which are told by their number and the window's size.
  private static func alongOne(
    _ name: String, _ isKept: @escaping @Sendable (_ place: Int, _ window: Int) -> Bool
  ) -> Mistake<PooledImage> {
    Mistake(name, "There are window · window pieces to cut out: one for every row of the window with every column.") {
      input in
      let pieces = pieces(of: input.image, input.window)
      return spread(pieces.indices.filter { isKept($0, input.window) }.map { pieces[$0] })
    }
  }

  private static func maxima(_ input: PooledImage, stride: Int = 1) -> Tensor {
    maxPool2d(input.image, window: Size2D(input.window), stride: Size2D(stride))
  }

  private static func minima(_ input: PooledImage, stride: Int = 1) -> Tensor {
    -maxima((-input.image, input.window), stride: stride)
  }

  private static func contrast(_ input: PooledImage, stride: Int = 1) -> Tensor {
    maxima(input, stride: stride) - minima(input, stride: stride)
  }

  /// Whole numbers from 0 in an order without a pattern, as an image.
  static func shuffled(_ channels: Int, _ height: Int, _ width: Int) -> Tensor {
    var generator = SeededGenerator(seed: 43)
    let numbers = generator.permutation(of: channels * height * width)
    return Tensor(numbers.map { Float($0) }).reshaped(channels, height, width)
  }

  /// What each pixel of the window sees, row by row.
  private static func pieces(of image: Tensor, _ window: Int) -> [Tensor] {
    let (height, width) = (image.shape[1] - window + 1, image.shape[2] - window + 1)
    return (0..<window * window).map { place in
      let (row, column) = (place / window, place % window)
      return image[0..., row..<row + height, column..<column + width]
    }
  }

  private static func spread(_ pieces: [Tensor]) -> Tensor {
    combined(pieces) { max($0, $1) } - combined(pieces) { min($0, $1) }
  }

  /// The elements of all pieces at each place, combined one after another.
  private static func combined(_ pieces: [Tensor], _ combine: (Float, Float) -> Float) -> Tensor {
    let elements = pieces.map(\.elements)
    return Tensor(
      shape: pieces[0].shape,
      elements: elements[0].indices.map { place in
        elements.dropFirst().reduce(elements[0][place]) { combine($0, $1[place]) }
      })
  }

  // MARK: 4.4

  private static let pooledSizes = Exercise(
    "4.4", answers,
    cases: [
      Case("28 pixels, halved three times", (size: 28, window: 2, stride: 2, times: 3) as PoolingPlan),
      Case("windows that overlap", (size: 7, window: 2, stride: 1, times: 2)),
      Case("a window larger than the stride", (size: 13, window: 3, stride: 2, times: 2)),
      Case("pixels that no window covers", (size: 11, window: 3, stride: 3, times: 1)),
      Case("a window as large as the map", (size: 6, window: 6, stride: 6, times: 1)),
    ],
    drawing: { draw in
      let (window, stride, times) = (draw.integer(1...4), draw.integer(1...4), draw.integer(1...3))
      let size = (0..<times).reduce(draw.integer(1...3)) { size, _ in
        (size - 1) * stride + window + draw.integer(0...stride - 1)
      }
      return (size: size, window: window, stride: stride, times: times)
    },
    expected: { plan in
      var map = Tensor.zeros(1, plan.size, plan.size)
      return (0..<plan.times).map { _ in
        map = maxPool2d(map, window: Size2D(plan.window), stride: Size2D(plan.stride))
        return map.shape[1]
      }
    },
    answer: { try $0.pooledSizes(of: $1.size, window: $1.window, stride: $1.stride, times: $1.times) },
    given: [
      .integer("size", \.size), .integer("window", \.window), .integer("stride", \.stride),
      .integer("times", \.times),
    ],
    fitting: { plan in
      guard plan.window > 0, plan.stride > 0, plan.times >= 0 else { return false }
      return ([plan.size] + right(plan)).prefix(plan.times).allSatisfy { $0 >= plan.window }
    },
    mistakes: [
      pooling(
        "the + 1 is missing",
        "The steps are counted, but not the place where the window begins. A map as large as the window has one "
          + "place."
      ) { ($0 - $1.window) / $1.stride },
      pooling("the division rounds up", "A window that would stick out over the border is left out.") {
        ($0 - $1.window + $1.stride - 1) / $1.stride + 1
      },
      pooling(
        "the 1 is added before the division",
        "(size − window + 1) / stride is always correct only for a stride of 1: first divide, then add."
      ) { ($0 - $1.window + 1) / $1.stride },
      pooling(
        "the window is left out", "size / stride is always correct only where the window is as large as its stride."
      ) { $0 / $1.stride },
      pooling("the brackets are missing", "`/` comes before `-`: put what is divided into brackets.") {
        $0 - $1.window / $1.stride + 1
      },
      pooling("the window is taken for the stride", "From one place to the next the window moves by `stride` pixels.")
      {
        ($0 - $1.window) / $1.window + 1
      },
      pooling("every pooling begins with the first size", "The second pooling works on what the first one has left.")
      {
        _, plan in (plan.size - plan.window) / plan.stride + 1
      },
      Mistake("the size before each pooling is given", "Pool first, and append what is left then.") {
        [$0.size] + right($0).dropLast()
      },
      Mistake("the first size is given, too", "Asked for is the size *after* each time. Begin with an empty array.") {
        [$0.size] + right($0)
      },
      Mistake("the map is pooled once too often", "`0..<times` counts as many times, `0...times` once more.") {
        right(($0.size, $0.window, $0.stride, $0.times + 1))
      },
      Mistake("only the last size is given", "Append each size: there is one for each time.") {
        Array(right($0).suffix(1))
      },
    ])

  /// How one pooling goes wrong, which is told the size before it.
  private static func pooling(
    _ name: String, _ explanation: String, _ pooled: @escaping @Sendable (_ size: Int, _ plan: PoolingPlan) -> Int
  ) -> Mistake<PoolingPlan> {
    Mistake(name, explanation) { sizes($0, pooled: pooled) }
  }

  private static func right(_ plan: PoolingPlan) -> [Int] {
    sizes(plan) { ($0 - $1.window) / $1.stride + 1 }
  }

  /// A size after each of some poolings.
  private static func sizes(_ plan: PoolingPlan, pooled: (Int, PoolingPlan) -> Int) -> [Int] {
    var size = plan.size
    return (0..<plan.times).map { _ in
      size = pooled(size, plan)
      return size
    }
  }

  // MARK: 4.5

  private static let globalAverage = Exercise(
    "4.5", answers,
    cases: [
      Case("one image of two maps", Tensor([[[[1, 2], [3, 6]], [[0, 0], [0, 4]]]])),
      Case("several square images", shuffled(6, 3, 3).reshaped(2, 3, 3, 3)),
      Case("maps wider than high", shuffled(6, 2, 4).reshaped(3, 2, 2, 4)),
      Case("maps of one pixel", shuffled(2, 3, 1).reshaped(2, 3, 1, 1)),
    ],
    // Numbers of one sign: a mean of both may come out near 0, where another order of the sum makes a difference.
    drawing: {
      $0.tensor($0.size(), $0.size(), $0.size(), $0.size(), in: 0...99) * $0.one(of: [1, -1]) * $0.scale
    },
    expected: { (maps: Tensor) in
      averagePool2d(maps, window: [maps.shape[2], maps.shape[3]]).reshaped(maps.shape[0], maps.shape[1])
    },
    answer: { try $0.globalAverage($1) },
    mistakes: [
      Mistake(
        "the channels are averaged too",
        "Each map keeps a number of its own: only height and width are averaged away."
      ) { $0.mean(axes: 1, 2, 3) },
      Mistake(
        "the images are averaged too", "Each image keeps its numbers: only height and width are averaged away."
      ) { $0.mean(axes: 0, 2, 3) },
      Mistake(
        "the first two axes are averaged away",
        "Axes are counted from 0: images, channels, height, width. The last two should go."
      ) { $0.mean(axes: 0, 1) },
      Mistake(
        "the columns alone are averaged away", "Height and width should both go: axes 2 and 3."
      ) { $0.mean(axes: 3) },
      Mistake(
        "the rows alone are averaged away", "Height and width should both go: axes 2 and 3."
      ) { $0.mean(axes: 2) },
      Mistake("you give sums", "A mean is the sum divided by how many pixels the map has.") { $0.sum(axes: 2, 3) },
      Mistake(
        "you give the largest value of each map", "That would be global maximum pooling."
      ) { $0.maximum(axes: 2, 3) },
    ],
    explaining: { maps, place in
      let map = maps.selecting(place[0]).selecting(place[1])
      return .text(
        "In map \(place[1]) of image \(place[0]) all pixels add up to \(map.sum()). Divided by their number, "
          + "\(map.sum()) / \(map.count) = \(map.mean()).")
    })
}

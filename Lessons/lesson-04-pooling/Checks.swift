import Checking
import TensorCore
import Walkthrough

extension Pooling {
  static let exercises = [
    maxPooled, averagePooled, maxPooledByShifts, pooledSizes, globalAverage, maxPoolingGradient, averagedWithoutFrame,
  ]

  private typealias PooledMap = (map: Tensor, window: Int)
  private typealias PooledImage = (image: Tensor, window: Int)
  private typealias PoolingPlan = (size: Int, window: Int, stride: Int, times: Int)

  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? {
    function == .maxPooling ? try Exercises.maxPooled(operands[0], window: Int(operands[1].item)) : nil
  }

  // MARK: 4.1

  private static let maxPooled = Exercise(
    "4.1", answers,
    cases: [
      Case("a square map", (map: Tensor(0..<9).reshaped(3, 3), window: 2) as PooledMap),
      Case(
        "a map wider than high", (map: Tensor([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]]), window: 2)),
      Case(
        "a window of 3",
        (map: Tensor([[2, 7, 1, 8], [2, 8, 1, 8], [2, 8, 4, 5], [9, 0, 4, 5], [2, 3, 5, 3]]), window: 3)),
      Case("nothing but negative values", (map: Tensor([[-4, -2, -7], [-1, -8, -3]]), window: 2)),
      Case("one window on the whole map", (map: Tensor([[6, 2], [1, 9]]), window: 2)),
    ],
    drawing: {
      let window = $0.size()
      return (map: $0.tensor($0.size(from: window), $0.size(from: window)), window: window)
    },
    without: ["maxPool2d", "maxPoolByLoops"],
    expected: { largest(in: $0.map, $0.window) },
    answer: { try $0.maxPooled($1.map, window: $1.window) },
    given: [.integer("window", \.window), .tensor("map", \.map)],
    fitting: { 1...($0.map.shape.min() ?? 1) ~= $0.window },
    mistakes: [
      Mistake(
        "the maximum starts at 0",
        "In a window of negative values the largest is negative too. Start with a value of the window itself."
      ) { largest(in: $0.map, $0.window).relu() },
      Mistake(
        "height and width are exchanged",
        "The first index of a map is the row, and `shape[0]` counts the rows. On a square map nobody notices."
      ) { input in
        let (rows, columns) = (input.map.shape[1] - input.window + 1, input.map.shape[0] - input.window + 1)
        guard rows == columns else { throw WouldCrash() }
        return largest(in: input.map, input.window)
      },
      Mistake(
        "the last position is missing",
        "A window of 2 finds two places on three pixels: at 0 and at 1. Count them as size − window + 1."
      ) { input in
        let all = largest(in: input.map, input.window)
        return all[0..<all.shape[0] - 1, 0..<all.shape[1] - 1]
      },
      Mistake(
        "the window jumps by its own size", "Here it moves one pixel at a time, so that neighbouring windows overlap."
      ) { largest(in: $0.map, $0.window, stride: Size2D($0.window)) },
      Mistake(
        "you give the mean of the window", "Maximum pooling adds nothing up: of all values it keeps the largest one."
      ) { averagePool2d($0.map.unsqueezed(axis: 0), window: Size2D($0.window), stride: 1).selecting(0) },
      Mistake(
        "the window is always 2 × 2", "How large it is comes in as `window`; the loops over its pixels go that far."
      ) { input in
        let all = largest(in: input.map, 2)
        return all[0..<input.map.shape[0] - input.window + 1, 0..<input.map.shape[1] - input.window + 1]
      },
      Mistake(
        "you keep the smallest value", "Which of two values does your comparison let through?"
      ) { -largest(in: -$0.map, $0.window) },
    ],
    explaining: { input, _ in
      .pixel(.maxPooling(image: input.map, window: Size2D(input.window), stride: 1))
    })

  /// Maximum pooling of one map, by the library.
  private static func largest(in map: Tensor, _ window: Int, stride: Size2D = 1) -> Tensor {
    maxPool2d(map.unsqueezed(axis: 0), window: Size2D(window), stride: stride).selecting(0)
  }

  // MARK: 4.2

  private static let averagePooled = Exercise(
    "4.2", answers,
    cases: [
      Case("a square image of one window", (image: Tensor([[[1, 3], [5, 7]]]), window: 2) as PooledImage),
      Case("an image wider than high", (image: Tensor([[[1, 3, 0, 0, 8, 2], [5, 7, 0, 4, 1, -3]]]), window: 2)),
      Case("a window of 3", (image: Tensor(-20..<34).reshaped(1, 9, 6).squared(), window: 3)),
      Case("a last row and column that no window covers", (image: Tensor(0..<35).reshaped(1, 5, 7), window: 2)),
    ],
    drawing: {
      let window = $0.size()
      return (image: $0.tensor(1, $0.size(from: window), $0.size(from: window)), window: window)
    },
    without: ["averagePool2d"],
    expected: { averagePool2d($0.image, window: Size2D($0.window)) },
    answer: { try $0.averagePooled($1.image, window: $1.window) },
    given: [.integer("window", \.window), .tensor("image", \.image)],
    fitting: { 1...min($0.image.shape[1], $0.image.shape[2]) ~= $0.window },
    mistakes: [
      Mistake(
        "you give the sum of each window",
        "A kernel of ones adds the pixels up. For their mean, each of them counts a fraction only."
      ) { averagePool2d($0.image, window: Size2D($0.window)) * Float($0.window * $0.window) },
      Mistake(
        "whole numbers are divided",
        "Between whole numbers `1 / 4` is 0. Make a `Float` of the divisor first: `1 / Float(window * window)`."
      ) { averagePool2d($0.image, window: Size2D($0.window)) * 0 },
      Mistake(
        "the sum is divided by the window's side",
        "A window of 3 × 3 holds nine pixels, not three: the fraction is 1 / (window · window)."
      ) { averagePool2d($0.image, window: Size2D($0.window)) * Float($0.window) },
      Mistake(
        "the windows overlap",
        "The kernel moves by one pixel unless it is told otherwise. Here the windows lie side by side."
      ) { averagePool2d($0.image, window: Size2D($0.window), stride: 1) },
      Mistake(
        "the image is padded", "A mean that takes in zeros from outside the image is too small at the border."
      ) { input in
        let box = Tensor(
          shape: [1, 1, input.window, input.window], repeating: 1 / Float(input.window * input.window))
        return convolve2d(input.image, kernel: box, stride: Size2D(input.window), padding: 1)
      },
      Mistake(
        "the window is always 2 × 2", "How large it is comes in as `window`."
      ) { averagePool2d($0.image, window: 2) },
      Mistake(
        "you give the largest value of each window", "No kernel makes a maximum; this exercise wants the mean."
      ) { maxPool2d($0.image, window: Size2D($0.window)) },
    ],
    explaining: { input, _ in .pixel(.averagePooling(image: input.image, window: Size2D(input.window))) })

  // MARK: 4.3

  private static let maxPooledByShifts = Exercise(
    "4.3", answers,
    cases: [
      Case("one square channel", (image: Tensor(0..<9).reshaped(1, 3, 3), window: 2) as PooledImage),
      Case("two channels, wider than high", (image: shuffled(2, 3, 5), window: 2)),
      Case("a window of 3", (image: shuffled(1, 5, 4), window: 3)),
      Case("nothing but negative values", (image: shuffled(2, 3, 3) - 30, window: 2)),
    ],
    drawing: {
      let window = $0.size()
      return (image: $0.tensor($0.size(), $0.size(from: window), $0.size(from: window)), window: window)
    },
    without: ["maxPool2d", "maxPoolByLoops"],
    expected: { maxPool2d($0.image, window: Size2D($0.window), stride: 1) },
    answer: { try $0.maxPooledByShifts($1.image, window: $1.window) },
    given: [.integer("window", \.window), .tensor("image", \.image)],
    fitting: { 1...min($0.image.shape[1], $0.image.shape[2]) ~= $0.window },
    mistakes: [
      Mistake(
        "only the corners on the diagonal are looked at",
        "The window has window · window corners to cut from: every row of it with every column."
      ) { input in
        let pieces = pieces(of: input.image, input.window)
        return combined((0..<input.window).map { pieces[$0 * input.window + $0] }) { max($0, $1) }
      },
      Mistake(
        "the smaller values are kept", "Where `a .> b` holds 1, `a` is the larger one. Which of the two do you take?"
      ) { combined(pieces(of: $0.image, $0.window)) { min($0, $1) } },
      Mistake(
        "the pieces are added up", "Of two pieces keep, at each place, the larger value alone."
      ) { combined(pieces(of: $0.image, $0.window)) { $0 + $1 } },
      Mistake(
        "the pieces are one row and one column too small",
        "A window of 2 finds two places on three pixels. A piece has size − window + 1 rows, and columns likewise."
      ) { input in
        let all = maxPool2d(input.image, window: Size2D(input.window), stride: 1)
        return all[0..., 0..<all.shape[1] - 1, 0..<all.shape[2] - 1]
      },
      Mistake(
        "the maximum starts at 0",
        "Where all pieces are negative, the largest value is negative too. Start with one of the pieces."
      ) { maxPool2d($0.image, window: Size2D($0.window), stride: 1).relu() },
      Mistake(
        "the window jumps by its own size", "Here it moves one pixel at a time, so that neighbouring windows overlap."
      ) { maxPool2d($0.image, window: Size2D($0.window)) },
    ],
    explaining: { input, _ in
      .pixel(.maxPooling(image: input.image, window: Size2D(input.window), stride: 1))
    })

  /// Whole numbers from 0 in an order without a pattern, as an image.
  static func shuffled(_ channels: Int, _ height: Int, _ width: Int) -> Tensor {
    var generator = SeededGenerator(seed: 43)
    let numbers = generator.permutation(of: channels * height * width)
    return Tensor(numbers.map { Float($0) }).reshaped(channels, height, width)
  }

  /// What each corner of the window sees, row by row.
  private static func pieces(of image: Tensor, _ window: Int) -> [Tensor] {
    let (height, width) = (image.shape[1] - window + 1, image.shape[2] - window + 1)
    return (0..<window * window).map { corner in
      let (row, column) = (corner / window, corner % window)
      return image[0..., row..<row + height, column..<column + width]
    }
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
      return sizes(plan.size, plan.times) { ($0 - plan.window) / plan.stride + 1 }.dropLast().allSatisfy {
        $0 >= plan.window
      } && plan.size >= plan.window
    },
    mistakes: [
      Mistake(
        "the + 1 is missing",
        "The steps are counted, but not the place where the window begins. A map as large as the window has one "
          + "place."
      ) { input in sizes(input.size, input.times) { ($0 - input.window) / input.stride } },
      Mistake(
        "the division rounds up", "A window that would stick out over the border is left out."
      ) { input in sizes(input.size, input.times) { ($0 - input.window + input.stride - 1) / input.stride + 1 } },
      Mistake(
        "the 1 is added before the division",
        "(size − window + 1) / stride is always right only for a stride of 1: first divide, then add."
      ) { input in sizes(input.size, input.times) { ($0 - input.window + 1) / input.stride } },
      Mistake(
        "the window is left out", "size / stride is always right only where the window is as large as its stride."
      ) { input in sizes(input.size, input.times) { $0 / input.stride } },
      Mistake(
        "the stride is left out", "A window that moves by 2 finds only every second of the places."
      ) { input in sizes(input.size, input.times) { $0 - input.window + 1 } },
      Mistake(
        "every pooling begins with the first size", "The second pooling works on what the first one has left."
      ) { input in sizes(input.size, input.times) { _ in (input.size - input.window) / input.stride + 1 } },
    ])

  /// A size after each of some poolings.
  private static func sizes(_ size: Int, _ times: Int, pooled: (Int) -> Int) -> [Int] {
    var size = size
    return (0..<times).map { _ in
      size = pooled(size)
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
    drawing: { $0.tensor($0.size(), $0.size(), $0.size(), $0.size()) },
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
        "the first two axes are averaged away",
        "Axes are counted from 0: images, channels, height, width. The last two should go."
      ) { $0.mean(axes: 0, 1) },
      Mistake("you give sums", "A mean is the sum divided by how many pixels the map has.") { $0.sum(axes: 2, 3) },
      Mistake(
        "the division is by the height alone", "A map has height · width pixels, not only as many as it has rows."
      ) { $0.sum(axes: 2, 3) / Float($0.shape[2]) },
      Mistake(
        "height and width stay as axes of size 1", "The shape asked for is (images, channels): two axes, not four."
      ) { $0.mean(axes: 2, 3, keepingAxes: true) },
      Mistake(
        "you give the largest value of each map", "That would be global maximum pooling."
      ) { $0.maximum(axes: 2, 3) },
    ],
    explaining: { maps, place in
      let map = maps.selecting(place[0]).selecting(place[1])
      return .text(
        "Map \(place[1]) of image \(place[0]) has \(map.count) pixels that add up to \(map.sum()); "
          + "\(map.sum()) / \(map.count) = \(map.mean()).")
    })
}

import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  static let exercises = [
    lenet, parameterCounts, logProbabilities, batchLoss, trainingStep, accuracy, doubledSoftmaxGradient,
  ]

  private static let lenet = Exercise(
    "5.1", answers,
    cases: [Case("layer by layer", ())],
    expected: { variant() },
    answer: { tasks, _ in layers(try tasks.lenet()) },
    mistakes: [
      Mistake(
        "this is the lesson's network of 1998",
        "There the 120 are a linear layer, and images have 28×28 pixels. Here they are a convolution, on images of 32×32."
      ) { layers(.lenet1998(seed: 0)) },
      Mistake(
        "this is the network of today",
        "That one has ReLU, maximum pooling and one layer fewer. Here it is sigmoids, averages, and three convolutions."
      ) { layers(.modernLeNet(seed: 0)) },
      Mistake(
        "the 120 are a linear layer",
        "`Conv2d(120, kernel: 5)` comes in place of it, before `Flatten()`, as its kernels read maps."
      ) { variant(last: [Flatten(), Linear(120), Sigmoid()]) },
      Mistake(
        "flatten comes before the third activation",
        "What a network computes is the same, but here the sigmoid follows each convolution directly."
      ) { variant(last: [Conv2d(120, kernel: 5), Flatten(), Sigmoid()]) },
      Mistake(
        "the third convolution has no activation",
        "A sigmoid follows each convolution. Without it, this one and the linear layer could as well be a single one."
      ) { variant(last: [Conv2d(120, kernel: 5), Flatten()]) },
      Mistake(
        "the maximum is pooled in place of the average",
        "LeNet's poolings average their windows: `AveragePool2d`. Maximum pooling became usual later."
      ) { variant(pooling: MaxPool2d(2)) },
      Mistake(
        "ReLU stands where the sigmoid belongs",
        "ReLU is what one would take today. The task asks for `Sigmoid()` between the layers."
      ) {
        variant(
          activation: ReLU(), last: [Conv2d(120, kernel: 5), ReLU(), Flatten()])
      },
      Mistake(
        "the first convolution is padded, and images have 28×28 pixels",
        "That is how the lesson makes digits of 28×28 pixels fit. Here images have 32×32, and nothing is padded."
      ) { variant(side: 28, padding: 2) },
      Mistake(
        "6 and 16 are exchanged", "The number of maps grows on the way: 6 first, then 16."
      ) { variant(maps: [16, 6]) },
      Mistake(
        "a softmax ends the network",
        "`Linear(10)` is the last layer. The loss applies softmax to the logits by itself, and twice is once too "
          + "often."
      ) { variant(end: [Softmax()]) },
      Mistake(
        "an activation ends the network",
        "`Linear(10)` is the last layer: logits may be any numbers, also negative ones."
      ) { variant(end: [Sigmoid()]) },
      Mistake(
        "the pooling comes before the sigmoid",
        "After each convolution comes its activation, and after that the pooling."
      ) { variant(poolsFirst: true) },
      Mistake(
        "there is no activation between the linear layers",
        "A sigmoid follows `Linear(84)`, too. Without it, the two could as well be a single one."
      ) { variant(betweenUnits: []) },
      Mistake(
        "flatten is missing before a linear layer",
        "Linear layers read a row of numbers, so `Flatten()` comes before the first of them."
      ) { throw WouldCrash(saying: "put Flatten() before it") },
      Mistake(
        "a kernel or a window of a pooling is larger than what it is given",
        "Images are `[1, 32, 32]`: the channel comes first, and of 28×28 pixels too few would be left for the third "
          + "convolution. No pooling follows that one."
      ) { throw WouldCrash(saying: "expected an image of at least") },
    ])

  /// A line for each layer: what it is, what it gives, how much it learns.
  private static func layers(_ network: Sequential) -> [String] {
    ["the input is \(network.inputShape)"]
      + network.rows.enumerated().map { index, row in
        "layer \(index) is \(row.layer), gives \(row.outputShape), has \(row.parameters) parameters"
      } + ["in all \(network.layers.count) layers and \(network.parameterCount) parameters"]
  }

  /// The table of the network, with something else in the place of what is given; `last` is what stands between the
  /// second pooling and the linear layers.
  private static func variant(
    side: Int = 32, maps: [Int] = [6, 16], padding: Size2D = 0, activation: any Layer = Sigmoid(),
    pooling: any Layer = AveragePool2d(2), poolsFirst: Bool = false,
    last: [any Layer] = [Conv2d(120, kernel: 5), Sigmoid(), Flatten()], betweenUnits: [any Layer]? = nil,
    end: [any Layer] = []
  ) -> [String] {
    let afterConvolution = poolsFirst ? [pooling, activation] : [activation, pooling]
    return layers(
      Sequential(input: [1, side, side]) {
        Conv2d(maps[0], kernel: 5, padding: padding)
        for layer in afterConvolution { layer }
        Conv2d(maps[1], kernel: 5)
        for layer in afterConvolution { layer }
        for layer in last { layer }
        Linear(84)
        for layer in betweenUnits ?? [activation] { layer }
        Linear(10)
        for layer in end { layer }
      })
  }

  private typealias Sizes = (channels: Int, side: Int, maps: Int, kernel: Int, units: Int)

  private static let parameterCounts = Exercise(
    "5.2", answers,
    cases: [
      Case("a digit of 28 × 28", (channels: 1, side: 28, maps: 6, kernel: 5, units: 84) as Sizes),
      Case("a colour image", (channels: 3, side: 64, maps: 4, kernel: 3, units: 7)),
      Case("maps of 9 × 9 before pooling", (channels: 2, side: 12, maps: 5, kernel: 4, units: 9)),
    ],
    drawing: {
      let kernel = $0.size()
      return (
        channels: $0.size(), side: kernel + 1 + $0.size(), maps: $0.size(), kernel: kernel, units: $0.size()
      )
    },
    without: ["Sequential"],
    expected: { sizes in
      let network = Sequential(input: [sizes.channels, sizes.side, sizes.side]) {
        Conv2d(sizes.maps, kernel: Size2D(sizes.kernel))
        ReLU()
        MaxPool2d(2)
        Flatten()
        Linear(sizes.units)
        ReLU()
        Linear(10)
      }
      return network.rows.map(\.parameters).filter { $0 > 0 }
    },
    answer: {
      try $0.parameterCounts(
        channels: $1.channels, side: $1.side, maps: $1.maps, kernel: $1.kernel, units: $1.units)
    },
    given: [
      .integer("channels", \.channels), .integer("side", \.side), .integer("maps", \.maps),
      .integer("kernel", \.kernel), .integer("units", \.units),
    ],
    fitting: { min($0.channels, $0.maps, $0.kernel, $0.units) > 0 && $0.side > $0.kernel },
    mistakes: [
      Mistake(
        "the biases are left out", "Each kernel and each linear unit adds a bias to its sum: that is one number more."
      ) { counts($0, biases: (0, 0, 0)) },
      Mistake(
        "the kernels are counted without a bias", "Each kernel adds a bias to its sums, as each linear unit does."
      ) { counts($0, biases: (0, $0.units, 10)) },
      Mistake(
        "the linear layers are counted without biases", "A linear layer has a bias for each of its units."
      ) { counts($0, biases: ($0.maps, 0, 0)) },
      Mistake(
        "the last layer is counted without biases", "Each of its 10 units has a bias, as those before them have."
      ) { counts($0, biases: ($0.maps, $0.units, 0)) },
      Mistake(
        "a kernel is counted with a bias for each channel",
        "A kernel adds up what it finds in all channels, and then one bias: it has a single one."
      ) { counts($0, biases: ($0.maps * $0.channels, $0.units, 10)) },
      Mistake(
        "one bias is counted for a whole layer", "Each kernel has a bias of its own, and so has each linear unit."
      ) { counts($0, biases: (1, 1, 1)) },
      Mistake(
        "a kernel is counted as `kernel` numbers", "A kernel has `kernel` rows of `kernel` weights."
      ) { counts($0, weights: $0.maps * $0.channels * $0.kernel) },
      Mistake(
        "the maps are flattened before they are pooled",
        "Pooling comes before flatten, and makes the maps half as high and half as wide."
      ) { counts($0, inputs: $0.maps * squared($0.side - $0.kernel + 1)) },
      Mistake(
        "the pixels of a map are divided by 4",
        "A side of 9 becomes 4, and 81 pixels become 16: halve the side first, and square it then."
      ) { counts($0, inputs: $0.maps * squared($0.side - $0.kernel + 1) / 4) },
      Mistake(
        "half of a side is rounded up",
        "A last row or column that does not fill a window is left out: half of 9 is 4 here, as `9 / 2` has it."
      ) { counts($0, inputs: $0.maps * squared(($0.side - $0.kernel + 2) / 2)) },
      Mistake(
        "pooling halves the number of pixels",
        "The height becomes half, and so does the width: a quarter of the pixels is left."
      ) { counts($0, inputs: $0.maps * squared($0.side - $0.kernel + 1) / 2) },
      Mistake(
        "the convolution keeps the size of the image",
        "Without padding the maps become smaller: `side − kernel + 1` pixels high and wide."
      ) { counts($0, inputs: $0.maps * squared($0.side / 2)) },
      Mistake(
        "flatten is given one map only", "All `maps` maps are flattened into one row, one after another."
      ) { counts($0, inputs: squared(($0.side - $0.kernel + 1) / 2)) },
      Mistake(
        "flatten is given each map for every channel",
        "A kernel adds up what it finds in all channels: one map for each kernel is left, `maps` in all."
      ) { counts($0, inputs: $0.channels * $0.maps * squared(($0.side - $0.kernel + 1) / 2)) },
      Mistake(
        "the linear layer reads the image",
        "The first linear layer reads what flatten makes of the pooled maps, not the pixels of the image."
      ) { counts($0, inputs: $0.channels * $0.side * $0.side) },
    ])

  /// The three counts, with something else in the place of what is given.
  private static func counts(
    _ sizes: Sizes, weights: Int? = nil, inputs: Int? = nil, biases: (Int, Int, Int)? = nil
  ) -> [Int] {
    let weights = weights ?? sizes.maps * sizes.channels * sizes.kernel * sizes.kernel
    let inputs = inputs ?? sizes.maps * squared((sizes.side - sizes.kernel + 1) / 2)
    let biases = biases ?? (sizes.maps, sizes.units, 10)
    return [weights + biases.0, inputs * sizes.units + biases.1, sizes.units * 10 + biases.2]
  }

  private static func squared(_ side: Int) -> Int { side * side }
}

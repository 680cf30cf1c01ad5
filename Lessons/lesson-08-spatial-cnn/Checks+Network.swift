import Checking
import Learning
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Specification = (taps: [Int], features: [Int], sizes: [Int])

  static let network = Exercise(
    "8.3", answers,
    cases: [
      Case("the lesson's lists", (taps: [1, 1], features: [1, 4, 8], sizes: [28, 14, 7]) as Specification),
      Case("a single layer with two taps", (taps: [2], features: [3, 5], sizes: [12, 4])),
      Case("taps that differ", (taps: [2, 1], features: [2, 6, 3], sizes: [24, 12, 4])),
      Case(
        "three layers, the first of which keeps the size",
        (taps: [1, 3, 2], features: [1, 2, 5, 4], sizes: [16, 16, 8, 4])),
    ],
    drawing: { draw in
      let layers = draw.integer(1...4)
      let sizes = (0..<layers).reduce([draw.integer(1...3)]) { sizes, _ in [sizes[0] * draw.integer(1...4)] + sizes }
      return (
        taps: (0..<layers).map { _ in draw.integer(0...4) }, features: (0...layers).map { _ in draw.size() },
        sizes: sizes
      )
    },
    without: [".shiftNetwork"],
    expected: {
      layers(.shiftNetwork(taps: $0.taps, features: $0.features, sizes: $0.sizes, seed: 0))
    },
    answer: { layers(try $0.network(taps: $1.taps, features: $1.features, sizes: $1.sizes)) },
    mistakes: [
      Mistake(
        "a kernel has 2K rows and columns",
        "K taps to one side, K to the other, and the middle: 2K + 1. A kernel with 2K does not even keep the size."
      ) { try variant($0) { $0.kernel = 2 * $0.padding } },
      Mistake(
        "a kernel has K rows and columns",
        "K says how far the image is shifted to either side. That makes 2K + 1 rows and columns."
      ) { try variant($0) { $0.kernel = $0.padding } },
      Mistake(
        "the convolutions have no padding",
        "Shifted images keep their size. For a convolution that takes as much padding as there are taps."
      ) { try variant($0) { $0.padding = 0 } },
      Mistake(
        "the padding is always 1", "A padding of 1 keeps the size for one tap only. For K taps it is K."
      ) { try variant($0) { $0.padding = 1 } },
      Mistake(
        "the kernels have biases", "This network has no bias anywhere: `bias: false` says so for a convolution."
      ) { try variant($0) { $0.hasBias = true } },
      Mistake(
        "the readout has a bias", "A readout without a bias is `Linear(10, bias: false)`."
      ) { try variant($0, readout: Linear(10)) },
      Mistake(
        "kernels and readout have biases", "This network has no bias anywhere: `bias: false` says so for a layer."
      ) { try variant($0, readout: Linear(10)) { $0.hasBias = true } },
      Mistake(
        "the pooling window is the new size",
        "To come from 28 pixels to 14, a window of 2 is moved by 2: the window is the old size divided by the new "
          + "one."
      ) { try variant($0) { $0.window = $0.size } },
      Mistake(
        "the pooling window is always 2", "The lists say how much to pool: the old size divided by the new one."
      ) { try variant($0) { $0.window = 2 } },
      Mistake(
        "nothing is pooled", "After each ReLU comes average pooling, down to the next of the sizes."
      ) { try variant($0) { $0.window = 1 } },
      Mistake(
        "the maximum is pooled in place of the average", "This network pools by the mean: `AveragePool2d`."
      ) { try variant($0) { $0.poolsMaximum = true } },
      Mistake(
        "`features` is read one place too early",
        "`features[0]` is what comes in. The first layer, which is layer 0 in the loop, makes `features[1]` maps."
      ) { try variant($0) { $0.maps = $0.mapsBefore } },
      Mistake(
        "the activations are missing", "ReLU comes after each convolution, before its pooling."
      ) { try variant($0) { $0.activation = .none } },
      Mistake(
        "the pooling comes before the ReLU", "First the negative values go, then the mean is taken."
      ) { try variant($0) { $0.activation = .afterPooling } },
      Mistake(
        "a ReLU comes after the readout", "The scores may be negative. The network ends with `Linear`."
      ) { try variant($0, end: [ReLU()]) },
      Mistake(
        "the last layer is missing", "There are as many layers as taps: `0..<taps.count` counts them all."
      ) { try variant($0, layers: $0.taps.count - 1) },
      Mistake(
        "flatten is missing before the readout",
        "A readout reads a row of numbers, so `Flatten()` comes before it."
      ) { _ in throw WouldCrash(saying: "put Flatten() before it") },
    ])

  /// A line for each layer: what it is, what it gives, how much it learns. Pooling that keeps every pixel may be there or
  /// not, and layers may stand in blocks.
  static func layers(_ network: Sequential) -> [String] {
    let rows = network.rows.filter { !["AveragePool2d(1)", "MaxPool2d(1)", "Sequential"].contains($0.layer) }
    return ["the input is \(network.inputShape)"]
      + rows.map { "\(counted($0.layer)) gives \($0.outputShape) and has \($0.parameters) parameters" }
      + ["in all \(network.parameterCount) parameters"]
  }

  /// A layer with a padding that keeps the size, written as the number that it comes to.
  private static func counted(_ layer: String) -> String {
    guard let kernel = layer.firstMatch(of: /kernel: (\d+), padding: \.same/), let side = Int(kernel.1), side % 2 == 1
    else { return layer }
    return layer.replacing(", padding: .same", with: side == 1 ? "" : ", padding: \(side / 2)")
  }

  /// A layer as the lists have it, until a mistake changes it.
  private struct Part {
    enum Activation { case afterConvolution, afterPooling, none }
    let mapsBefore, size: Int
    var maps, kernel, padding, window: Int
    var hasBias = false, poolsMaximum = false
    var activation = Activation.afterConvolution

    init(_ layer: Int, of lists: Specification) {
      (mapsBefore, maps) = (lists.features[layer], lists.features[layer + 1])
      (kernel, padding) = (2 * lists.taps[layer] + 1, lists.taps[layer])
      size = lists.sizes[layer + 1]
      window = lists.sizes[layer] / size
    }

    /// The side of the maps that come out, or nil where a window does not fit.
    func side(_ side: Int) -> Int? {
      let convolved = side + 2 * padding - kernel + 1
      return convolved >= window ? convolved / window : nil
    }
  }

  /// The network with some layers changed. Throws where such a network cannot be built.
  private static func variant(
    _ lists: Specification, layers count: Int? = nil, readout: Linear = Linear(10, bias: false),
    end: [any Layer] = [], _ change: (inout Part) -> Void = { _ in }
  ) throws -> [String] {
    var parts = (0..<(count ?? lists.taps.count)).map { Part($0, of: lists) }
    for layer in parts.indices { change(&parts[layer]) }
    guard parts.reduce(lists.sizes[0], { side, part in side.flatMap(part.side) }) != nil else { throw WouldCrash() }
    return layers(
      Sequential(input: [lists.features[0], lists.sizes[0], lists.sizes[0]]) {
        for part in parts {
          Conv2d(part.maps, kernel: Size2D(part.kernel), padding: Size2D(part.padding), bias: part.hasBias)
          if part.activation == .afterConvolution { ReLU() }
          if part.poolsMaximum { MaxPool2d(Size2D(part.window)) } else { AveragePool2d(Size2D(part.window)) }
          if part.activation == .afterPooling { ReLU() }
        }
        Flatten()
        readout
        for layer in end { layer }
      })
  }
}

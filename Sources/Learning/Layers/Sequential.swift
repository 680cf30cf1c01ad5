import System
import TensorCore

/// Layers one after another, each sized for what the one before it gives:
///
///     let model = Sequential(input: [1, 28, 28], seed: 1) {
///       Conv2d(6, kernel: 5, padding: 2)
///       ReLU()
///       MaxPool2d(2)
///       Flatten()
///       Linear(10)
///     }
///     print(model)          // a table of layers, shapes and parameters
///     model(images)         // (B, 10)
///
/// It is a layer itself: one without an input stands inside another network, which sizes it. PyTorch: `nn.Sequential`.
public struct Sequential: Layer {
  /// The shape of one example, without the batch axis.
  public let inputShape: [Int]
  /// The layers in order, each with its name: the one it was given, or its number.
  public let layers: [NamedLayer]
  /// The shape that each layer gives for one example.
  public let outputShapes: [[Int]]
  /// The parameters named as PyTorch names them, such as `0.weight`, in the order of the layers; those of a layer that stands
  /// in two places under both names, as in `state_dict`.
  public let namedParameters: [NamedParameter]
  /// The parameters alone, each once.
  public let parameters: [Variable]
  /// How many products are added up for one example.
  public let multiplyAdds: Int
  public let needsWholeBatch: Bool

  /// Whether the layers know the shapes that they take.
  let isSized: Bool
  /// The layers' places in the order in which a pass takes them.
  private let passOrder: [Int]

  /// Sizes the layers for examples of shape `input` and initialises their weights from `seed`, each layer from a stream
  /// of its own. Stops if a layer cannot take what it gets, naming the layer, what it expects and what it found.
  public init(input: [Int], seed: UInt64 = 0, @LayerBuilder _ layers: () -> [LayerBuilder.Entry]) {
    require(input.allSatisfy { $0 >= 0 }, "Sequential: an example of shape \(input); no size must be negative")
    do {
      let layers = Sequential.named(layers(), in: "Sequential")
      try self.init(input: input, layers: layers, generator: SeededGenerator(seed: seed))
    } catch {
      stop("Sequential: \(error)")
    }
  }

  /// Layers to stand inside a network, which sizes and initialises them. By itself it has no parameters and can compute
  /// nothing yet.
  public init(@LayerBuilder _ layers: () -> [LayerBuilder.Entry]) {
    inputShape = []
    self.layers = Sequential.named(layers(), in: "Sequential")
    outputShapes = []
    namedParameters = []
    parameters = []
    multiplyAdds = 0
    needsWholeBatch = false
    isSized = false
    passOrder = []
  }

  private init(input: [Int], layers: [NamedLayer], generator: SeededGenerator) throws {
    var sized: [NamedLayer] = [], shapes: [[Int]] = []
    for (index, layer) in layers.enumerated() {
      var generator = generator.split(UInt64(index))
      let shape = shapes.last ?? input
      shapes.append(try layer.outputShape(for: shape))
      sized.append(NamedLayer(name: layer.name, layer: layer.layer.sized(for: shape, using: &generator)))
    }
    inputShape = input
    self.layers = sized
    outputShapes = shapes
    namedParameters = sized.all(\.namedParameters)
    parameters = namedParameters.map(\.variable).distinct
    needsWholeBatch = sized.contains { $0.layer.needsWholeBatch }
    multiplyAdds = sum(of: zip(sized, [input] + shapes).map { $0.layer.multiplyAdds(for: $1) })
    isSized = true
    passOrder = Sequential.passOrder(of: sized.map(\.layer), giving: shapes)
  }

  /// Maximum pooling before the ReLU that it follows: the largest value is the same before and after, a zero's sign apart,
  /// and so is the place that the gradient goes to. ReLU then has a quarter of the values, say. Not where there are none:
  /// of nothing the largest is −∞.
  private static func passOrder(of layers: [any Layer], giving shapes: [[Int]]) -> [Int] {
    var order = Array(layers.indices)
    for index in order.indices.dropLast()
    where layers[order[index]] is ReLU && layers[index + 1] is MaxPool2d && !shapes[index].contains(0) {
      order.swapAt(index, index + 1)
    }
    return order
  }

  /// The layers of a `container` under the names they were given, or their numbers.
  static func named(_ entries: [LayerBuilder.Entry], in container: StaticString) -> [NamedLayer] {
    let layers = entries.enumerated().map { NamedLayer(name: $1.name ?? String($0), layer: $1.layer) }
    for (index, layer) in layers.enumerated() {
      require(
        !layer.name.isEmpty && !layers[..<index].contains { $0.name == layer.name },
        "\(container): the name \"\(layer.name)\" must not be empty, nor that of two layers")
    }
    return layers
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    guard isSized else { return try layers.reduce(input) { try $1.outputShape(for: $0) } }
    guard input == inputShape else { throw ShapeMismatch(expected: "the shape \(inputShape)", found: input) }
    return outputShape
  }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Sequential {
    if isSized { return self }
    do {
      return try Sequential(input: input, layers: layers, generator: generator)
    } catch {
      stop("Sequential: \(error)")
    }
  }

  public func multiplyAdds(for input: [Int]) -> Int { multiplyAdds }

  /// The shape of the result for one example.
  public var outputShape: [Int] { outputShapes.last ?? inputShape }

  /// How many numbers the parameters hold in all.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

  /// The result for a batch `(B, input shape)`. Stops if the shape does not fit.
  public func callAsFunction(_ input: Variable) -> Variable {
    forward(input) { layer, _, value in layer(value) }
  }

  /// The result for a batch of images or other constants.
  public func callAsFunction(_ input: Tensor) -> Variable { self(Variable(constant: input)) }

  /// The result during training, when dropout drops; `generator` decides what.
  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    forward(input) { layer, index, value in layer(value, training: generator.split(UInt64(index))) }
  }

  /// The result during training for a batch of images or other constants.
  public func callAsFunction(_ input: Tensor, training generator: SeededGenerator) -> Variable {
    self(Variable(constant: input), training: generator)
  }

  /// What each layer makes of a batch, in order: for looking inside.
  public func layerOutputs(_ input: Variable) -> [Variable] {
    check(input.shape)
    var results: [Variable] = []
    for layer in layers { results.append(layer.layer(results.last ?? input)) }
    return results
  }

  /// What the layers make of a batch, where `result` tells what one of them makes of its input.
  private func forward(
    _ input: Variable, _ result: (_ layer: any Layer, _ index: Int, _ value: Variable) -> Variable
  ) -> Variable {
    check(input.shape)
    return passOrder.reduce(input) { result(layers[$1].layer, $1, $0) }
  }

  private func check(_ shape: [Int]) {
    requireSized()
    require(
      Array(shape.dropFirst()) == inputShape && !shape.isEmpty,
      "Sequential: the network takes batches of shape "
        + "(\((["B"] + inputShape.map(String.init)).joined(separator: ", "))); the shape is \(shape)")
  }

  /// Stops unless the network knows the shape that it takes.
  func requireSized() {
    require(isSized, "Sequential: nobody has told the network what it takes; write Sequential(input: …)")
  }
}

/// Collects the layers written between the braces of a `Sequential`.
@resultBuilder
public enum LayerBuilder {
  /// A layer and the name it was given, if any.
  public typealias Entry = (name: String?, layer: any Layer)

  /// A layer that is known by its number.
  public static func buildExpression(_ layer: any Layer) -> [Entry] { [(nil, layer)] }
  /// A layer that is known by its name.
  public static func buildExpression(_ layer: NamedLayer) -> [Entry] { [(layer.name, layer.layer)] }
  /// One after another.
  public static func buildBlock(_ entries: [Entry]...) -> [Entry] { entries.flatMap { $0 } }
  /// The layers of each round of a loop.
  public static func buildArray(_ entries: [[Entry]]) -> [Entry] { entries.flatMap { $0 } }
  /// The layers of an `if` without `else`.
  public static func buildOptional(_ entries: [Entry]?) -> [Entry] { entries ?? [] }
  /// The layers of the first branch.
  public static func buildEither(first entries: [Entry]) -> [Entry] { entries }
  /// The layers of the second branch.
  public static func buildEither(second entries: [Entry]) -> [Entry] { entries }
}

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
public struct Sequential: Sendable {
  /// The shape of one example, without the batch axis.
  public let inputShape: [Int]
  /// The layers, sized, in order, each with its name: the one it was given, or its number.
  public let layers: [NamedLayer]
  /// The shape that each layer gives for one example.
  public let outputShapes: [[Int]]
  /// The parameters named as PyTorch names them, such as `0.weight`, in the order of the layers.
  public let namedParameters: [NamedParameter]
  /// The parameters alone.
  public let parameters: [Variable]
  /// How many products are added up for one example.
  public let multiplyAdds: Int

  /// Sizes the layers for examples of shape `input` and initialises their weights from `seed`, each layer from a stream
  /// of its own. Stops if a layer cannot take what it gets, naming the layer, what it expects and what it found.
  public init(input: [Int], seed: UInt64 = 0, @LayerBuilder _ layers: () -> [LayerBuilder.Entry]) {
    var sized: [NamedLayer] = [], shapes: [[Int]] = [], shape = input
    for (index, entry) in layers().enumerated() {
      let name = entry.name ?? String(index)
      require(
        !sized.contains { $0.name == name } && !name.isEmpty,
        "Sequential: the name \"\(name)\" must not be empty, nor that of two layers")
      var generator = SeededGenerator(seed: seed).split(UInt64(index))
      do {
        let output = try entry.layer.outputShape(for: shape)
        sized.append(NamedLayer(name: name, layer: entry.layer.sized(for: shape, using: &generator)))
        shape = output
        shapes.append(shape)
      } catch {
        stop("Sequential: layer \(name), \(entry.layer.description): \(error)")
      }
    }
    inputShape = input
    self.layers = sized
    outputShapes = shapes
    namedParameters = sized.flatMap { layer in
      layer.layer.namedParameters.map { ("\(layer.name).\($0.name)", $0.variable) }
    }
    parameters = namedParameters.map(\.variable)
    multiplyAdds = zip(sized, [input] + shapes).reduce(0) { $0 + $1.0.layer.multiplyAdds(for: $1.1) }
  }

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
  public func outputs(_ input: Variable) -> [Variable] {
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
    return layers.enumerated().reduce(input) { result($1.element.layer, $1.offset, $0) }
  }

  private func check(_ shape: [Int]) {
    require(
      Array(shape.dropFirst()) == inputShape && !shape.isEmpty,
      "Sequential: the network takes batches of shape (B, \(inputShape.map(String.init).joined(separator: ", "))); "
        + "the shape is \(shape)")
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

import Kernels
import System
import TensorCore

/// A step of a network: its parameters and one call.
///
/// A layer is described by what is its own (`Conv2d(6, kernel: 5)`); what follows from its input, such as the number of
/// input channels, is filled in by `sized(for:using:)`, which `Sequential` calls. Shapes here are those of one example,
/// without the batch axis.
public protocol Layer: Sendable {
  /// The layer as its table names it: `Conv2d(6, kernel: 5)`.
  var description: String { get }

  /// The layers inside, each under the first part of its parameters' names; none unless the layer holds others.
  var layers: [NamedLayer] { get }

  /// The parameters with their names, weight before bias: those of the layers inside, unless the layer says otherwise.
  var namedParameters: [NamedParameter] { get }

  /// What the layer keeps beside its parameters, and saves with them, but no optimiser trains: the running statistics of
  /// batch normalisation. Those of the layers inside, unless the layer says otherwise. PyTorch: `named_buffers`.
  var namedBuffers: [NamedParameter] { get }

  /// Whether the result for an example during training depends on the other examples of its batch. A network with such a
  /// layer learns each batch in one piece.
  var needsWholeBatch: Bool { get }

  /// The shape that comes out for one that goes in. Throws `ShapeMismatch` if it does not fit.
  func outputShape(for input: [Int]) throws -> [Int]

  /// The layer with freshly initialised parameters of the sizes that `input` asks for. A layer that was given its
  /// weights, or that has none, stays as it is. Stops where it needs a size that `outputShape(for:)` throws for.
  func sized(for input: [Int], using generator: inout SeededGenerator) -> Self

  /// How many products are added up for one example, at most 2⁵²; 0 unless the layer multiplies.
  func multiplyAdds(for input: [Int]) -> Int

  /// The result for a batch.
  func callAsFunction(_ input: Variable) -> Variable

  /// The result during training. Only layers that then behave differently, as dropout does, need to tell it from the
  /// other; `generator` is for what they leave to chance.
  func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable
}

/// A parameter and its name, such as `0.weight`.
public typealias NamedParameter = (name: String, variable: Variable)

extension Layer {
  public var layers: [NamedLayer] { [] }
  public var namedParameters: [NamedParameter] { layers.all(\.namedParameters) }
  public var namedBuffers: [NamedParameter] { layers.all(\.namedBuffers) }
  public var needsWholeBatch: Bool { layers.contains { $0.layer.needsWholeBatch } }
  public func outputShape(for input: [Int]) throws -> [Int] { input }
  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Self { self }
  public func multiplyAdds(for input: [Int]) -> Int { 0 }
  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable { self(input) }

  /// The parameters alone, each once.
  public var parameters: [Variable] { namedParameters.map(\.variable).distinct }

  /// The same layer under a name of its own, in place of its number: `conv1.weight` instead of `0.weight`.
  public func named(_ name: String) -> NamedLayer { NamedLayer(name: name, layer: self) }

  /// Stops, in the layer's own words, where it cannot take `input`.
  func requireFit(_ input: [Int]) {
    do { _ = try outputShape(for: input) } catch { stop("sized: \(description): \(error)") }
  }
}

/// A layer of a `Sequential` and the name it was given.
public struct NamedLayer: Sendable {
  /// The first part of its parameters' names.
  public let name: String
  /// The layer itself.
  public let layer: any Layer

  /// The shape that the layer gives for `input`; a mismatch tells the layer's name.
  func outputShape(for input: [Int]) throws -> [Int] {
    do {
      return try layer.outputShape(for: input)
    } catch let mismatch as ShapeMismatch {
      throw mismatch.within(name, layer)
    }
  }
}

extension [NamedLayer] {
  /// What all of them have, with their names before its own.
  func all(_ variables: (any Layer) -> [NamedParameter]) -> [NamedParameter] {
    flatMap { named in variables(named.layer).map { ("\(named.name).\($0.name)", $0.variable) } }
  }
}

/// A shape that a layer cannot take.
public struct ShapeMismatch: Error, CustomStringConvertible {
  /// What the layer takes.
  public let expected: String
  /// The shape it was to take.
  public let found: [Int]
  /// Where the layer stands in the network that found out, and how its table names it.
  private var place: (path: String, layer: String)?

  /// What a layer throws that cannot take the shape `found`.
  public init(expected: String, found: [Int]) {
    self.expected = expected
    self.found = found
  }

  /// One line with both, and with the layer, such as `layer 3.0, Linear(10)`, if it is one of a network's.
  public var description: String {
    (place.map { "layer \($0.path), \($0.layer): " } ?? "") + "expected \(expected), found \(found)"
  }

  /// The same mismatch as it is told by the layer around `layer`, which knows it as `name`.
  func within(_ name: String, _ layer: any Layer) -> ShapeMismatch {
    var mismatch = self
    mismatch.place = place.map { ("\(name).\($0.path)", $0.layer) } ?? (name, layer.title)
    return mismatch
  }

  /// Throws unless `input` are channels, height and width.
  static func checkImage(_ input: [Int]) throws {
    if input.count != 3 { throw ShapeMismatch(expected: "an image (channels, height, width)", found: input) }
  }

  /// The shape that goes in; throws if it has no axis.
  static func checkAxis(_ input: [Int]) throws -> [Int] {
    if input.isEmpty { throw ShapeMismatch(expected: "at least one axis", found: input) }
    return input
  }

  /// The number of positions of a window; throws if it does not fit.
  static func checkedPositions(
    _ input: [Int], window: Size2D, stride: Size2D, padding: Padding, dilation: Size2D = 1
  ) throws -> Size2D {
    do {
      return try WindowGeometry(
        size: Size2D(height: input[1], width: input[2]), window: window, stride: stride, padding: padding,
        dilation: dilation
      ).positions
    } catch {
      guard error == .windowTooLarge || error == .negative else {
        throw ShapeMismatch(expected: "sizes that memory has addresses for", found: input)
      }
      let spread = dilation == 1 ? "" : " for its dilation of \(dilation)"
      throw ShapeMismatch(
        expected: "an image of at least \(window)\(spread) with its padding of \(padding)", found: input)
    }
  }
}

/// More than this, no product of sizes is told.
let largestProduct = 1 << 52

/// The sum of some such products, at most `largestProduct`.
func sum(of products: [Int]) -> Int { products.reduce(0) { min(largestProduct, $0 + $1) } }

/// The product of some sizes, at most `largestProduct`.
func product(of sizes: some Sequence<Int>) -> Int {
  // Products of Doubles do not overflow.
  Int(max(0, min(Double(largestProduct), sizes.reduce(1.0) { $0 * Double($1) })))
}

import System
import TensorCore

/// Layers side by side, each of which gets the same input, and whose results are joined:
///
///     Branches(joining: .concatenation) {
///       Conv2d(8, kernel: 1)
///       Sequential {
///         Conv2d(4, kernel: 1)
///         ReLU()
///         Conv2d(8, kernel: 3, padding: 1)
///       }
///     }
///
/// Parameters are named by branch, such as `2.1.0.weight`.
public struct Branches: Layer, Container {
  /// How results become one.
  public enum Joining: Sendable {
    /// One after another along the first axis of an example: the channels of maps, the numbers of a row. All other sizes
    /// must be equal.
    case concatenation
    /// Added up; the shapes must be equal.
    case sum
  }

  /// How the results become one.
  public let joining: Joining
  public let layers: [NamedLayer]

  /// Given at least one branch; one of several layers is a `Sequential` of its own.
  public init(joining: Joining, @LayerBuilder _ branches: () -> [LayerBuilder.Entry]) {
    self.init(joining, Sequential.named(branches(), in: "Branches"))
  }

  private init(_ joining: Joining, _ layers: [NamedLayer]) {
    require(!layers.isEmpty, "Branches: there must be at least one branch")
    self.joining = joining
    self.layers = layers
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    let shapes = try layers.map { try $0.outputShape(for: input) }
    let first = shapes[0]
    for (layer, shape) in zip(layers, shapes) {
      let fits =
        joining == .sum
        ? shape == first : !first.isEmpty && shape.count == first.count && shape.dropFirst() == first.dropFirst()
      guard fits else {
        throw ShapeMismatch(
          expected: joining == .sum ? "the shape \(first) of the first branch" : "all but the first size of \(first)",
          found: shape
        ).within(layer.name, layer.layer)
      }
    }
    if joining == .sum { return first }
    // Sums of Doubles do not overflow.
    let channels = shapes.reduce(0.0) { $0 + Double($1[0]) }
    guard channels < Double(largestProduct) else {
      throw ShapeMismatch(expected: "sizes that memory has addresses for", found: input)
    }
    return [Int(channels)] + first.dropFirst()
  }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Branches {
    Branches(
      joining,
      layers.enumerated().map { index, layer in
        var generator = generator.split(UInt64(index))
        return NamedLayer(name: layer.name, layer: layer.layer.sized(for: input, using: &generator))
      })
  }

  public func multiplyAdds(for input: [Int]) -> Int {
    sum(of: layers.map { $0.layer.multiplyAdds(for: input) })
  }

  public func callAsFunction(_ input: Variable) -> Variable { joined(layers.map { $0.layer(input) }) }

  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    joined(layers.enumerated().map { $1.layer(input, training: generator.split(UInt64($0))) })
  }

  private func joined(_ results: [Variable]) -> Variable {
    joining == .sum ? results.dropFirst().reduce(results[0], +) : .concatenated(results, axis: 1)
  }

  public var description: String { "Branches(joining: .\(joining))" }

  var title: String { description }

  func inputs(for input: [Int]) -> [[Int]] { layers.map { _ in input } }
}

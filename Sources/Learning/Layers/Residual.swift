import System
import TensorCore

/// What the layers inside make of the input, plus the input: they only have to learn what to change about it (He and
/// others, "Deep residual learning for image recognition", 2016). Where they change the shape, a shortcut brings the input
/// into the new one:
///
///     Residual {
///       Conv2d(16, kernel: 3, stride: 2, padding: 1, bias: false)
///       BatchNorm2d()
///       ReLU()
///       Conv2d(16, kernel: 3, padding: 1, bias: false)
///       BatchNorm2d()
///     } shortcut: {
///       Conv2d(16, kernel: 1, stride: 2, bias: false)
///     }
///
/// Parameters are named as in the layer's place, `3.0.weight`, and the shortcut's `3.shortcut.0.weight`.
public struct Residual: Layer, Container {
  private let body: Sequential
  private let shortcut: Sequential?

  /// Given the layers inside and, unless the input is added as it is, those of the shortcut.
  public init(
    @LayerBuilder _ layers: () -> [LayerBuilder.Entry], @LayerBuilder shortcut: () -> [LayerBuilder.Entry] = { [] }
  ) {
    let body = Sequential(layers), shortcut = Sequential(shortcut)
    self.init(body: body, shortcut: shortcut.layers.isEmpty ? nil : shortcut)
  }

  private init(body: Sequential, shortcut: Sequential?) {
    require(
      !body.layers.contains { $0.name == "shortcut" }, "Residual: none of the layers inside can be called shortcut")
    self.body = body
    self.shortcut = shortcut
  }

  public var layers: [NamedLayer] { body.layers + (shortcut.map { [$0.named("shortcut")] } ?? []) }

  public func outputShape(for input: [Int]) throws -> [Int] {
    let output = try body.outputShape(for: input)
    let added = try shortcut?.named("shortcut").outputShape(for: input) ?? input
    guard output == added else {
      throw ShapeMismatch(
        expected: "layers that give \(added), as the " + (shortcut == nil ? "input has it" : "shortcut gives it"),
        found: output)
    }
    return output
  }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Residual {
    var other = generator.split(.max)
    return Residual(
      body: body.sized(for: input, using: &generator), shortcut: shortcut?.sized(for: input, using: &other))
  }

  public func multiplyAdds(for input: [Int]) -> Int {
    sum(of: [body.multiplyAdds, shortcut?.multiplyAdds ?? 0])
  }

  public func callAsFunction(_ input: Variable) -> Variable { body(input) + (shortcut?(input) ?? input) }

  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    body(input, training: generator) + (shortcut?(input, training: generator.split(.max)) ?? input)
  }

  public var description: String { "Residual" }

  var title: String { description }

  func inputs(for input: [Int]) -> [[Int]] { Array(body.inputs(for: input).prefix(body.layers.count)) + [input] }
}

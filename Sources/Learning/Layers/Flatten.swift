import TensorCore

/// Every example as one row: `(B, C, H, W)` to `(B, C · H · W)`.
public struct Flatten: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { input.flattened() }
  public func outputShape(for input: [Int]) throws -> [Int] { [input.reduce(1, *)] }
  public var description: String { "Flatten" }
}

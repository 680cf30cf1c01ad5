/// Every example as one row: `(B, C, H, W)` to `(B, C · H · W)`.
public struct Flatten: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { input.flattened() }
  public func outputShape(for input: [Int]) throws -> [Int] {
    let count = product(of: input)
    guard count < largestProduct else {
      throw ShapeMismatch(expected: "sizes that memory has addresses for", found: input)
    }
    return [count]
  }
  public var description: String { "Flatten" }
}

import System

/// Each element, or 0 where it is negative; any shape.
public struct ReLU: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { relu(input) }
  public var description: String { "ReLU" }
}

/// Each element, or `slope` times it where it is negative; any shape.
public struct LeakyReLU: Layer {
  /// What negative elements are multiplied by.
  public let slope: Float

  /// Without parameters. Stops unless the slope is finite.
  public init(_ slope: Float = 0.01) {
    require(slope.isFinite, "LeakyReLU: the slope \(slope) must be finite")
    self.slope = slope
  }
  public func callAsFunction(_ input: Variable) -> Variable { leakyReLU(input, slope: slope) }
  public var description: String { "LeakyReLU(\(slope))" }
}

/// 1 / (1 + e⁻ˣ) of each element; any shape.
public struct Sigmoid: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { sigmoid(input) }
  public var description: String { "Sigmoid" }
}

/// The hyperbolic tangent of each element; any shape.
public struct Tanh: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { tanh(input) }
  public var description: String { "Tanh" }
}

/// Shares that add up to 1 along the last axis of an example, which has at least one.
public struct Softmax: Layer {
  /// Without parameters.
  public init() {}
  public func outputShape(for input: [Int]) throws -> [Int] { try ShapeMismatch.checkAxis(input) }
  public func callAsFunction(_ input: Variable) -> Variable { softmax(input) }
  public var description: String { "Softmax" }
}

/// The logarithms of shares that add up to 1 along the last axis of an example, which has at least one.
public struct LogSoftmax: Layer {
  /// Without parameters.
  public init() {}
  public func outputShape(for input: [Int]) throws -> [Int] { try ShapeMismatch.checkAxis(input) }
  public func callAsFunction(_ input: Variable) -> Variable { logSoftmax(input) }
  public var description: String { "LogSoftmax" }
}

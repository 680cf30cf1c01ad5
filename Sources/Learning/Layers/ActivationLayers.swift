import TensorCore

/// Each element, or 0 where it is negative; any shape.
public struct ReLU: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { relu(input) }
  public var description: String { "ReLU" }
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

/// Shares that add up to 1 along the last axis.
public struct Softmax: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { softmax(input) }
  public var description: String { "Softmax" }
}

/// The logarithms of shares that add up to 1 along the last axis.
public struct LogSoftmax: Layer {
  /// Without parameters.
  public init() {}
  public func callAsFunction(_ input: Variable) -> Variable { logSoftmax(input) }
  public var description: String { "LogSoftmax" }
}

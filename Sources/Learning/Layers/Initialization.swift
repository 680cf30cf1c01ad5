import System
import TensorCore

/// How a layer's weights start. Biases start uniform within ±1 / √(inputs of one output), as PyTorch's do.
public enum Initialization: Sendable {
  /// Uniform within ±1 / √(inputs of one output): PyTorch's default for `Conv2d` and `Linear`, which it calls
  /// Kaiming-uniform with a = √5 (He and others, 2015).
  case kaimingUniform
  /// Uniform within ±√(6 / (fan in + fan out)), which keeps the variance through layers of sigmoids or tanh (Glorot
  /// and Bengio, 2010).
  case xavierUniform
  /// Normal with mean 0 and this standard deviation.
  case normal(standardDeviation: Float)

  /// A weight of `(outputs, inputs)` or `(outputs, inputs, kernel height, kernel width)`.
  public func weight(_ shape: [Int], using generator: inout SeededGenerator) -> Tensor {
    require(shape.count >= 2, "Initialization: a weight has outputs and inputs; the shape is \(shape)")
    let window = shape.dropFirst(2).reduce(1, *)
    let fanIn = Float(shape[1] * window), fanOut = Float(shape[0] * window)
    switch self {
    case .kaimingUniform: return Initialization.uniform(shape, within: 1 / fanIn.squareRoot(), using: &generator)
    case .xavierUniform:
      return Initialization.uniform(shape, within: (6 / (fanIn + fanOut)).squareRoot(), using: &generator)
    case .normal(let deviation):
      return Tensor(shape: shape) { for index in $0.indices { $0[index] = deviation * generator.normal() } }
    }
  }

  /// The bias that belongs to a weight: one value for each output.
  public static func bias(for weight: [Int], using generator: inout SeededGenerator) -> Tensor {
    let fanIn = Float(weight.dropFirst().reduce(1, *))
    return uniform([weight[0]], within: 1 / fanIn.squareRoot(), using: &generator)
  }

  private static func uniform(
    _ shape: [Int], within bound: Float, using generator: inout SeededGenerator
  ) -> Tensor {
    Tensor(shape: shape) {
      for index in $0.indices { $0[index] = bound > 0 ? generator.uniform(in: -bound..<bound) : 0 }
    }
  }
}

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
  /// Normal with mean 0 and standard deviation √(2 / (fan in + fan out)) (Glorot and Bengio, 2010).
  case xavierNormal
  /// Normal with mean 0 and this standard deviation.
  case normal(standardDeviation: Float)
  /// Uniform with mean 0 and standard deviation gain / √fan.
  case scaledUniform(gain: Float, fan: Fan)
  /// Normal with mean 0 and standard deviation gain / √fan.
  case scaledNormal(gain: Float, fan: Fan)

  /// Which of a weight's connections are counted.
  public enum Fan: Sendable {
    /// Those into one output: keeps the variance of what goes forward.
    case input
    /// Those from one input: keeps the variance of the gradients on their way back.
    case output
  }

  /// Uniform within ±√(3 · 2 / (1 + slope²) / fan), which keeps the variance through layers of ReLUs, or of leaky ReLUs with
  /// this slope (He and others, "Delving deep into rectifiers", 2015). PyTorch: `kaiming_uniform_`.
  public static func kaimingUniform(slope: Float, fan: Fan = .input) -> Initialization {
    .scaledUniform(gain: gain(slope), fan: fan)
  }

  /// Normal with mean 0 and standard deviation √(2 / (1 + slope²) / fan); as `kaimingUniform(slope:fan:)`. PyTorch:
  /// `kaiming_normal_`.
  public static func kaimingNormal(slope: Float = 0, fan: Fan = .input) -> Initialization {
    .scaledNormal(gain: gain(slope), fan: fan)
  }

  /// How much larger weights must be for what a leaky ReLU takes away. PyTorch: `calculate_gain`.
  public static func gain(_ slope: Float) -> Float {
    require(slope.isFinite, "Initialization: the slope \(slope) must be finite")
    return (2 / (1 + slope * slope)).squareRoot()
  }

  /// A weight of `(outputs, inputs)` or `(outputs, inputs, kernel height, kernel width)`. Stops for fewer than two axes.
  public func weight(_ shape: [Int], using generator: inout SeededGenerator) -> Tensor {
    require(shape.count >= 2, "Initialization: a weight has outputs and inputs; the shape is \(shape)")
    // Products of Doubles do not overflow.
    let window = shape.dropFirst(2).reduce(1.0) { $0 * Double($1) }
    let fanIn = Float(Double(shape[1]) * window), fanOut = Float(Double(shape[0]) * window)
    switch self {
    case .kaimingUniform: return Initialization.uniform(shape, within: 1 / fanIn.squareRoot(), using: &generator)
    case .xavierUniform:
      return Initialization.uniform(shape, within: (6 / (fanIn + fanOut)).squareRoot(), using: &generator)
    case .xavierNormal: return Initialization.normal(shape, (2 / (fanIn + fanOut)).squareRoot(), using: &generator)
    case .normal(let deviation): return Initialization.normal(shape, deviation, using: &generator)
    case .scaledUniform(let gain, let fan):
      let deviation = gain / (fan == .input ? fanIn : fanOut).squareRoot()
      return Initialization.uniform(shape, within: Float(3).squareRoot() * deviation, using: &generator)
    case .scaledNormal(let gain, let fan):
      let deviation = gain / (fan == .input ? fanIn : fanOut).squareRoot()
      return Initialization.normal(shape, deviation, using: &generator)
    }
  }

  /// The bias that belongs to a weight: one value for each output, zeros where outputs have no inputs. Stops for a weight
  /// without axes.
  public static func bias(for weight: [Int], using generator: inout SeededGenerator) -> Tensor {
    require(!weight.isEmpty, "Initialization: a weight has outputs; the shape is []")
    let fanIn = Float(weight.dropFirst().reduce(1.0) { $0 * Double($1) })
    return uniform([weight[0]], within: fanIn > 0 ? 1 / fanIn.squareRoot() : 0, using: &generator)
  }

  private static func normal(_ shape: [Int], _ deviation: Float, using generator: inout SeededGenerator) -> Tensor {
    Tensor(shape: shape) { for index in $0.indices { $0[index] = deviation * generator.normal() } }
  }

  private static func uniform(
    _ shape: [Int], within bound: Float, using generator: inout SeededGenerator
  ) -> Tensor {
    Tensor(shape: shape) {
      for index in $0.indices { $0[index] = bound > 0 ? generator.uniform(in: -bound..<bound) : 0 }
    }
  }
}

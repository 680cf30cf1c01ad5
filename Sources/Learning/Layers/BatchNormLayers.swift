import System
import TensorCore

/// Batch normalisation of maps: `(B, C, H, W)` to the same shape. See `BatchNormalization` for what happens.
public struct BatchNorm2d: BatchNormalization {
  public let normalization: ChannelNormalization

  init(_ normalization: ChannelNormalization) { self.normalization = normalization }

  /// Given sizes: the number of channels follows from the input. `momentum` is the share of a batch in the running
  /// statistics, from 0 to 1; `epsilon`, not negative, is added to variances.
  public init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
    self.init(ChannelNormalization("BatchNorm2d", channels: 0, momentum: momentum, epsilon: epsilon))
  }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> BatchNorm2d {
    requireFit(input)
    return BatchNorm2d(normalization.sized(channels: input[0]))
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkImage(input)
    return try normalization.checked(input)
  }
}

/// Batch normalisation of rows of numbers, `(B, C)`, or of channels of a signal, `(B, C, L)`, to the same shape. See
/// `BatchNormalization` for what happens.
public struct BatchNorm1d: BatchNormalization {
  public let normalization: ChannelNormalization

  init(_ normalization: ChannelNormalization) { self.normalization = normalization }

  /// Given sizes: the number of channels follows from the input. `momentum` is the share of a batch in the running
  /// statistics, from 0 to 1; `epsilon`, not negative, is added to variances.
  public init(momentum: Float = 0.1, epsilon: Float = 1e-5) {
    self.init(ChannelNormalization("BatchNorm1d", channels: 0, momentum: momentum, epsilon: epsilon))
  }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> BatchNorm1d {
    requireFit(input)
    return BatchNorm1d(normalization.sized(channels: input[0]))
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    guard input.count == 1 || input.count == 2 else {
      throw ShapeMismatch(expected: "a row of numbers, or (channels, length)", found: input)
    }
    return try normalization.checked(input)
  }
}

/// A layer that brings each channel of a batch to mean 0 and variance 1, then times its weight plus its bias (Ioffe and
/// Szegedy, "Batch normalization", 2015).
///
/// During training mean and variance are those of the whole batch, and each call moves the running statistics towards them
/// by `momentum`; otherwise the running statistics take their place, and an example's result depends on itself alone. A
/// network that holds such a layer therefore learns each batch in one piece, and the running statistics change once a
/// step, on the way forward. As in PyTorch, the running variance is the unbiased one.
public protocol BatchNormalization: Layer {
  /// Weights, biases and running statistics.
  var normalization: ChannelNormalization { get }
}

extension BatchNormalization {
  public var namedParameters: [NamedParameter] { [("weight", normalization.weight), ("bias", normalization.bias)] }
  public var namedBuffers: [NamedParameter] {
    [
      ("running_mean", normalization.runningMean), ("running_var", normalization.runningVariance),
      ("num_batches_tracked", normalization.batches),
    ]
  }
  public var needsWholeBatch: Bool { true }
  public func callAsFunction(_ input: Variable) -> Variable { normalization(input) }
  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    normalization.normalizingBatch(input)
  }
  public var description: String { normalization.description }
}

/// What batch normalisation learns and keeps of each channel.
public struct ChannelNormalization: Sendable {
  /// `(C)`: what a normalised channel is multiplied by, 1 at first, and what is then added, 0 at first.
  public let weight, bias: Variable
  /// `(C)`: the mean and the unbiased variance of past batches, 0 and 1 at first.
  public let runningMean, runningVariance: Variable
  /// How many batches they have seen, a single number.
  public let batches: Variable
  /// The share of a batch in the running statistics.
  public let momentum: Float
  /// What is added to variances.
  public let epsilon: Float
  private let name: String

  init(_ name: String, channels: Int, momentum: Float, epsilon: Float) {
    require(
      (0...1).contains(momentum) && epsilon >= 0 && epsilon.isFinite,
      "\(name): the momentum \(momentum) must be from 0 to 1 and epsilon \(epsilon) not negative")
    self.name = name
    weight = Variable(Tensor.ones(channels))
    bias = Variable(Tensor.zeros(channels))
    runningMean = Variable(constant: Tensor.zeros(channels))
    runningVariance = Variable(constant: Tensor.ones(channels))
    batches = Variable(constant: Tensor(0))
    self.momentum = momentum
    self.epsilon = epsilon
  }

  func sized(channels: Int) -> ChannelNormalization {
    weight.shape == [0] ? ChannelNormalization(name, channels: channels, momentum: momentum, epsilon: epsilon) : self
  }

  func checked(_ input: [Int]) throws -> [Int] {
    guard weight.shape == [0] || weight.shape == [input[0]] else {
      throw ShapeMismatch(expected: "\(weight.shape[0]) channels", found: input)
    }
    return input
  }

  func callAsFunction(_ input: Variable) -> Variable {
    batchNorm(
      input, weight: weight, bias: bias, mean: runningMean.value, variance: runningVariance.value, epsilon: epsilon)
  }

  func normalizingBatch(_ input: Variable) -> Variable {
    let (result, mean, variance) = batchNorm(input, weight: weight, bias: bias, epsilon: epsilon)
    let count = Float(input.shape[0] * input.shape.dropFirst(2).reduce(1, *))
    runningMean.value = (1 - momentum) * runningMean.value + momentum * mean
    runningVariance.value = (1 - momentum) * runningVariance.value + momentum * (count / (count - 1)) * variance
    batches.value += 1
    return result
  }

  var description: String {
    let options =
      (momentum == 0.1 ? [] : ["momentum: \(momentum)"]) + (epsilon == 1e-5 ? [] : ["epsilon: \(epsilon)"])
    return name + (options.isEmpty ? "" : "(" + options.joined(separator: ", ") + ")")
  }
}

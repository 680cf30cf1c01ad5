import Learning

/// A network and the settings that it was published with, on MNIST.
struct Recipe: Sendable {
  /// What it is asked for by.
  let name: String
  /// The channels of the network's convolutions, or the sizes of its rows.
  let network: String
  let optimizer: OptimizerSetting
  let batchSize: Int
  let epochs: Int
  /// What is subtracted from every pixel and what it is then divided by, if anything.
  var normalization: (mean: Float, standardDeviation: Float)?
  var loss: Loss = crossEntropy
  /// The share of test images read rightly after the last epoch, in percent, as published; nil if no figure is known.
  var published: String?
  /// The same as PyTorch 2.15 gives it for this recipe with the seeds 0, 1 and 2; `fashion` with 1 and 2.
  let pyTorch: [Double]
  /// The network with its weights initialised from a seed.
  let model: @Sendable (UInt64) -> Sequential
}

/// An optimiser and its learning rate.
enum OptimizerSetting: CustomStringConvertible {
  case sgd(rate: Float)
  case adam(rate: Float)
  case adadelta(rate: Float)

  func optimizer(of parameters: [Variable]) -> any Optimizer {
    switch self {
    case .sgd(let rate): SGD(parameters, rate: rate)
    case .adam(let rate): Adam(parameters, rate: rate)
    case .adadelta(let rate): Adadelta(parameters, rate: rate)
    }
  }

  var description: String {
    switch self {
    case .sgd(let rate): "SGD \(rate)"
    case .adam(let rate): "Adam \(rate)"
    case .adadelta(let rate): "Adadelta \(rate)"
    }
  }
}

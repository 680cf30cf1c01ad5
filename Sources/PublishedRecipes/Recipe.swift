import Datasets
import Learning

/// A network and the settings that it was published with, and what is known of it on MNIST.
package struct Recipe: Sendable {
  /// What it is asked for by.
  package let name: String
  /// The channels of the network's convolutions, or the sizes of its rows.
  package let network: String
  package let optimizer: OptimizerSetting
  package let batchSize: Int
  package let epochs: Int
  /// What is subtracted from every pixel and what it is then divided by, if anything.
  package var normalization: (mean: Float, standardDeviation: Float)?
  package var loss: Loss = crossEntropy
  /// The share of test images read rightly after the last epoch, in percent, as published; nil if no figure is known.
  package var published: String?
  /// The same as PyTorch 2.15 gives it for this recipe with three seeds.
  package let pyTorch: [Double]
  /// The same on Fashion-MNIST, for the recipe that was published for its images; else none.
  package var pyTorchOnFashionMNIST: [Double] = []
  /// The network with its weights initialised from a seed.
  package let model: @Sendable (UInt64) -> Sequential

  /// Images of 0 to 1 as the network takes them.
  package func prepared(_ dataset: Dataset) -> Dataset {
    guard let normalization else { return dataset }
    return dataset.normalized(mean: normalization.mean, standardDeviation: normalization.standardDeviation)
  }
}

/// An optimiser and its learning rate.
package enum OptimizerSetting: CustomStringConvertible {
  case sgd(rate: Float)
  case adam(rate: Float)
  case adadelta(rate: Float)

  package func optimizer(of parameters: [Variable]) -> any Optimizer {
    switch self {
    case .sgd(let rate): SGD(parameters, rate: rate)
    case .adam(let rate): Adam(parameters, rate: rate)
    case .adadelta(let rate): Adadelta(parameters, rate: rate)
    }
  }

  package var description: String {
    switch self {
    case .sgd(let rate): "SGD \(rate)"
    case .adam(let rate): "Adam \(rate)"
    case .adadelta(let rate): "Adadelta \(rate)"
    }
  }
}

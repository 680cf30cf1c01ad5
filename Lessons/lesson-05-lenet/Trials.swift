import Datasets
import Learning

/// Networks that learn from the same images and differ by nothing but their seeds.
struct Trials {
  let training, validation: Dataset
  let seed: UInt64
  let progress: (String) -> (TrainingProgress) -> Void

  /// Trains a network from three random starts, each with an order of the images of its own.
  func runs(
    _ name: String, _ network: (UInt64) -> Sequential, epochs: Int,
    rate: ((_ epoch: Int) -> Float)? = nil,
    _ optimizer: ([Variable]) -> any Optimizer
  ) throws -> [Classifier] {
    try (0..<3).map { start in
      let model = network(seed &+ UInt64(start))
      let classifier = Classifier(
        model, optimizer: optimizer(model.parameters),
        seed: seed &+ UInt64(start))
      try classifier.fit(
        training.images, training.labels, epochs: epochs,
        validation: (validation.images, validation.labels),
        progress: progress("\(name), start \(start + 1)"), rate: rate)
      return classifier
    }
  }
}

extension Trials {
  /// LeNet's layout of 1998 with three ways to get it to learn.
  func remedies() throws -> [(name: String, runs: [Classifier])] {
    func xavier(_ seed: UInt64) -> Sequential {
      .lenet1998(seed: seed, start: .xavierUniform)
    }
    func withReLU(_ seed: UInt64) -> Sequential {
      .lenet1998(
        seed: seed, activation: ReLU(), start: .kaimingUniform(slope: 0))
    }
    func sigmoid(_ seed: UInt64) -> Sequential { .lenet1998(seed: seed) }
    return [
      (
        "SGD 0.9, Xavier's start",
        try runs("Xavier", xavier, epochs: 10) { SGD($0, rate: 0.9) }
      ),
      (
        "SGD 0.1, ReLU, He's start",
        try runs("ReLU", withReLU, epochs: 10) { SGD($0, rate: 0.1) }
      ),
      (
        "Adam 0.004",
        try runs("Adam", sigmoid, epochs: 10) { Adam($0, rate: 0.004) }
      ),
    ]
  }
}

import Datasets
import Learning
import TensorCore

/// Trains networks on the same images in the same order and watches every step.
struct Watcher {
  let data, judges: Dataset
  let seed: UInt64
  /// The random numbers behind the order of an epoch.
  let order: (UInt64) -> SeededGenerator

  func train(
    _ model: Sequential, _ optimizer: any Optimizer, epochs: Int = 1
  ) -> [Step] {
    var steps: [Step] = []
    for epoch in 0..<epochs {
      let order = order(UInt64(10 + epoch))
      for batch in data.batches(of: 64, shuffledBy: order) {
        optimizer.zeroGradients()
        let result = model.backward(batch.images, batch.labels)
        let before = model.parameters.map(\.value)
        optimizer.step()
        let after = model.parameters
        steps.append(Step(result.loss, before: before, after: after))
      }
    }
    return steps
  }

  /// An epoch of the lesson's network from one of its starts, or from what another has learned.
  func run(_ start: Int, _ optimizer: ([Variable]) -> any Optimizer, from trained: Sequential? = nil) -> Run {
    let network = Sequential.featureMapNetwork(seed: seed &+ UInt64(start))
    for (new, old) in zip(network.parameters, trained?.parameters ?? []) { new.value = old.value }
    let steps = train(network, optimizer(network.parameters))
    let chosen = network.outputs(of: judges.images).argmax(axis: 1)
    let hits = zip(chosen, judges.labels).count { $0 == $1 }
    return Run(network, steps, accuracy: Float(hits) / Float(judges.count))
  }
}

import Datasets
import Learning
import TensorCore
import TrainingLessons

/// Trains networks on the same images in the same order and watches every step.
struct Watcher {
  let data, validation: Dataset
  let seed: UInt64
  /// The random numbers behind the order of an epoch.
  let order: (UInt64) -> SeededGenerator

  func train(
    _ model: Sequential, _ optimizer: any Optimizer, epochs: Int = 1,
    rate: Schedule? = nil, recording: TrainingRecording? = nil
  ) -> [Step] {
    var steps: [Step] = []
    for epoch in 0..<epochs {
      let order = order(UInt64(10 + epoch))
      for batch in data.batches(of: 64, shuffledBy: order) {
        optimizer.zeroGradients()
        let result = model.accumulateGradients(batch.images, batch.labels)
        let before = model.parameters.map(\.value)
        if let rate { optimizer.rate = rate(steps.count) }
        optimizer.step()
        let after = model.parameters
        let made = Step(result.loss, before: before, after: after)
        recording?.add(made)
        steps.append(made)
      }
    }
    return steps
  }

  /// What a recorded network is asked about: images that it does not learn from.
  private var asked: Dataset { validation.prefix(3) }

  /// An epoch of the lesson's network from one of its starts, or from what another has learned; recorded if it has a name.
  func run(
    _ start: Int, _ optimizer: ([Variable]) -> any Optimizer, from trained: Sequential? = nil, rate: Schedule? = nil,
    recordedAs name: String? = nil
  ) -> Run {
    let network = Sequential.featureMapNetwork(seed: seed &+ UInt64(start))
    for (new, old) in zip(network.parameters, trained?.parameters ?? []) { new.value = old.value }
    let recording = name.map {
      TrainingRecording($0, of: network, on: asked, maps: ["relu1"]) { $0 <= 8 || $0 % 20 == 0 }
    }
    let steps = train(network, optimizer(network.parameters), rate: rate, recording: recording)
    let chosen = network.outputs(of: validation.images).argmax(axis: 1)
    let hits = zip(chosen, validation.labels).count { $0 == $1 }
    return Run(network, steps, accuracy: Float(hits) / Float(validation.count), recording: recording)
  }

  /// Three epochs of LeNet's layout of 1998 from one start: with sigmoids and SGD, with ReLU, with sigmoids and Adam.
  func sigmoidsAndReLU() -> (losses: [(name: String, steps: [Step])], recordings: [TrainingRecording]) {
    let settings: [(name: String, activation: any Layer, optimizer: ([Variable]) -> any Optimizer)] = [
      ("sigmoid, SGD 0.1", Sigmoid(), { SGD($0, rate: 0.1) }), ("ReLU, SGD 0.1", ReLU(), { SGD($0, rate: 0.1) }),
      ("sigmoid, Adam 0.005", Sigmoid(), { Adam($0, rate: 0.005) }),
    ]
    var losses: [(name: String, steps: [Step])] = []
    var recordings: [TrainingRecording] = []
    for (name, activation, optimizer) in settings {
      let network = Sequential.lenet1998(seed: seed, activation: activation)
      let recording = TrainingRecording(name, of: network, on: asked, maps: ["1"]) { $0 <= 4 || $0 % 60 == 0 }
      losses.append((name, train(network, optimizer(network.parameters), epochs: 3, recording: recording)))
      recordings.append(recording)
    }
    return (losses, recordings)
  }
}

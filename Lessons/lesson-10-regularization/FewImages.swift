import Datasets
import Learning
import TensorCore
import TrainingLessons

/// One way to learn from few images.
struct Remedy {
  let name: String
  /// What is done, in a word or two.
  var setting = ""
  var images = 200
  /// The shares of maps and of units that are dropped.
  var maps: Float = 0, units: Float = 0
  var decay: Float = 0
  /// By how many pixels images are moved at most.
  var shift = 0
}

/// What became of one training: the losses on its own images and on the validation images after some steps, and the test
/// images with the last weights and with those of the lowest validation loss.
struct Outcome {
  let steps: [Int]
  let training, validation: [Evaluation]
  let test, stopped: Judgement
  /// Pass by pass, if pictures were given to ask about.
  let recording: TrainingRecording?
}

/// How a network does on the test images, and the mean probability that it gives to its own answers.
struct Judgement {
  let accuracy, loss, confidence: Float
  let predictions: [Int]
}

/// Trainings on few images: others in each run, from another start, in another order.
struct FewImages {
  let training, validation, test: Dataset
  /// What was taken from all pixels and what they were then divided by.
  let mean, deviation: Float
  let seed: UInt64

  func learn(_ remedy: Remedy, _ run: Int, asking pictures: Dataset? = nil) throws -> Outcome {
    let seed = seed &+ UInt64(run)
    var chance = SeededGenerator(seed: seed).split(8)
    let chosen = chance.permutation(of: training.count)
    let few = training.gathered(Array(chosen.prefix(remedy.images)))
    let network = smallNetwork(
      seed, maps: remedy.maps, units: remedy.units)
    let classifier = Classifier(
      network,
      optimizer: AdamW(
        network.parameters, rate: 0.004, weightDecay: remedy.decay),
      loss: negativeLogLikelihood, seed: seed)
    func measured(_ set: Dataset) throws -> Evaluation {
      try classifier.evaluate(set.images, set.labels)
    }
    let recording = pictures.map {
      TrainingRecording(
        remedy.name, of: network, on: $0, mean: mean, standardDeviation: deviation, keeping: { _ in true })
    }
    var steps: [Int] = []
    var own: [Evaluation] = [], others: [Evaluation] = []
    var best = network.parameters.map(\.value)
    for pass in 1...4_800 / few.count {
      let images = moved(few.images, by: remedy.shift, using: &chance)
      try classifier.fit(images, few.labels, batchSize: 32)
      try recording?.add([
        "training loss": measured(few).loss, "validation loss": measured(validation).loss,
      ])
      guard pass * few.count % 800 == 0 else { continue }
      steps.append(pass * ((few.count + 31) / 32))
      own.append(try measured(few))
      let now = try measured(validation)
      if now.loss < others.map(\.loss).min() ?? .infinity {
        best = network.parameters.map(\.value)
      }
      others.append(now)
    }
    func judged() throws -> Judgement {
      let result = try measured(test)
      let chosen = network.outputs(of: test.images).maximum(axes: 1)
      return Judgement(
        accuracy: result.accuracy, loss: result.loss, confidence: chosen.exp().mean(),
        predictions: result.predictions)
    }
    let last = try judged()
    for (parameter, value) in zip(network.parameters, best) {
      parameter.value = value
    }
    return Outcome(
      steps: steps, training: own, validation: others, test: last,
      stopped: try judged(), recording: recording)
  }

  /// Five runs of each setting, and of these the setting with the lowest mean validation loss.
  func chosen(_ settings: [Remedy]) throws -> Trial {
    let trials = try settings.map { remedy in
      Trial(remedy: remedy, runs: try (0..<5).map { try learn(remedy, $0) })
    }
    return trials.min { $0.validationLoss < $1.validationLoss } ?? trials[0]
  }
}

/// A remedy, and what became of its runs.
struct Trial {
  let remedy: Remedy
  let runs: [Outcome]

  /// The mean loss on the validation images after the last step.
  var validationLoss: Float { mean(runs.compactMap(\.validation.last?.loss)) }
}

/// Each image moved by up to `reach` pixels in both directions, at random; what comes in is as dark as the darkest pixel.
private func moved(_ images: Tensor, by reach: Int, using chance: inout SeededGenerator) -> Tensor {
  guard reach > 0 else { return images }
  let dark = images.minimum()
  return Tensor.stacked(
    (0..<images.shape[0]).map { index in
      let (down, right) = (chance.permutation(of: 2 * reach + 1)[0], chance.permutation(of: 2 * reach + 1)[0])
      return images.selecting(index).shifted(down: down - reach, right: right - reach, value: dark)
    })
}

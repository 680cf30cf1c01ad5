/// How far a training has come, after each step: what a progress bar shows.
public struct TrainingProgress: Sendable {
  /// The current epoch, from 1, and how many there will be.
  public let epoch, epochs: Int
  /// The current step in the epoch, from 1, and how many it has.
  public let step, steps: Int
  /// The mean loss of the last batch.
  public let batchLoss: Float
  /// The mean loss and the share of right answers in this epoch so far, each image counted when it was learned from.
  public let loss, accuracy: Float
  /// How many images a second pass through training.
  public let imagesPerSecond: Double
  /// How long the rest of training should take, in seconds.
  public let secondsLeft: Double
}

/// What one epoch came to.
public struct EpochResult: Sendable {
  /// The epoch's number, from 1, counted over all training of this classifier.
  public let epoch: Int
  /// The mean loss and the share of right answers over the epoch, each image counted when it was learned from.
  public let loss, accuracy: Float
  /// What the network made of the validation images after the epoch, if there were any.
  public let validation: Evaluation?
}

/// Adds up what the batches of a training came to, and measures how fast they pass. Only reports ask the clock; no result
/// depends on it.
struct ProgressMeter {
  private let images, epochs, steps: Int
  private var epoch = 0, step = 0
  private var lossSum = 0.0, correct = 0, seen = 0
  private var batchLoss: Float = 0
  private var start = ContinuousClock.now, secondsBefore = 0.0

  init(images: Int, steps: Int, epochs: Int) {
    self.images = images
    self.steps = steps
    self.epochs = epochs
  }

  mutating func startEpoch() {
    epoch += 1
    (step, lossSum, correct, seen) = (0, 0, 0, 0)
    start = .now
  }

  mutating func add(_ result: BatchResult, count: Int) {
    step += 1
    lossSum += Double(result.loss) * Double(count)
    correct += result.correct
    seen += count
    batchLoss = result.loss
    if step == steps { secondsBefore += seconds }
  }

  /// The mean loss and the share of right answers in this epoch so far.
  var loss: Float { Float(lossSum / Double(seen)) }
  var accuracy: Float { Float(correct) / Float(seen) }

  var progress: TrainingProgress {
    let seconds = step == steps ? secondsBefore : secondsBefore + seconds
    let rate = Double((epoch - 1) * images + seen) / max(seconds, 1e-9)
    return TrainingProgress(
      epoch: epoch, epochs: epochs, step: step, steps: steps, batchLoss: batchLoss, loss: loss, accuracy: accuracy,
      imagesPerSecond: rate, secondsLeft: (Double(epochs - epoch + 1) * Double(images) - Double(seen)) / rate)
  }

  /// The time since the epoch began; evaluation after an epoch does not count.
  private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}

import Datasets
import Learning
import PublishedRecipes

/// What a recipe came to with one seed.
struct Run: Sendable {
  let seed: UInt64
  /// The share of test images read rightly after each epoch, in percent.
  let accuracies: [Double]
  /// How many images passed in a second of training.
  let imagesPerSecond: Double
}

extension Recipe {
  /// Trains the network from `seed`, which also decides the order of the images, and tests it after each epoch.
  ///
  /// Throws `TrainingError` if the images do not fit the network or the loss stops being finite.
  func run(
    seed: UInt64, training: Dataset, test: Dataset, epochs: Int? = nil,
    progress: (TrainingProgress) -> Void = { _ in }
  ) throws -> Run {
    let (training, test) = (prepared(training), prepared(test))
    let model = model(seed)
    let classifier = Classifier(
      model, optimizer: optimizer.optimizer(of: model.parameters), loss: loss, seed: seed)
    var imagesPerSecond = 0.0
    try withoutActuallyEscaping(progress) { progress in
      _ = try classifier.fit(
        training.images, training.labels, epochs: epochs ?? self.epochs, batchSize: batchSize,
        validation: (test.images, test.labels),
        progress: {
          imagesPerSecond = $0.imagesPerSecond
          progress($0)
        })
    }
    return Run(
      seed: seed, accuracies: classifier.history.map { 100 * Double($0.validation?.accuracy ?? 0) },
      imagesPerSecond: imagesPerSecond)
  }
}

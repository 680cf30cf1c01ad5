import Datasets
import Learning
import Measuring
import Pages
import PublishedRecipes

/// How many images pass in a second of training a recipe.
struct TrainingSpeed: Encodable {
  let recipe: String
  let batchSize: Int
  /// How many images a round learned from.
  let images: Int
  let imagesPerSecond: FiveNumberSummary

  /// A table of one row for each recipe.
  static func table(_ speeds: [TrainingSpeed]) -> Table {
    Table(
      columns: ["recipe", "batch", "images/s", "quartiles", "µs per step"],
      rows: speeds.map { speed in
        let rate = speed.imagesPerSecond
        return [
          speed.recipe, String(speed.batchSize), Table.significant(rate.median),
          [rate.lowerQuartile, rate.upperQuartile].map(Table.significant).joined(separator: "–"),
          Table.significant(1e6 * Double(speed.batchSize) / rate.median),
        ]
      })
  }
}

extension Recipe {
  /// The recipes that are timed, one for each network: those that differ by a softmax at the end take as long.
  static let timed = all.filter { !$0.name.hasSuffix("-softmax") }

  /// Learns from some images for several rounds, each from the start.
  func trainingSpeed(_ dataset: Dataset, rounds: Int) throws -> TrainingSpeed {
    let images = prepared(dataset)
    let first = try imagesPerSecond(images)
    let others = try (1..<rounds).map { _ in try imagesPerSecond(images) }
    return TrainingSpeed(
      recipe: name, batchSize: batchSize, images: dataset.count, imagesPerSecond: FiveNumberSummary(first, others))
  }

  /// Learns from all images once and gives how many pass in a second; ten batches before that do not count. The images
  /// must be `prepared`.
  ///
  /// Throws `TrainingError` if the images do not fit the network or the loss stops being finite.
  func imagesPerSecond(_ dataset: Dataset) throws -> Double {
    let (images, labels) = (dataset.images, dataset.labels)
    let model = model(0)
    let classifier = Classifier(model, optimizer: optimizer.optimizer(of: model.parameters), loss: loss)
    let few = min(labels.count, 10 * batchSize)
    try classifier.fit(images[0..<few], Array(labels[..<few]), batchSize: batchSize)
    let duration = try ContinuousClock().measure { _ = try classifier.fit(images, labels, batchSize: batchSize) }
    return Double(labels.count) / (duration / .seconds(1))
  }
}

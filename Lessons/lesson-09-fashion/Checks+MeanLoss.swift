import Checking
import TensorCore
import Walkthrough

extension Fashion {
  private typealias Batches = (losses: [Float], counts: [Int])

  static let meanLosses = Exercise(
    "9.2", answers,
    cases: [
      Case("a small last batch", (losses: [1, 3], counts: [64, 16]) as Batches),
      Case("batches of one size", (losses: [2.5, 1.25, 0.75], counts: [32, 32, 32])),
      Case("five batches, the last a small one", (losses: [2.25, 1.5, 1, 0.875, 4], counts: [64, 64, 64, 64, 8])),
      Case("one batch", (losses: [0.625], counts: [40])),
      Case("batches of different sizes", (losses: [0.5, 2, 1.75, 0.25], counts: [10, 25, 5, 60])),
    ],
    drawing: { draw in
      let batches = 0..<2 * draw.size() - 1
      return (losses: batches.map { _ in draw.number(0...4) }, counts: batches.map { _ in draw.integer(1...64) })
    },
    expected: { epoch in
      running(epoch) { epoch in
        let everyImage = zip(epoch.losses, epoch.counts).flatMap { Array(repeating: $0, count: $1) }
        return everyImage.reduce(0, +) / Float(everyImage.count)
      }
    },
    answer: { try $0.meanLosses($1.losses, counts: $1.counts) },
    mistakes: [
      mean(
        "all batches have the same say",
        "That is the mean of the batches. A batch of 16 images should count a quarter of one of 64: weigh each by "
          + "its images."
      ) { sum($0.losses) / Float($0.losses.count) },
      mean(
        "the losses are added up, but not divided", "A mean is a sum divided by how many there are: here, images."
      ) { sum($0.losses) },
      mean(
        "the weighted losses are not divided by the number of images",
        "That is the sum over all images. Divide it by the sum of the counts."
      ) { total($0) },
      mean(
        "the weighted losses are divided by the number of batches",
        "Each loss has been multiplied by its images, so divide by the number of all images."
      ) { total($0) / Float($0.losses.count) },
      mean(
        "the plain sum of the losses is divided by the number of images",
        "A batch's loss is already a mean. Multiply it by its images before you add it up."
      ) { sum($0.losses) / images($0) },
      mean(
        "every batch is taken to be as large as the first one",
        "The number of images is the sum of all counts. The last batch may be smaller."
      ) { total($0) / Float($0.counts[0] * $0.counts.count) },
      mean(
        "all losses are multiplied by the count of the first batch",
        "Each batch has a count of its own: `counts[batch]`."
      ) { sum($0.losses) * Float($0.counts[0]) / images($0) },
      mean(
        "the batch that has just been is left out, and the first mean is 0 / 0",
        "Add its images first, and append the mean then."
      ) { epoch in
        let earlier = (losses: epoch.losses.dropLast(), counts: epoch.counts.dropLast()) as Batches
        return total(earlier) / images(earlier)
      },
      mean(
        "only the last batch counts", "Each round replaces the total of those before. Add to it: `total += …`."
      ) { $0.losses[$0.losses.count - 1] },
      mean(
        "only the last batch is left in the sum",
        "Each round replaces the total of those before. Add to it: `total += …`."
      ) { $0.losses[$0.losses.count - 1] * Float($0.counts[$0.counts.count - 1]) / images($0) },
      mean(
        "the new loss and the mean so far are averaged in each round",
        "So the last batch has half of the say, however small it is. Keep the sum, and divide that each time."
      ) { $0.losses.dropFirst().reduce($0.losses[0]) { ($0 + $1) / 2 } },
      mean(
        "the largest loss is given", "A mean takes all batches into account, each by its number of images."
      ) { $0.losses.max() ?? 0 },
      mean(
        "large batches are given less say in place of more", "Multiply each loss by its count, do not divide by it."
      ) { epoch in
        zip(epoch.losses, epoch.counts).reduce(0) { $0 + $1.0 / Float($1.1) }
          / epoch.counts.reduce(0) { $0 + 1 / Float($1) }
      },
      Mistake(
        "only the last mean is given", "After each batch one wants to see it: append to the list inside the loop."
      ) { [total($0) / images($0)] },
      Mistake(
        "the mean of the whole epoch is given for each batch",
        "After the first batch nothing is known of the others: divide what has come so far by the images so far."
      ) { Array(repeating: total($0) / images($0), count: $0.losses.count) },
      Mistake(
        "what has come so far is divided by all images",
        "After the first batch only its own images have been: add up the counts batch by batch, too."
      ) { epoch in running(epoch) { total($0) / images(epoch) } },
    ])

  /// Something of the batches up to each.
  private static func running(_ epoch: Batches, _ mean: (Batches) -> Float) -> [Float] {
    epoch.losses.indices.map { mean((Array(epoch.losses[...$0]), Array(epoch.counts[...$0]))) }
  }

  /// What goes wrong with a mean, so far or not.
  private static func mean(
    _ name: String, _ explanation: String, _ mean: @escaping @Sendable (Batches) -> Float
  ) -> Mistake<Batches> {
    Mistake(name, explanation) { running($0, mean) }
  }

  private static func sum(_ losses: [Float]) -> Float { losses.reduce(0, +) }

  private static func total(_ epoch: Batches) -> Float {
    zip(epoch.losses, epoch.counts).reduce(0) { $0 + $1.0 * Float($1.1) }
  }

  private static func images(_ epoch: Batches) -> Float { Float(epoch.counts.reduce(0, +)) }
}

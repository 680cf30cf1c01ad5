import Drawing
import Figures
import Measuring
import Pages
import PublishedRecipes
import System
import TensorCore

/// What the recipes came to, beside what was published.
struct Report {
  /// The images that were learned from, such as `MNIST training`.
  let images: String
  let imageCount: Int
  /// Whether these are all images of MNIST, to which the published figures belong, or of Fashion-MNIST.
  let isMNIST, isFashionMNIST: Bool
  var results: [Result] = []

  /// One recipe with all its seeds.
  struct Result {
    let recipe: Recipe
    let runs: [Run]
  }

  /// One row for each recipe: accuracies in percent after the last epoch, and how fast that was.
  var table: Table {
    Table(
      columns: ["recipe", "published", "PyTorch", "here", "s per epoch", "images/s"],
      rows: results.map { result in
        let recipe = result.recipe
        let isComparable = result.runs.allSatisfy { $0.accuracies.count == recipe.epochs }
        let pyTorch = isMNIST ? recipe.pyTorch : isFashionMNIST ? recipe.pyTorchOnFashionMNIST : []
        let speed = FiveNumberSummary(result.runs.map(\.imagesPerSecond))?.median ?? 0
        return [
          recipe.name, isComparable && isMNIST ? recipe.published ?? "–" : "–",
          isComparable ? FiveNumberSummary(pyTorch)?.text(decimals: 1) ?? "–" : "–",
          FiveNumberSummary(result.runs.compactMap(\.accuracies.last))?.text(decimals: 1) ?? "–",
          fixed(Double(imageCount) / max(speed, 1e-9), decimals: 1), Numerals.text(Int(speed)),
        ]
      })
  }

  /// One row for each recipe and seed: the accuracy after each epoch, in percent.
  var epochTable: Table {
    Table(
      columns: ["recipe", "seed", "after each epoch"],
      rows: results.flatMap { result in
        result.runs.map { run in
          [
            result.recipe.name, String(run.seed),
            run.accuracies.map { fixed($0, decimals: 1) }.joined(separator: " "),
          ]
        }
      })
  }

  /// What the tables leave to be said.
  var note: String {
    """
    Accuracy in percent on the test images after the last epoch: the median over
    the seeds, and their range. PyTorch is version 2.15 with three seeds.
    Learned from \(Numerals.text(imageCount)) images (\(images)).
    Times are those of learning alone, with \(Threads.count == 1 ? "1 thread" : "\(Threads.count) threads").
    """
  }

  var markdown: String { "# Recipes\n\n\(table.markdown)\n\n\(note)\n\n\(epochTable.markdown)\n" }
}

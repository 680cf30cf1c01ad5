import Datasets
import Drawing
import Figures
import Measuring
import Pages
import PublishedRecipes
import System
import TensorCore

/// How fast recipes learn here and in PyTorch, measured in turns on one machine.
struct Comparison: Encodable {
  let machine: Machine
  let pyTorch, python: String
  let data: String
  /// How many images a round learned from.
  let images: Int
  let recipes: [Row]

  /// One recipe.
  struct Row: Encodable {
    let recipe: String
    let batchSize: Int
    /// Images per second, over the rounds.
    let here, pyTorch: FiveNumberSummary
    /// How many times as fast it is here, round by round.
    let ratio: FiveNumberSummary

    init(_ recipe: Recipe, rounds: [(here: Double, pyTorch: Double)]) {
      (self.recipe, batchSize) = (recipe.name, recipe.batchSize)
      func spread(_ value: ((here: Double, pyTorch: Double)) -> Double) -> FiveNumberSummary {
        FiveNumberSummary(value(rounds[0]), rounds.dropFirst().map(value))
      }
      (here, pyTorch, ratio) = (spread(\.here), spread(\.pyTorch), spread { $0.here / $0.pyTorch })
    }
  }

  /// Trains each recipe here, then in PyTorch, `rounds` times in turns; each round starts anew.
  init(
    recipes: [Recipe], images dataset: Dataset, pyTorch: PyTorch, rounds: Int,
    progress: (String) -> Void
  ) throws {
    let files = try PyTorch.Images(dataset)
    self.recipes = try recipes.map { recipe in
      let images = recipe.prepared(dataset)
      return Row(
        recipe,
        rounds: try (1...rounds).map { round in
          progress("\(recipe.name), round \(round) of \(rounds)")
          return (try recipe.imagesPerSecond(images), try pyTorch.imagesPerSecond(recipe, files))
        })
    }
    machine = Machine()
    (self.pyTorch, python) = pyTorch.versions
    (data, images) = (dataset.name, dataset.count)
  }

  /// One row for each recipe: the medians over the rounds, and how far the ratio ranges.
  var table: Table {
    Table(
      columns: ["recipe", "batch", "here, images/s", "PyTorch, images/s", "times as fast"],
      rows: recipes.map {
        [
          $0.recipe, String($0.batchSize), Table.significant($0.here.median), Table.significant($0.pyTorch.median),
          $0.ratio.text(decimals: 2),
        ]
      })
  }

  /// What the table leaves to be said.
  var note: String {
    """
    Medians of \(recipes[0].here.count) rounds in turns, each an epoch of \(Numerals.text(images)) images in memory
    (\(data)); in brackets the smallest and the largest ratio of a round.
    \(machine.text),
    PyTorch \(OutsideText(pyTorch)), Python \(OutsideText(python)).
    """
  }
}

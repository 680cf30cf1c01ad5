import Datasets
import Drawing
import Figures
import Kernels
import Measuring
import Pages
import PublishedRecipes
import System
import TensorCore

/// How fast operations are and recipes learn, here and in PyTorch, measured in turns on one machine.
struct Comparison: Encodable {
  let machine: Machine
  let pyTorch, python: String
  /// The images that recipes learned from, and how many in a round; nil where none was trained.
  private(set) var data: String?
  private(set) var images: Int?
  private(set) var operations: [Row] = []
  private(set) var recipes: [Row] = []

  /// One operation or recipe.
  struct Row: Encodable {
    let name: String
    /// What passes in a second, over the rounds: images, GFLOP or GB.
    let unit: String
    let here, pyTorch: FiveNumberSummary
    /// How many times as fast it is here, round by round.
    let ratio: FiveNumberSummary
    /// What the processor could multiply and add at best, in GFLOP/s, measured in each round; nil where memory is the limit.
    let peak: FiveNumberSummary?
    /// What was reached of the peak of the same round.
    let shareOfPeak: FiveNumberSummary?
  }

  /// What was measured in one round.
  typealias Round = (here: Double, pyTorch: Double, peak: Double)

  /// Nothing yet.
  init(with pyTorch: PyTorch) {
    machine = Machine()
    (self.pyTorch, python) = pyTorch.versions
  }

  /// Times an operation by its fastest algorithm, then in PyTorch, `rounds` times in turns.
  mutating func add(_ operation: Operation, pyTorch: PyTorch, rounds: Int) throws {
    try operation.check()
    guard let algorithm = operation.algorithms.last, let words = operation.pyTorch else {
      throw ProgramFailure("\(operation.name): there is no such operation in PyTorch")
    }
    let amount = operation.section.isBoundByMemory ? operation.bytes : operation.floatingPointOperations ?? 0
    let row = Row(
      operation.name, unit: operation.section.isBoundByMemory ? "GB/s" : "GFLOP/s",
      hasShare: !operation.section.isBoundByMemory,
      rounds: try (0..<rounds).map { _ in
        let peak = Timing.peak()
        let seconds = Timing.seconds(budget: 0.3) { Timing.consume(algorithm.run()) }
        return (amount / seconds / 1e9, amount / (try pyTorch.seconds(words)) / 1e9, peak / 1e9)
      })
    operations.append(row)
  }

  /// Trains a recipe here, then in PyTorch, `rounds` times in turns; each round starts anew.
  mutating func add(
    _ recipe: Recipe, _ dataset: Dataset, files: PyTorch.Images, pyTorch: PyTorch, rounds: Int
  ) throws {
    let prepared = recipe.prepared(dataset)
    (data, images) = (dataset.name, dataset.count)
    let row = Row(
      "\(recipe.name), batches of \(recipe.batchSize)", unit: "images/s", hasShare: false,
      rounds: try (0..<rounds).map { _ in
        (try recipe.imagesPerSecond(prepared), try pyTorch.imagesPerSecond(recipe, files), 0)
      })
    recipes.append(row)
  }

  /// What the rows leave to be said.
  var note: String {
    let training = images.map { count in
      "\nRecipes: an epoch of \(Numerals.text(count)) images in memory (\(data ?? "")) in each round."
    }
    return """
      Medians of \((operations + recipes).first?.here.count ?? 0) rounds in turns; in brackets the smallest and the largest \
      ratio of a round.\(training ?? "")
      \(machine.text), built for \(OutsideText(Processor.target ?? machine.processor)),
      PyTorch \(OutsideText(pyTorch)), Python \(OutsideText(python)).
      """
  }
}

extension Comparison.Row {
  init(_ name: String, unit: String, hasShare: Bool, rounds: [Comparison.Round]) {
    func spread(_ value: (Comparison.Round) -> Double) -> FiveNumberSummary {
      FiveNumberSummary(value(rounds[0]), rounds.dropFirst().map(value))
    }
    (self.name, self.unit) = (name, unit)
    (here, pyTorch) = (spread(\.here), spread(\.pyTorch))
    ratio = spread { $0.here / $0.pyTorch }
    peak = hasShare ? spread(\.peak) : nil
    shareOfPeak = hasShare ? spread { $0.here / $0.peak } : nil
  }

  /// One line.
  var text: String {
    let share = shareOfPeak.map { ", \(fixed(100 * $0.median, decimals: 0)) % of peak" } ?? ""
    return
      "\(name): \(Table.significant(here.median)) \(unit)\(share), PyTorch \(Table.significant(pyTorch.median)): "
      + "\(ratio.text(decimals: 2)) times as fast"
  }
}

extension [Comparison.Row] {
  /// One row for each; all have one unit or are operations.
  var table: Table {
    Table(
      columns: [
        first?.unit == "images/s" ? "recipe" : "operation", "unit", "here", "of peak", "PyTorch", "times as fast",
      ],
      rows: map { row in
        [
          row.name, row.unit, Table.significant(row.here.median),
          row.shareOfPeak.map { fixed(100 * $0.median, decimals: 0) + " %" } ?? "–",
          Table.significant(row.pyTorch.median), row.ratio.text(decimals: 2),
        ]
      })
  }
}

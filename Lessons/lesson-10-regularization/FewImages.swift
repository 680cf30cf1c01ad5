import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// How a network does on the images that it learns from and on others, after some epochs.
struct Checkpoint {
  let epoch: Int
  let training, test: Evaluation
}

/// Trainings on few images: others in each run, from another start, in another order.
struct FewImages {
  private let training, judges: Dataset
  private let seed: UInt64

  init(_ training: Dataset, _ judges: Dataset, seed: UInt64) {
    (self.training, self.judges, self.seed) = (training, judges, seed)
  }

  func learn(
    _ run: Int, images: Int, measuredAfter epochs: [Int],
    maps: Float = 0, units: Float = 0
  ) throws -> [Checkpoint] {
    let seed = seed &+ UInt64(run)
    var order = SeededGenerator(seed: seed).split(8)
    let chosen = order.permutation(of: training.count).prefix(images)
    let few = training.gathered(Array(chosen))
    let network = smallNetwork(seed, maps: maps, units: units)
    let classifier = Classifier(
      network, optimizer: Adam(network.parameters, rate: 0.004),
      loss: negativeLogLikelihood, seed: seed)
    return try epochs.map { epoch in
      try classifier.fit(
        few.images, few.labels, epochs: epoch - classifier.history.count,
        batchSize: 32)
      return Checkpoint(
        epoch: epoch,
        training: try classifier.evaluate(few.images, few.labels),
        test: try classifier.evaluate(judges.images, judges.labels))
    }
  }
}

private let (pale, strong) = ([Color(0xB7D3EA), Color(0xFFD2A6)], [Color.blue, Color.orange])

/// The runs pale, their mean strong; dashed, the mean loss on the images that were learned from.
func overfittingFigure(_ without: [[Checkpoint]], _ with: [[Checkpoint]]) -> Figure {
  let epochs = without[0].map { Double($0.epoch) }
  func middle(_ runs: [[Checkpoint]], _ value: (Checkpoint) -> Float) -> [Float] {
    epochs.indices.map { index in mean(runs.map { value($0[index]) }) }
  }
  func lines(_ names: [String], _ value: (Checkpoint) -> Float) -> [Series] {
    let runs = [without, with]
    return runs.enumerated().flatMap { index, runs in
      runs.map { Series("", x: epochs, y: $0.map(value), color: pale[index]) }
    } + runs.indices.map { Series(names[$0], x: epochs, y: middle(runs[$0], value), color: strong[$0]) }
  }
  let learned = zip([without, with], strong).map { runs, color in
    Series("", x: epochs, y: middle(runs, \.training.loss), style: .dashed, color: color)
  }
  let accuracies = (without + with).flatMap { $0.map { Double($0.test.accuracy) * 100 } }
  let low = 5 * (mean(without.map { $0[4].test.accuracy }) * 20 - 2).rounded(.down)
  let high = 5 * ((accuracies.max() ?? 100) / 5).rounded(.up)
  return Figure(columns: 2) {
    LineChart(
      lines(["", ""], \.test.loss) + learned, title: "loss", xLabel: "epoch", integerX: true, yRange: 0...2,
      width: 320, height: 220)
    LineChart(
      lines(["without dropout", "with dropout"]) { 100 * $0.test.accuracy }, title: "test accuracy in %",
      xLabel: "epoch", integerX: true, yRange: Double(low)...max(high, Double(low) + 5), width: 320, height: 220)
  }
}

func runsTable(_ without: [[Checkpoint]], _ with: [[Checkpoint]], _ double: [[Checkpoint]]) -> Table {
  let ends = [without, with, double].map { $0.compactMap(\.last?.test) }
  let rows = without.indices.map { run in ends.map { ($0[run].accuracy, $0[run].loss) } }
  let means = ends.map { (mean($0.map(\.accuracy)), mean($0.map(\.loss))) }
  return Table(
    columns: ["run", "200 images", "with dropout", "400 images", "loss: 200", "with dropout", "400"],
    rows: zip(without.indices.map { "\($0 + 1)" } + ["mean"], rows + [means]).map { name, cells in
      [name] + cells.map { percent($0.0) } + cells.map { fixed($0.1) }
    })
}

func turningPoints(_ without: [[Checkpoint]], _ with: [[Checkpoint]]) -> Table {
  Table(
    columns: ["mean test loss", "lowest", "at epoch", "after the last"],
    rows: [("without dropout", without), ("with dropout", with)].map { name, runs in
      let losses = runs[0].indices.map { index in mean(runs.map { $0[index].test.loss }) }
      let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
      return [name, fixed(losses[best]), "\(runs[0][best].epoch)", fixed(losses[losses.count - 1])]
    })
}

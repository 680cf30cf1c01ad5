import Datasets
import Figures
import Learning
import TensorCore
import Walkthrough

/// How a network does on the images that it learns from and on others, after some epochs.
struct Checkpoint {
  let epoch: Int
  let training, test: Evaluation
}

/// An optimiser and the rates that it is tried with.
struct Racer {
  let name: String
  let rates: [Float]
  let optimizer: ([Variable], Float) -> any Optimizer

  init(_ name: String, _ rates: [Float], _ optimizer: @escaping ([Variable], Float) -> any Optimizer) {
    (self.name, self.rates, self.optimizer) = (name, rates, optimizer)
  }
}

/// One training: the loss of every step, and what became of it.
struct Run {
  let losses: [Float]
  /// The mean loss of the last epoch; infinite if a loss stopped being finite before.
  let lastLoss: Float
  let network: Sequential
  let imagesPerSecond: Double
  let test: Evaluation

  init(
    _ losses: [Float], _ history: [EpochResult], _ network: Sequential, _ imagesPerSecond: Double,
    _ test: Evaluation
  ) {
    self.losses = losses
    self.imagesPerSecond = imagesPerSecond
    lastLoss = history.count == 2 ? history[1].loss : .infinity
    self.network = network
    self.test = test
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

/// The run with the lowest loss in its last epoch.
private func best(_ runs: [Run]) -> Int { runs.indices.min { runs[$0].lastLoss < runs[$1].lastLoss } ?? 0 }

func raceTable(_ racers: [Racer], _ race: [[Run]]) -> Table {
  Table(
    columns: ["optimiser", "low rate: loss", "middle", "high", "best: test accuracy"],
    rows: zip(racers, race).map { racer, runs in
      [racer.name] + zip(racer.rates, runs).map { "\($0): \(fixed($1.lastLoss))" }
        + [percent(runs[best(runs)].test.accuracy)]
    })
}

/// The means of `count` neighbours each, and the middle of their places.
private func grouped(_ values: [Float], by count: Int) -> (x: [Double], y: [Float]) {
  let starts = stride(from: 0, to: values.count, by: count)
  return (
    starts.map { Double($0) + Double(min(count, values.count - $0) + 1) / 2 },
    starts.map { mean(values[$0..<min($0 + count, values.count)]) }
  )
}

func raceFigure(_ racers: [Racer], _ race: [[Run]]) -> Figure {
  Figure {
    LineChart(
      zip(racers, race).map { racer, runs in
        let points = grouped(runs[best(runs)].losses, by: 10)
        return Series("\(racer.name), rate \(racer.rates[best(runs)])", x: points.x, y: points.y)
      }, xLabel: "step", yLabel: "loss", integerX: true, width: 480, height: 240)
  }
}

func batchesFigure(_ sizes: [Int], _ same: [Run], _ scaled: [Run]) -> Figure {
  func lines(_ runs: [Run], named: Bool) -> [Series] {
    zip(sizes, runs).map { size, run in
      let points = grouped(run.losses, by: max(1, 320 / size))
      return Series(named ? "batches of \(size)" : "", x: points.x.map { $0 * Double(size) }, y: points.y)
    }
  }
  return Figure(columns: 2) {
    LineChart(
      lines(same, named: false), title: "loss, one rate for all", xLabel: "images seen", integerX: true,
      yRange: 0...3,
      width: 300, height: 220)
    LineChart(
      lines(scaled, named: true), title: "loss, rate in proportion", xLabel: "images seen", integerX: true,
      yRange: 0...3,
      width: 300, height: 220)
  }
}

func batchesTable(_ sizes: [Int], _ same: [Run], _ scaled: [Run], _ agreement: [Float]) -> Table {
  Table(
    columns: [
      "batch", "steps", "agreement", "rate 0.05: loss", "test", "rate in proportion", "loss", "test",
    ],
    rows: sizes.indices.map { index in
      let size = sizes[index]
      return [
        "\(size)", "\(same[index].losses.count)", fixed(agreement[index], 2), fixed(same[index].lastLoss),
        percent(same[index].test.accuracy), "\(0.05 * Double(size) / 32)", fixed(scaled[index].lastLoss),
        percent(scaled[index].test.accuracy),
      ]
    })
}

func speedTable(_ sizes: [Int], _ runs: [Run]) -> Table {
  Table(
    columns: ["batch", "images a second in training"],
    rows: zip(sizes, runs).map { ["\($0)", "\(Int($1.imagesPerSecond))"] })
}

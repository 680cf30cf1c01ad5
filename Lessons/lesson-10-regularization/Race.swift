import Datasets
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

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

/// Trainings of one network on one set of images.
struct Race {
  let images: Dataset
  private let test: Dataset
  private let seed: UInt64

  init(_ images: Dataset, _ test: Dataset, seed: UInt64) {
    (self.images, self.test, self.seed) = (images, test, seed)
  }

  /// For each rate of an optimiser three runs, from the same three starts.
  func runs(_ racer: Racer) throws -> [[Run]] {
    try racer.rates.map { rate in try (0..<3).map { start in try run(start) { racer.optimizer($0, rate) } } }
  }

  func run(
    _ start: Int, batchSize: Int = 32,
    _ optimizer: ([Variable]) -> any Optimizer
  ) throws -> Run {
    let network = smallNetwork(seed &+ UInt64(start))
    let classifier = Classifier(
      network, optimizer: optimizer(network.parameters),
      loss: negativeLogLikelihood, seed: seed)
    var losses: [Float] = []
    var speed = 0.0
    _ = try? classifier.fit(
      images.images, images.labels, epochs: 2, batchSize: batchSize
    ) {
      losses.append($0.batchLoss)
      speed = $0.imagesPerSecond
    }
    return Run(
      losses, classifier.history, network, speed,
      try classifier.evaluate(test.images, test.labels))
  }
}

/// The mean over the starts of the last epoch's loss.
func meanLoss(_ runs: [Run]) -> Float { mean(runs.map(\.lastLoss)) }

/// The rate with the lowest loss in the last epoch.
private func best(_ rates: [[Run]]) -> Int { rates.indices.min { meanLoss(rates[$0]) < meanLoss(rates[$1]) } ?? 0 }

func raceTable(_ racers: [Racer], _ race: [[[Run]]]) -> Table {
  Table(
    columns: ["optimiser", "low rate: loss", "middle", "high", "best: test accuracy of three starts"],
    rows: zip(racers, race).map { racer, rates in
      let accuracies = rates[best(rates)].map(\.test.accuracy)
      return [racer.name] + zip(racer.rates, rates).map { "\($0): \(fixed(meanLoss($1)))" }
        + ["\(percent(accuracies.min() ?? 0)) to \(percent(accuracies.max() ?? 0))"]
    })
}

/// The means of `count` neighbours each, and the middle of their places.
func grouped(_ values: [Float], by count: Int) -> (x: [Double], y: [Float]) {
  let starts = stride(from: 0, to: values.count, by: count)
  return (
    starts.map { Double($0) + Double(min(count, values.count - $0) + 1) / 2 },
    starts.map { mean(values[$0..<min($0 + count, values.count)]) }
  )
}

func raceFigure(_ racers: [Racer], _ race: [[[Run]]]) -> Figure {
  Figure {
    LineChart(
      zip(racers, race).map { racer, rates in
        let points = grouped(rates[best(rates)][0].losses, by: 10)
        return Series("\(racer.name), rate \(racer.rates[best(rates)])", x: points.x, y: points.y)
      }, xLabel: "step", yLabel: "loss", integerX: true, width: 480, height: 240)
  }
}

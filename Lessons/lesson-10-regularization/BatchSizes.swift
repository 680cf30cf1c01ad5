import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// How far the gradients of whole batches agree, two by two: the mean cosine of the angles between them.
func agreement(
  of images: Dataset, inBatchesOf size: Int, _ network: Sequential
) -> Float {
  func gradient(_ batch: Batch) -> Tensor {
    for parameter in network.parameters { parameter.gradient = nil }
    network.accumulateGradients(
      batch.images, batch.labels, loss: negativeLogLikelihood)
    return Tensor.concatenated(
      network.parameters.compactMap { $0.gradient?.reshaped(-1) })
  }
  let batches = images.batches(of: size)
  let pairs = min(20, images.count / (2 * size))
  let cosines = (0..<pairs).map { pair -> Float in
    let one = gradient(batches[2 * pair])
    let other = gradient(batches[2 * pair + 1])
    let lengths = [one, other].map { $0.squared().sum().squareRoot() }
    return (one * other).sum() / max(lengths[0] * lengths[1], 1e-30)
  }
  return cosines.reduce(0, +) / Float(pairs)
}

/// The loss of every step, averaged over some runs.
private func meanLosses(_ runs: [Run]) -> [Float] {
  (0..<(runs.map(\.losses.count).min() ?? 0)).map { step in mean(runs.map { $0.losses[step] }) }
}

/// The mean losses of the runs with each size, over the images seen, of which an epoch has `count`.
func batchesFigure(_ sizes: [Int], _ same: [[Run]], _ scaled: [[Run]], count: Int) -> Figure {
  func line(_ size: Int, _ losses: [Float]) -> (x: [Double], y: [Float]) {
    let (perEpoch, group) = ((count + size - 1) / size, max(1, 320 / size))
    let starts = Array(stride(from: 0, to: losses.count, by: group))
    let ends = starts.map { min($0 + group, losses.count) }
    // The last batch of an epoch may be smaller.
    let seen = ends.map { ($0 - 1) / perEpoch * count + min(count, (($0 - 1) % perEpoch + 1) * size) }
    return (seen.map(Double.init), zip(starts, ends).map { mean(losses[$0..<$1]) })
  }
  let charts = [same, scaled].map { runs in zip(sizes, runs).map { line($0, meanLosses($1)) } }
  let top = charts.joined().flatMap(\.y).max() ?? 0
  return Figure(columns: 2) {
    for (title, lines) in zip(["loss, one rate for all", "loss, rate in proportion"], charts) {
      let isNamed = title == "loss, one rate for all"
      LineChart(
        zip(sizes, lines).map { Series(isNamed ? "batches of \($0)" : "", x: $1.x, y: $1.y) }, title: title,
        xLabel: "images seen", integerX: true, yRange: 0...1.05 * Double(top), width: 300, height: 220)
    }
  }
}

func batchesTable(_ sizes: [Int], _ same: [[Run]], _ scaled: [[Run]], _ agreement: [Float]) -> Table {
  func results(_ runs: [Run]) -> [String] {
    let accuracies = runs.map(\.test.accuracy)
    return [
      fixed(meanLoss(runs)), "\(percent(accuracies.min() ?? 0)) to \(percent(accuracies.max() ?? 0))",
    ]
  }
  return Table(
    columns: [
      "batch", "steps", "agreement", "rate 0.05: loss", "test", "rate in proportion", "loss", "test",
    ],
    rows: sizes.indices.map { index in
      let size = sizes[index]
      return ["\(size)", Numerals.text(same[index][0].losses.count), fixed(agreement[index], 2)]
        + results(same[index]) + ["\(0.05 * Double(size) / 32)"] + results(scaled[index])
    })
}

func speedTable(_ sizes: [Int], _ runs: [[Run]]) -> Table {
  Table(
    columns: ["batch", "images a second in training"],
    rows: zip(sizes, runs).map { ["\($0)", Numerals.text(Int($1[0].imagesPerSecond))] })
}

import Datasets
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// How far the gradients of batches agree, two by two: the mean cosine of the angles between them.
func agreement(of batches: Batches, _ network: Sequential) -> Float {
  func gradient(_ batch: Batch) -> Tensor {
    for parameter in network.parameters { parameter.gradient = nil }
    network.backward(
      batch.images, batch.labels, loss: negativeLogLikelihood)
    return Tensor.concatenated(
      network.parameters.compactMap { $0.gradient?.reshaped(-1) })
  }
  let pairs = min(20, batches.count / 2)
  let cosines = (0..<pairs).map { pair -> Float in
    let one = gradient(batches[2 * pair])
    let other = gradient(batches[2 * pair + 1])
    let lengths = [one, other].map { $0.squared().sum().squareRoot() }
    return (one * other).sum() / max(lengths[0] * lengths[1], 1e-30)
  }
  return cosines.reduce(0, +) / Float(pairs)
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

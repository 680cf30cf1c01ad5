import Datasets
import Learning
import Pages
import TensorCore
import Walkthrough

/// Sixteen convolutions of eight maps, each in a block that adds what it computes to its input.
func residualNetwork(_ seed: UInt64) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(8, kernel: 3, padding: 1)
    for _ in 0..<16 {
      Residual {
        Conv2d(8, kernel: 3, padding: 1)
        ReLU()
      }
    }
    AveragePool2d(4)
    Flatten()
    Linear(10)
  }
}

/// The same without the additions.
private func plainNetwork(_ seed: UInt64) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(8, kernel: 3, padding: 1)
    for _ in 0..<16 {
      Conv2d(8, kernel: 3, padding: 1)
      ReLU()
    }
    AveragePool2d(4)
    Flatten()
    Linear(10)
  }
}

/// How long the gradient is where the first of sixteen blocks begins, as a share of its length where the last one ends, for
/// networks that have not been trained.
func depthTable(_ batch: Batch, seed: UInt64) -> Table {
  func share(_ model: Sequential, layersOfBlock: Int) -> String {
    let outputs = model.outputs(Variable(batch.images))
    let loss = crossEntropy(outputs[outputs.count - 1], batch.labels)
    let lengths = loss.gradients(of: [outputs[0], outputs[16 * layersOfBlock]]).map {
      $0.squared().sum().squareRoot()
    }
    let ratio = lengths[0] / lengths[1]
    return fixed(ratio, ratio < 0.1 ? 7 : 1)
  }
  let starts = (0..<3).map { seed &+ UInt64($0) }
  return Table(
    columns: ["first block / last block", "start 1", "start 2", "start 3"],
    rows: [
      ["sixteen layers, one after the other"] + starts.map { share(plainNetwork($0), layersOfBlock: 2) },
      ["sixteen residual blocks"] + starts.map { share(residualNetwork($0), layersOfBlock: 1) },
    ])
}

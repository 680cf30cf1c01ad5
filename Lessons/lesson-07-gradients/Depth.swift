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
private func plainNetwork(_ seed: UInt64, start: Initialization = .kaimingUniform) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(8, kernel: 3, padding: 1, initialization: start)
    for _ in 0..<16 {
      Conv2d(8, kernel: 3, padding: 1, initialization: start)
      ReLU()
    }
    AveragePool2d(4)
    Flatten()
    Linear(10)
  }
}

/// The start that keeps up the signals of layers with ReLU.
private let he = Initialization.kaimingUniform(slope: 0)

private func length(_ gradient: Tensor) -> Float { gradient.squared().sum().squareRoot() }

/// How long the gradient is at each activation of LeNet's layout before any training, by activation and start; and from
/// three starts, how many times longer at the last activation than at the first.
func arrivalsTable(_ batch: Batch, seed: UInt64) -> Table {
  let networks: [(name: String, network: (UInt64) -> Sequential)] = [
    ("sigmoid, PyTorch's start", { .lenet1998(seed: $0) }),
    ("sigmoid, Xavier's start", { .lenet1998(seed: $0, start: .xavierUniform) }),
    ("ReLU, PyTorch's start", { .lenet1998(seed: $0, activation: ReLU()) }),
    ("ReLU, He's start", { .lenet1998(seed: $0, activation: ReLU(), start: he) }),
  ]
  return Table(
    columns: ["length of the gradient at activation", "1", "2", "3", "4", "4 / 1, three starts"],
    rows: networks.map { name, network in
      let starts = (0..<3).map { start in
        let outputs = network(seed &+ UInt64(start)).layerOutputs(Variable(batch.images))
        let loss = crossEntropy(outputs[11], batch.labels)
        return loss.gradients(of: [1, 4, 8, 10].map { outputs[$0] }).map(length)
      }
      let ratios = starts.map { fixed($0[3] / $0[0], $0[3] < 100 * $0[0] ? 1 : 0) }
      return [name] + starts[0].map { fixed($0, 5) } + [ratios.joined(separator: ", ")]
    })
}

/// How many times as long the gradient is where the first of sixteen blocks begins as where the last one ends, for
/// networks that have not been trained.
func depthTable(_ batch: Batch, seed: UInt64) -> Table {
  func share(_ model: Sequential, layersOfBlock: Int) -> String {
    let outputs = model.layerOutputs(Variable(batch.images))
    let loss = crossEntropy(outputs[outputs.count - 1], batch.labels)
    let lengths = loss.gradients(of: [outputs[0], outputs[16 * layersOfBlock]]).map(length)
    let ratio = lengths[0] / lengths[1]
    return fixed(ratio, ratio < 0.1 ? 7 : 1)
  }
  let starts = (0..<3).map { seed &+ UInt64($0) }
  return Table(
    columns: ["first block / last block", "start 1", "start 2", "start 3"],
    rows: [
      ["sixteen layers, one after the other"] + starts.map { share(plainNetwork($0), layersOfBlock: 2) },
      ["the same with He's start"] + starts.map { share(plainNetwork($0, start: he), layersOfBlock: 2) },
      ["sixteen residual blocks"] + starts.map { share(residualNetwork($0), layersOfBlock: 1) },
    ])
}

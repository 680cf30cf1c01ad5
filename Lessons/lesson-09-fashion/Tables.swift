import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

func fixed(_ value: Float) -> String { fixed(Double(value), decimals: 4) }

func percent(_ share: Float?) -> String { share.map { fixed(100 * Double($0), decimals: 1) + " %" } ?? "" }

/// The numbers as a sum: `320 + 18,496 = 18,816`.
func sum(_ numbers: [Int]) -> String {
  numbers.map { Numerals.text($0) }.joined(separator: " + ") + " = " + Numerals.text(numbers.reduce(0, +))
}

func setTable(_ training: Dataset, _ test: Dataset) -> Table {
  Table(
    columns: ["set", "images", "shape of one"],
    rows: [(training, "to learn from"), (test, "to test with")].map { set, use in
      ["\(set.name), \(use)", Numerals.text(set.count), "\(set.image(0).shape)"]
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "mean loss", "accuracy in training", "test accuracy"],
    rows: history.map {
      ["\($0.epoch)", fixed($0.loss), percent($0.accuracy), percent($0.validation?.accuracy)]
    })
}

func testTable(_ rows: [(name: String, model: Sequential, result: Evaluation)]) -> Table {
  Table(
    columns: ["network", "parameters", "test loss", "test accuracy"],
    rows: rows.map {
      [$0.name, Numerals.text($0.model.parameterCount), fixed($0.result.loss), percent($0.result.accuracy)]
    }
  )
}

func classTable(_ names: [String], _ recall: [Float], _ precision: [Float]) -> Table {
  Table(
    columns: ["class", "found (recall)", "right when said (precision)"],
    rows: names.indices.map { [names[$0], percent(recall[$0]), percent(precision[$0])] })
}

/// The five pairs of classes that were taken for each other most often.
func commonConfusions(_ counts: [[Int]], _ names: [String]) -> Table {
  var pairs: [(count: Int, first: Int, second: Int)] = []
  for first in counts.indices {
    for second in counts.indices where second > first {
      pairs.append((counts[first][second] + counts[second][first], first, second))
    }
  }
  pairs.sort { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }
  return Table(
    columns: ["pair", "first taken for second", "second for first", "both"],
    rows: pairs.prefix(5).map {
      [
        "\(names[$0.first]), \(names[$0.second])", "\(counts[$0.first][$0.second])", "\(counts[$0.second][$0.first])",
        "\($0.count)",
      ]
    })
}

/// What an epoch of training came to, with the images that went forward in it.
struct Epoch {
  let passed: Int
  let accuracy: Float
  let time: Duration
}

func epochCosts(_ once: Epoch, _ twice: Epoch) -> Table {
  Table(
    columns: ["accuracy in training", "images forward", "accuracy"],
    rows: [("in passing", once), ("by a second pass", twice)].map {
      [$0, Numerals.text($1.passed), percent($1.accuracy)]
    })
}

func epochTimes(_ once: Epoch, _ twice: Epoch) -> Table {
  Table(
    columns: ["accuracy in training", "seconds"],
    rows: [("in passing", once), ("by a second pass", twice)].map { [$0, fixed($1.time / .seconds(1), decimals: 2)] })
}

/// The tensors of a file, and what they take up.
func tensorTable(_ entries: [SafeTensors.Entry]) -> Table {
  let bytes = entries.reduce(0) { $0 + 4 * $1.tensor.count }
  return Table(
    columns: ["name", "shape", "bytes"],
    rows: entries.map { ["\($0.name)", "\($0.tensor.shape)", Numerals.text(4 * $0.tensor.count)] }
      + [["all", "", Numerals.text(bytes)]])
}

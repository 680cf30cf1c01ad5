import Datasets
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// Some numbers with those at 0 whose chance is below `p`, and the others divided by 1 − p.
func dropped(_ x: Tensor, _ chance: Tensor, p: Float) -> Tensor {
  var result = x
  for row in 0..<x.shape[0] {
    for column in 0..<x.shape[1] {
      let stays = chance[row, column] >= p
      result[row, column] = stays ? x[row, column] * (1 / (1 - p)) : 0
    }
  }
  return result
}

func meansTable(_ names: [String], _ means: [[Float]]) -> Table {
  Table(
    columns: ["mean of 10,000 masks"] + (1...8).map { "x = \($0)" },
    rows: zip(names, means).map { [$0] + $1.map { fixed($0, 2) } })
}

/// Two steps of training with masks of their own, and the network in use.
func dropoutFigure(_ x: Tensor, _ first: SeededGenerator, _ second: SeededGenerator, rate: Float) -> Figure {
  let ones = Variable(constant: Tensor(shape: x.shape, repeating: 1))
  let masks = [first, second].map { dropout(ones, rate: rate, using: $0).value } + [ones.value]
  return Figure(columns: 5, alignment: .middle) {
    for (name, mask) in zip(["in training", "the next step", "in use"], masks) {
      let isHeld = { (row: Int, column: Int) in mask[row, column] > 0 ? MatrixPanel.Look.shown : .muted }
      MatrixPanel(x, title: name, range: -11...11)
      Sign("×")
      MatrixPanel(mask, title: "mask", range: -4...4, decimals: name == "in use" ? 0 : 2, look: isHeld)
      Sign("=")
      MatrixPanel(
        x * mask, title: "passed on", range: -11...11, decimals: name == "in use" ? 0 : 2, look: isHeld)
    }
  }
}

/// How much of the variance within maps of 12×12 is explained by the mean of the four numbers around each.
func explainedByNeighbours(_ maps: Tensor) -> Float {
  func moved(_ down: Int, _ right: Int) -> Tensor {
    let (rows, columns) = (1 + down..<11 + down, 1 + right..<11 + right)
    return maps[0..., 0..., rows, columns]
  }
  let around = (moved(-1, 0) + moved(1, 0) + moved(0, -1) + moved(0, 1)) / 4
  let miss = (moved(0, 0) - around).squared().mean()
  return 1 - miss / moved(0, 0).variance(axes: 2, 3).mean()
}

/// Some maps as they are, with numbers dropped, and with whole maps dropped; what is dropped has no colour of the scale.
func mapsFigure(_ maps: Tensor, rate: Float, using dice: SeededGenerator) -> Figure {
  let ones = Variable(constant: Tensor.ones(1, maps.shape[1], maps.shape[2], maps.shape[3]))
  let masks = [dropout(ones, rate: rate, using: dice), dropout2d(ones, rate: rate, using: dice)].map(\.value)
  let top = max(maps.maximum() / (1 - rate), 1e-6)
  let grids =
    [("as they are", maps)]
    + zip(["Dropout", "Dropout2d"], masks).map { name, mask in
      // 0 ÷ 0 is not a number.
      ("\(name)(\(rate))", maps * mask / (mask .> 0))
    }
  return Figure(columns: 3) {
    for (title, maps) in grids {
      ImageGrid(
        maps.selecting(0)[0..<16], columns: 4, title: title, colors: .viridis, scale: .range(0...top),
        colorBar: title.hasPrefix("Dropout2d"), side: 48)
    }
  }
}

/// The share of correct answers; with numbers for the masks, while dropout is on.
func accuracy(
  _ model: Sequential, _ set: Dataset,
  dropping dice: ((UInt64) -> SeededGenerator)? = nil
) -> Float {
  var right = 0
  for (index, batch) in set.batches(of: 250).enumerated() {
    let output =
      if let dice {
        model(batch.images, training: dice(UInt64(100 + index)))
      } else {
        model(batch.images)
      }
    let answers = output.value.argmax(axis: 1)
    right += zip(answers, batch.labels).filter { $0 == $1 }.count
  }
  return Float(right) / Float(set.count)
}

func offAndOnTable(
  _ model: Sequential, _ sets: [(String, Dataset)], dropping dice: @escaping (UInt64) -> SeededGenerator
) -> Table {
  Table(
    columns: ["the first 1,000 images", "dropout off", "dropout on"],
    rows: sets.map { name, set in
      [name, percent(accuracy(model, set)), percent(accuracy(model, set, dropping: dice))]
    })
}

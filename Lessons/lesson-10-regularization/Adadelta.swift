import Drawing
import Learning
import Pages
import TensorCore
import Walkthrough

/// Some of the steps, counted from 1, that Adadelta makes for parameters whose gradients stay the same.
func stepsTable(gradients: [Float], rate: Float, rows: [Int]) -> Table {
  let weights = Variable(Tensor.zeros(gradients.count))
  let optimizer = Adadelta([weights], rate: rate)
  let steps = (0..<(rows.last ?? 0)).map { _ in
    let before = weights.value
    weights.gradient = Tensor(gradients)
    optimizer.step()
    return (weights.value - before).elements
  }
  return Table(
    columns: ["step"] + gradients.map { "gradient \($0 < 1 ? "\($0)" : Numerals.text(Int($0)))" },
    rows: rows.map { row in ["\(row)"] + steps[row - 1].map { fixed($0, 5) } })
}

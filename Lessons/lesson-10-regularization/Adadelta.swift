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

/// How far three optimisers move a weight whose gradient is 1 in every step, and one where it is 1 in every tenth step
/// alone.
func sparseTable(steps: Int) -> Table {
  let optimizers: [(name: String, optimizer: ([Variable]) -> any Optimizer)] = [
    ("SGD, rate 0.1", { SGD($0, rate: 0.1) }), ("Adam, rate 0.001", { Adam($0, rate: 0.001) }),
    ("Adadelta, rate 0.5", { Adadelta($0, rate: 0.5) }),
  ]
  return Table(
    columns: ["after \(Numerals.text(steps)) steps", "gradient in every step", "in every tenth", "times as far"],
    rows: optimizers.map { name, optimizer in
      let weights = Variable(Tensor.zeros(2))
      let chosen = optimizer([weights])
      for step in 1...steps {
        weights.gradient = Tensor([1, step % 10 == 0 ? 1 : 0])
        chosen.step()
      }
      let way = weights.value.elements
      return [name, fixed(way[0], 2), fixed(way[1], 2), fixed(way[0] / way[1], 1)]
    })
}

import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// The steps that Adadelta makes for one parameter whose gradients are known.
func adadelta(_ gradients: [Float], rate: Float = 0.5) -> [Float] {
  let (rho, epsilon): (Float, Float) = (0.9, 1e-6)
  var squares: Float = 0
  var squaredSteps: Float = 0
  return gradients.map { gradient in
    squares = rho * squares + (1 - rho) * gradient * gradient
    let ratio = (squaredSteps + epsilon) / (squares + epsilon)
    let step = ratio.squareRoot() * gradient
    squaredSteps = rho * squaredSteps + (1 - rho) * step * step
    return -rate * step
  }
}

/// Some of the steps for each gradient, counted from 1.
func stepsTable(_ gradients: [Float], _ steps: [[Float]], rows: [Int]) -> Table {
  Table(
    columns: ["step"] + gradients.map { "gradient \($0 < 1 ? "\($0)" : Numerals.text(Int($0)))" },
    rows: rows.map { step in ["\(step)"] + steps.map { fixed($0[step - 1], 5) } })
}

/// How far the library's Adadelta is from steps of a constant gradient.
func librarySteps(gradient: Float, count: Int, like steps: [Float]) -> String {
  let weight = Variable(Tensor([0]))
  let optimizer = Adadelta([weight], rate: 0.5)
  var largest: Float = 0
  for step in steps.prefix(count) {
    let before = weight.value.item
    weight.gradient = Tensor([gradient])
    optimizer.step()
    largest = max(largest, abs(weight.value.item - before - step))
  }
  return "\(count) steps, each within 0.00001: \(largest < 1e-5)"
}

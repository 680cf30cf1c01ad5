import Checking
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// The derivative of an operation by one of its operands, from finite differences.
func numericalGradient(
  _ check: Case, of operand: Int, upstream: Tensor
) -> Tensor {
  let inputs = check.inputs
  var slopes: [Float] = []
  for place in 0..<inputs[operand].count {
    let results = [Float(0.01), -0.01].map { step in
      var moved = inputs
      var flat = moved[operand].reshaped(-1)
      flat[place] += step
      moved[operand] = flat.reshaped(inputs[operand].shape)
      return check.operation(moved.map { Variable($0) }).value
    }
    slopes.append(((results[0] - results[1]) * upstream).sum() / 0.02)
  }
  return Tensor(slopes).reshaped(inputs[operand].shape)
}

/// The derivatives of some operations beside finite differences: a row for each operation, with the largest difference
/// among all numbers of all its operands, and a verdict.
func checked(_ cases: [Case]) -> Table {
  Table(
    columns: ["operation", "derivative with respect to", "largest difference", "verdict"],
    rows: cases.map { check in
      let variables = check.inputs.map { Variable($0) }
      let result = check.operation(variables)
      let upstream = unequal(result.shape)
      let derivatives = result.gradients(of: variables, upstream: upstream)
      let differences = derivatives.enumerated().map { operand, derivative in
        (derivative - numericalGradient(check, of: operand, upstream: upstream)).abs().maximum()
      }
      let largest = differences.max() ?? 0
      return [
        check.name, check.operands.joined(separator: ", "), fixed(largest, 5),
        largest < 0.001 ? "correct" : "WRONG",
      ]
    })
}

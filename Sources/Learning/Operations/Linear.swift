import Kernels
import System
import TensorCore

/// Each row of `x` times the transposed weight, plus the bias: `y[b, o] = bias[o] + Σ x[b, i] · weight[o, i]`.
///
/// - Parameters:
///   - x: `(B, inputs)`.
///   - weight: `(outputs, inputs)`.
///   - bias: `(outputs)`; none means zeros.
/// - Returns: `(B, outputs)`.
///
/// The gradients are `g · weight` for x, `gᵀ · x` for the weight and the sum of the rows of g for the bias. Stops if the
/// shapes do not fit.
public func linear(_ x: Variable, weight: Variable, bias: Variable? = nil) -> Variable {
  let (input, matrix) = (x.value, weight.value)
  require(
    input.rank == 2 && matrix.rank == 2 && input.shape[1] == matrix.shape[1],
    "linear: x must be (B, inputs) and the weight (outputs, inputs) with as many inputs (x \(input.shape), weight "
      + "\(matrix.shape))")
  if let bias {
    require(
      bias.shape == [matrix.shape[0]],
      "linear: the bias has shape \(bias.shape); it must have one value for each of the \(matrix.shape[0]) outputs")
  }
  let y = product(input, matrix, bias?.value)
  var paths = [
    Variable.Path(operand: x) { .numbers(matmul($0, matrix)) },
    Variable.Path(operand: weight) { .product(left: $0, right: input) },
  ]
  if let bias { paths.append(Variable.Path(operand: bias) { .numbers($0.sum(axes: 0)) }) }
  return Variable(y, paths: paths)
}

/// `x · weightᵀ + bias`: both matrices are read along their rows, as they lie; of many outputs each thread takes some.
private func product(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
  let (batch, inputs, outputs) = (x.shape[0], x.shape[1], weight.shape[0])
  let start = bias?.elements ?? [Float](repeating: 0, count: outputs)
  return x.withUnsafeElements { rows in
    weight.withUnsafeElements { weights in
      Tensor(shape: [batch, outputs]) { result in
        guard let result = result.baseAddress else { return }
        for row in 0..<batch { (result + row * outputs).update(from: start, count: outputs) }
        guard let rows = rows.baseAddress, let weights = weights.baseAddress else { return }
        let pointers = SharedMemory((rows, weights, result)), offsets = (0..<batch).map { $0 * inputs }
        Threads.forEachPart(of: outputs, length: 32, work: batch * inputs * outputs) { part in
          let (rows, weights, result) = pointers.value
          let first = part.lowerBound
          DotProducts.accumulate(
            left: weights + first * inputs, leftStride: inputs, rows: part.count, right: rows,
            offsets: offsets, columns: batch, count: inputs, into: result + first, sumStride: outputs)
        }
      }
    }
  }
}

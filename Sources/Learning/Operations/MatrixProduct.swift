import System
import TensorCore

/// The matrix product `(m, k) · (k, n) = (m, n)`; each gradient is the upstream one times the other matrix, transposed.
/// Stops unless both are matrices whose sizes fit.
public func matmul(_ left: Variable, _ right: Variable) -> Variable {
  let (a, b) = (left.value, right.value)
  require(
    a.rank == 2 && b.rank == 2,
    "matmul: both variables must be matrices (shapes \(a.shape) and \(b.shape))")
  return Variable(
    matmul(a, b),
    from: (left, { matmul($0, b.transposed()) }),
    (right, { matmul(a.transposed(), $0) }))
}

import TensorCore

/// The matrix product `(m, k) · (k, n) = (m, n)`; leading axes are batches, with broadcasting: `(b, m, k) · (k, n)` is
/// `(b, m, n)`. Each gradient is the upstream one times the other matrix, transposed. Stops unless the sizes fit.
public func matmul(_ left: Variable, _ right: Variable) -> Variable {
  let (a, b) = (left.value, right.value)
  return Variable(
    matmul(a, b),
    from: (left, { matmul($0, b.transposed()).summed(to: a.shape) }),
    (right, { matmul(a.transposed(), $0).summed(to: b.shape) }))
}

import Kernels

/// The matrix product `(m, k) · (k, n) = (m, n)`: element `(i, j)` is the dot product of row `i` of `a` and column `j`
/// of `b`. Leading axes must be equal and are batches: `(b, m, k) · (b, k, n) = (b, m, n)`; a matrix may stand for all.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
  require(
    a.rank >= 2 && b.rank >= 2,
    "matmul: both sides need rows and columns (shapes \(a.shape) and \(b.shape))")
  let rows = a.shape[a.rank - 2], shared = a.shape[a.rank - 1], columns = b.shape[b.rank - 1]
  require(
    shared == b.shape[b.rank - 2],
    "matmul: the left side has \(shared) columns and the right \(b.shape[b.rank - 2]) rows; they must be equal "
      + "(shapes \(a.shape) and \(b.shape))")
  let batch = Tensor.broadcastShape(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)), "matmul")
  if batch.isEmpty { return matrixProduct(a, b, rows: rows, shared: shared, columns: columns) }
  let lefts = a.broadcast(to: batch + [rows, shared]).reshaped(-1, rows, shared)
  let rights = b.broadcast(to: batch + [shared, columns]).reshaped(-1, shared, columns)
  let products = (0..<lefts.shape[0]).map {
    matrixProduct(lefts.selecting($0), rights.selecting($0), rows: rows, shared: shared, columns: columns)
  }
  return Tensor.stacked(products).reshaped(batch + [rows, columns])
}

private func matrixProduct(_ a: Tensor, _ b: Tensor, rows: Int, shared: Int, columns: Int) -> Tensor {
  guard rows * columns * shared > 0 else { return Tensor(shape: [rows, columns], repeating: 0) }
  return a.withUnsafeElements { left in
    b.withUnsafeElements { right in
      Tensor(shape: [rows, columns]) { output in
        let panels = MatrixProduct.Panels(right.baseAddress!, shared: shared, columns: columns)
        let left = Unchecked(left.baseAddress!), output = Unchecked(output.baseAddress!)
        let piece = 96
        Threads.forEach(pieces: (rows + piece - 1) / piece, work: rows * shared * columns) { index in
          let start = index * piece
          MatrixProduct.multiply(
            left.value + start * shared, rows: min(piece, rows - start), panels,
            into: output.value + start * columns)
        }
      }
    }
  }
}

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
  let count = Tensor.count(of: batch)
  guard count > 0 else { return Tensor(shape: batch + [rows, columns], repeating: 0) }
  let lefts = a.broadcast(to: batch + [rows, shared]).reshaped(count, rows, shared)
  let rights = b.broadcast(to: batch + [shared, columns]).reshaped(count, shared, columns)
  let products = (0..<count).map {
    matrixProduct(lefts.selecting($0), rights.selecting($0), rows: rows, shared: shared, columns: columns)
  }
  return Tensor.stacked(products).reshaped(batch + [rows, columns])
}

/// One product: the left side is packed, and the right where that pays; then pieces of 16 groups of rows by 4 panels of
/// columns are computed, each by one thread.
private func matrixProduct(_ a: Tensor, _ b: Tensor, rows: Int, shared: Int, columns: Int) -> Tensor {
  guard rows * columns * shared > 0 else { return Tensor(shape: [rows, columns], repeating: 0) }
  let product = MatrixProduct(rows: rows, shared: shared, columns: columns)
  let work = rows * shared * columns
  let left = Tensor(shape: [product.packedLeftCount]) { packed in
    let pointers = Unchecked((a.storage.base + a.offset, packed.baseAddress!))
    forEachPart(of: product.groups, size: 16, work: 8 * a.count) {
      product.pack(
        left: pointers.value.0, rowStride: a.strides[0], columnStride: a.strides[1], groups: $0,
        into: pointers.value.1)
    }
  }
  let right = product.packsRight ? packedRight(b, product) : b
  return left.withUnsafeElements { left in
    right.withUnsafeElements { right in
      Tensor(shape: [rows, columns]) { output in
        let pointers = Unchecked((left.baseAddress!, right.baseAddress!, output.baseAddress!))
        let columnPieces = (product.panels + 3) / 4
        let rowPieces = (product.groups + 15) / 16
        Threads.forEach(pieces: rowPieces * columnPieces, work: work) { piece in
          let (left, right, output) = pointers.value
          let (group, panel) = (piece / columnPieces * 16, piece % columnPieces * 4)
          product.multiply(
            packedLeft: left, right: right, groups: group..<min(product.groups, group + 16),
            panels: panel..<min(product.panels, panel + 4), into: output)
        }
      }
    }
  }
}

/// The right side `(k, n)` in panels, as the tiles read it.
private func packedRight(_ right: Tensor, _ product: MatrixProduct) -> Tensor {
  Tensor(shape: [product.packedRightCount]) { packed in
    right.withUnsafeElements {
      let pointers = Unchecked(($0.baseAddress!, packed.baseAddress!))
      forEachPart(of: product.panels, size: 8, work: 8 * right.count) {
        product.pack(right: pointers.value.0, panels: $0, into: pointers.value.1)
      }
    }
  }
}

private func forEachPart(of count: Int, size: Int, work: Int, _ body: @Sendable (Range<Int>) -> Void) {
  Threads.forEach(pieces: (count + size - 1) / size, work: work) { piece in
    body(piece * size..<min(count, (piece + 1) * size))
  }
}

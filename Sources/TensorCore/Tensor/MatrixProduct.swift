import Kernels
import System

/// The matrix product `(m, k) · (k, n) = (m, n)`: element `(i, j)` is the dot product of row `i` of `a` and column `j`
/// of `b`. Leading axes are batches, with broadcasting: `(b, m, k) · (b, k, n) = (b, m, n)`; a matrix may stand for all.
/// Stops unless the sizes fit.
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
  if min(count, rows, shared, columns) == 0 { return Tensor(shape: batch + [rows, columns], repeating: 0) }
  let lefts = a.broadcast(to: batch + [rows, shared]).reshaped(count, rows, shared)
  let rights = b.broadcast(to: batch + [shared, columns]).reshaped(count, shared, columns)
  let products = (0..<count).map {
    matrixProduct(lefts.selecting($0), rights.selecting($0), rows: rows, shared: shared, columns: columns)
  }
  return Tensor.stacked(products).reshaped(batch + [rows, columns])
}

/// One product: the left side is packed group by group; then the result is computed in pieces, row upon row of them, so
/// that a thread's pieces are neighbours in memory. Each group and each piece is one thread's.
@inline(never)
private func matrixProduct(_ a: Tensor, _ b: Tensor, rows: Int, shared: Int, columns: Int) -> Tensor {
  if min(rows, shared, columns) == 0 { return Tensor(shape: [rows, columns], repeating: 0) }
  guard let product = MatrixProduct(rows: rows, shared: shared, columns: columns) else {
    stop("matmul: matrices of shapes \(a.shape) and \(b.shape) have more elements than memory has addresses")
  }
  let left = Tensor(shape: [product.packedLeftCount]) { packed in
    withExtendedLifetime(a.storage) {
      let memory = SharedMemory((a.storage.base + a.offset, packed))
      Threads.forEach(pieces: product.groups, work: 16 * product.packedLeftCount) { group in
        product.pack(
          left: memory.value.0, rowStride: a.strides[0], columnStride: a.strides[1], group: group,
          into: memory.value.1)
      }
    }
  }
  return left.withUnsafeElements { left in
    b.withUnsafeElements { right in
      Tensor(shape: [rows, columns]) { output in
        let memory = SharedMemory((left, right, output))
        // A panel that is packed should meet many rows.
        let height = product.packsRight ? (product.panels < 8 ? 16 : 128) : 8, width = product.panelsAtOnce
        let piecesBelow = (product.groups + height - 1) / height, piecesAcross = (product.panels + width - 1) / width
        Threads.forEach(pieces: piecesBelow * piecesAcross, work: product.multiplyAdds) { piece in
          let (left, right, output) = memory.value
          let (group, panel) = (piece / piecesAcross * height, piece % piecesAcross * width)
          product.multiply(
            packedLeft: left, right: right, groups: group..<min(product.groups, group + height),
            panels: panel..<min(product.panels, panel + width), into: output)
        }
      }
    }
  }
}

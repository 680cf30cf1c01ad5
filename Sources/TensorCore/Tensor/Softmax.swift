import Kernels
import System

extension Tensor {
  /// e^x over the sum of e^x along an axis: numbers between 0 and 1 that add up to 1. PyTorch: `softmax`.
  public func softmax(axis: Int = -1) -> Tensor {
    rowByRow(axis, "softmax") { x, _, count, y in SoftmaxRow.softmax(x, count: count, into: y) }
  }

  /// The logarithm of `softmax`, computed without taking the logarithm of a number that may have become 0:
  /// `x − ln Σ eˣ` along an axis. PyTorch: `log_softmax`.
  public func logSoftmax(axis: Int = -1) -> Tensor {
    rowByRow(axis, "logSoftmax") { x, _, count, y in SoftmaxRow.logSoftmax(x, count: count, into: y) }
  }

  /// A tensor of this shape, each row along `axis` filled by `fill` from the same row of this one and of `other`, which has
  /// this shape too.
  package func rowByRow(
    _ axis: Int, _ name: StaticString, with other: Tensor? = nil,
    _ fill:
      @Sendable (
        _ row: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ count: Int,
        _ result: UnsafeMutablePointer<Float>
      ) -> Void
  ) -> Tensor {
    require(rank >= 1, "\(name): a single number has no axis to go along")
    let axis = resolved(axis: axis, name)
    if axis < rank - 1 {
      var order = Array(shape.indices)
      order.swapAt(axis, rank - 1)
      return permuted(order).rowByRow(-1, name, with: other?.permuted(order), fill).permuted(order)
    }
    let length = shape[rank - 1]
    return withUnsafeElements { elements in
      (other ?? self).withUnsafeElements { others in
        Tensor(shape: shape) { results in
          guard let row = elements.baseAddress, let other = others.baseAddress, let result = results.baseAddress,
            length > 0
          else { return }
          let memory = SharedMemory((row, other, result))
          // Some forty multiply-adds for each power of e, of which all but very long rows take one for each element.
          Threads.forEachPart(of: results.count / length, length: max(1, 8192 / length), work: 40 * results.count) {
            rows in
            let (row, other, result) = memory.value
            for start in rows.lazy.map({ $0 * length }) { fill(row + start, other + start, length, result + start) }
          }
        }
      }
    }
  }
}

/// e^x over the sum of e^x along an axis: numbers between 0 and 1 that add up to 1. Stops for a single number.
public func softmax(_ x: Tensor, axis: Int = -1) -> Tensor { x.softmax(axis: axis) }

/// The logarithm of `softmax`: `x − ln Σ eˣ` along an axis. Stops for a single number.
public func logSoftmax(_ x: Tensor, axis: Int = -1) -> Tensor { x.logSoftmax(axis: axis) }

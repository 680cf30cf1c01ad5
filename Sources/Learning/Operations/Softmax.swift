import Kernels
import System
import TensorCore

/// e^x over the sum of e^x along the last axis: numbers between 0 and 1 that add up to 1.
///
/// The gradient is `y · (g − Σ g · y)`: whatever raises one share lowers the others. Stops for a single number.
public func softmax(_ x: Variable) -> Variable {
  let y = x.value.rowByRow("softmax") { x, _, count, y in SoftmaxRow.softmax(x, count: count, into: y) }
  return Variable(y, from: (x, { y.rowByRow("softmax", with: $0, SoftmaxRow.softmaxGradient) }))
}

/// The logarithm of `softmax`, computed without taking the logarithm of a number that may have become 0:
/// `x − ln Σ eˣ` along the last axis.
///
/// The gradient is `g − eʸ · Σ g`. Stops for a single number.
public func logSoftmax(_ x: Variable) -> Variable {
  let y = x.value.rowByRow("logSoftmax") { x, _, count, y in SoftmaxRow.logSoftmax(x, count: count, into: y) }
  return Variable(y, from: (x, { y.rowByRow("logSoftmax", with: $0, SoftmaxRow.logSoftmaxGradient) }))
}

extension Tensor {
  /// A tensor of this shape, each row along the last axis filled by `fill` from the same row of this one and of `other`,
  /// which has this shape too.
  fileprivate func rowByRow(
    _ name: StaticString, with other: Tensor? = nil,
    _ fill: (
      _ row: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ count: Int, _ result: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor {
    require(rank >= 1, "\(name): a single number has no axis to go along")
    let length = shape[rank - 1]
    return withUnsafeElements { elements in
      (other ?? self).withUnsafeElements { others in
        Tensor(shape: shape) { results in
          guard let row = elements.baseAddress, let other = others.baseAddress, let result = results.baseAddress,
            length > 0
          else { return }
          for start in stride(from: 0, to: results.count, by: length) {
            fill(row + start, other + start, length, result + start)
          }
        }
      }
    }
  }
}

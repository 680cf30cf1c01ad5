import Kernels
import TensorCore

/// e^x over the sum of e^x along the last axis: numbers between 0 and 1 that add up to 1.
///
/// The gradient is `y · (g − Σ g · y)`: whatever raises one share lowers the others. Stops for a single number.
public func softmax(_ x: Variable) -> Variable {
  let y = x.value.rowByRow("softmax") { row, result in
    let (largest, logSum) = sumOfPowers(row)
    for index in row.indices { result[index] = Float(Elementary.exp(Double(row[index]) - largest - logSum)) }
  }
  return Variable(
    y,
    from: (
      x,
      { upstream in
        y.rowByRow("softmax", with: upstream) { y, g, result in
          var product = 0.0
          for index in y.indices { product += Double(g[index]) * Double(y[index]) }
          for index in y.indices { result[index] = Float(Double(y[index]) * (Double(g[index]) - product)) }
        }
      }
    ))
}

/// The logarithm of `softmax`, computed without taking the logarithm of a number that may have become 0:
/// `x − ln Σ eˣ` along the last axis.
///
/// The gradient is `g − eʸ · Σ g`. Stops for a single number.
public func logSoftmax(_ x: Variable) -> Variable {
  let y = x.value.rowByRow("logSoftmax") { row, result in
    let (largest, logSum) = sumOfPowers(row)
    for index in row.indices { result[index] = Float(Double(row[index]) - largest - logSum) }
  }
  return Variable(
    y,
    from: (
      x,
      { upstream in
        y.rowByRow("logSoftmax", with: upstream) { y, g, result in
          var total = 0.0
          for value in g { total += Double(value) }
          for index in y.indices {
            result[index] = Float(Double(g[index]) - Elementary.exp(Double(y[index])) * total)
          }
        }
      }
    ))
}

/// The largest element, and ln Σ eˣ once that is taken out of each x, so that no power overflows. Added up they are
/// ln Σ eˣ; apart, the second keeps its digits however large the first is.
private func sumOfPowers(_ row: UnsafeBufferPointer<Float>) -> (largest: Double, logSum: Double) {
  var largest = -Float.infinity
  for value in row where value > largest || value.isNaN { largest = value }
  var sum = 0.0
  for value in row { sum += Elementary.exp(Double(value) - Double(largest)) }
  return (Double(largest), Elementary.log(sum))
}

extension Tensor {
  /// A tensor of this shape, each row along the last axis filled by `fill` from the same row of this one.
  fileprivate func rowByRow(
    _ name: StaticString, _ fill: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    rowByRow(name, with: self) { row, _, result in fill(row, result) }
  }

  /// The same with the rows of another tensor of this shape beside them.
  fileprivate func rowByRow(
    _ name: StaticString, with other: Tensor,
    _ fill: (UnsafeBufferPointer<Float>, UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    require(rank >= 1, "\(name): a single number has no axis to go along")
    let length = shape[rank - 1]
    return withUnsafeElements { elements in
      other.withUnsafeElements { others in
        Tensor(shape: shape) { results in
          guard length > 0 else { return }
          for start in stride(from: 0, to: results.count, by: length) {
            let range = start..<start + length
            fill(
              UnsafeBufferPointer(rebasing: elements[range]), UnsafeBufferPointer(rebasing: others[range]),
              UnsafeMutableBufferPointer(rebasing: results[range]))
          }
        }
      }
    }
  }
}

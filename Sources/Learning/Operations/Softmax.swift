import Kernels
import TensorCore

/// e^x over the sum of e^x along an axis: numbers between 0 and 1 that add up to 1.
///
/// The gradient is `y · (g − Σ g · y)`: whatever raises one share lowers the others. Stops for a single number.
public func softmax(_ x: Variable, axis: Int = -1) -> Variable {
  let y = x.value.softmax(axis: axis)
  return Variable(y, from: (x, { y.rowByRow(axis, "softmax", with: $0, SoftmaxRow.softmaxGradient) }))
}

/// The logarithm of `softmax`, computed without taking the logarithm of a number that may have become 0:
/// `x − ln Σ eˣ` along an axis.
///
/// The gradient is `g − eʸ · Σ g`. Stops for a single number.
public func logSoftmax(_ x: Variable, axis: Int = -1) -> Variable {
  let y = x.value.logSoftmax(axis: axis)
  return Variable(y, from: (x, { y.rowByRow(axis, "logSoftmax", with: $0, SoftmaxRow.logSoftmaxGradient) }))
}

extension Variable {
  /// Shares along an axis that add up to 1, with the derivative of `softmax`.
  public func softmax(axis: Int = -1) -> Variable { Learning.softmax(self, axis: axis) }
  /// The logarithms of these shares, with the derivative of `logSoftmax`.
  public func logSoftmax(axis: Int = -1) -> Variable { Learning.logSoftmax(self, axis: axis) }
}

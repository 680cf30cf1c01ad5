import TensorCore

extension Variable {
  /// Element by element, with broadcasting; each operand's gradient is the upstream one.
  public static func + (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.value, right.value)
    return Variable(
      a + b,
      from: (left, { $0.summed(to: a.shape) }),
      (right, { $0.summed(to: b.shape) }))
  }

  /// Element by element, with broadcasting.
  public static func - (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.value, right.value)
    return Variable(
      a - b,
      from: (left, { $0.summed(to: a.shape) }),
      (right, { (-$0).summed(to: b.shape) }))
  }

  /// Element by element, with broadcasting: ∂(a · b) = b · ∂a + a · ∂b.
  public static func * (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.value, right.value)
    return Variable(
      a * b,
      from: (left, { ($0 * b).summed(to: a.shape) }),
      (right, { ($0 * a).summed(to: b.shape) }))
  }

  /// Element by element, with broadcasting: ∂(a / b) = ∂a / b − (a / b) / b · ∂b. The square of b could be too small or too
  /// large for a float.
  public static func / (left: Variable, right: Variable) -> Variable {
    let (a, b) = (left.value, right.value), quotient = a / b
    return Variable(
      quotient,
      from: (left, { ($0 / b).summed(to: a.shape) }),
      (right, { (-$0 * (quotient / b)).summed(to: b.shape) }))
  }

  /// Every element with its sign changed.
  public static prefix func - (x: Variable) -> Variable { Variable(-x.value, from: (x, { -$0 })) }

  /// The number added to every element.
  public static func + (x: Variable, number: Float) -> Variable { Variable(x.value + number, from: (x, { $0 })) }

  /// The number subtracted from every element.
  public static func - (x: Variable, number: Float) -> Variable { Variable(x.value - number, from: (x, { $0 })) }

  /// Every element added to the number.
  public static func + (number: Float, x: Variable) -> Variable { x + number }

  /// Every element subtracted from the number.
  public static func - (number: Float, x: Variable) -> Variable { Variable(number - x.value, from: (x, { -$0 })) }

  /// Every element times the number.
  public static func * (x: Variable, number: Float) -> Variable {
    Variable(x.value * number, from: (x, { $0 * number }))
  }

  /// Every element times the number.
  public static func * (number: Float, x: Variable) -> Variable { x * number }

  /// Every element divided by the number.
  public static func / (x: Variable, number: Float) -> Variable {
    Variable(x.value / number, from: (x, { $0 / number }))
  }

  /// The number divided by every element: the derivative is −(n / x) / x.
  public static func / (number: Float, x: Variable) -> Variable {
    let value = x.value, quotient = number / value
    return Variable(quotient, from: (x, { -$0 * (quotient / value) }))
  }

  /// The variable becomes the sum; what it was before stays as it was.
  public static func += (left: inout Variable, right: Variable) { left = left + right }
  /// The variable becomes the difference.
  public static func -= (left: inout Variable, right: Variable) { left = left - right }
  /// The variable becomes the product.
  public static func *= (left: inout Variable, right: Variable) { left = left * right }
  /// The variable becomes the quotient.
  public static func /= (left: inout Variable, right: Variable) { left = left / right }
  /// The variable becomes the sum.
  public static func += (left: inout Variable, number: Float) { left = left + number }
  /// The variable becomes the difference.
  public static func -= (left: inout Variable, number: Float) { left = left - number }
  /// The variable becomes the product.
  public static func *= (left: inout Variable, number: Float) { left = left * number }
  /// The variable becomes the quotient.
  public static func /= (left: inout Variable, number: Float) { left = left / number }

  /// Every element times itself: the derivative is 2x.
  public func squared() -> Variable {
    let x = value
    return Variable(x.squared(), from: (self, { $0 * x * 2 }))
  }
}

extension Tensor {
  /// The reverse of broadcasting: sums over the axes along which a tensor of `shape` was repeated.
  func summed(to shape: [Int]) -> Tensor {
    var result = self
    while result.rank > shape.count { result = result.sum(axes: 0) }
    for axis in shape.indices where shape[axis] == 1 && result.shape[axis] != 1 {
      result = result.sum(axes: axis, keepingAxes: true)
    }
    return result
  }
}

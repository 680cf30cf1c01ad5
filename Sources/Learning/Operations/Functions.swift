import TensorCore

extension Variable {
  /// eˣ of each element: the derivative is the result itself.
  public func exp() -> Variable {
    let y = value.exp()
    return Variable(y, from: (self, { $0 * y }))
  }

  /// The natural logarithm of each element: the derivative is 1 / x.
  public func log() -> Variable {
    let x = value
    return Variable(x.log(), from: (self, { $0 / x }))
  }

  /// The square root y of each element: the derivative is 1 / 2y, which is infinite at 0.
  public func sqrt() -> Variable {
    let y = value.sqrt()
    return Variable(y, from: (self, { $0 / (2 * y) }))
  }

  /// Each element to the power of `exponent`: the derivative is `exponent · x` to the power of `exponent − 1`.
  public func pow(_ exponent: Float) -> Variable {
    let x = value
    return Variable(
      x.pow(exponent),
      from: (self, { exponent == 0 ? Tensor.zeros(x.shape) : $0 * (exponent * x.pow(exponent - 1)) }))
  }

  /// Each element to the power of the exponent y in its place, with broadcasting: the derivative is y · x to the power of
  /// y − 1, and by the exponent the result times ln x, which is 0 for a power of 0 from the exponent 0 on.
  public func pow(_ exponents: Variable) -> Variable {
    let (x, y) = (value, exponents.value), result = x.pow(y)
    return Variable(
      result,
      from: (self, { Tensor.where(y .== 0, 0, $0 * (y * x.pow(y - 1))).summed(to: x.shape) }),
      (exponents, { ($0 * Tensor.where((x .== 0) * (y .>= 0), 0, result * x.log())).summed(to: y.shape) }))
  }

  /// The magnitude of each element: the derivative is the element's sign, and 0 at 0 and NaN.
  public func abs() -> Variable {
    let x = value
    return Variable(x.abs(), from: (self, { $0 * x.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }))
  }

  /// Each element, or `lowest` where it is smaller and `highest` where it is larger: the gradient passes where the element
  /// lies between both, and not at either.
  public func clamp(_ lowest: Float, _ highest: Float) -> Variable {
    let x = value
    return Variable(
      x.clamp(lowest, highest), from: (self, { .where((x .> lowest) * (x .< highest), $0, 0) }))
  }

  /// Each element, moved to the nearest end of `range` where it lies outside, as by `clamp`.
  public func clamped(to range: ClosedRange<Float>) -> Variable { clamp(range.lowerBound, range.upperBound) }

  /// The same numbers as a constant, at which derivatives end. PyTorch: `detach`.
  public func detached() -> Variable { Variable(constant: value) }
}

import Kernels

extension Tensor {
  /// `function` of each element.
  @inline(__always)
  public func map(_ function: (Float) -> Float) -> Tensor {
    withUnsafeElements { source in
      Tensor(shape: shape) { target in
        for index in 0..<target.count { target[index] = function(source[index]) }
      }
    }
  }

  /// eˣ of each element.
  public func exp() -> Tensor { through(Pointwise.exp) }
  /// The natural logarithm of each element: −infinity at 0, NaN below.
  public func log() -> Tensor { through(Pointwise.log) }
  /// The hyperbolic tangent of each element.
  public func tanh() -> Tensor { through(Pointwise.tanh) }
  /// 1 / (1 + e⁻ˣ) of each element.
  public func sigmoid() -> Tensor { through(Pointwise.sigmoid) }
  /// Each element, or 0 where it is negative. NaN stays.
  public func relu() -> Tensor { through(Pointwise.relu) }
  /// The square root of each element; NaN where it is negative.
  public func sqrt() -> Tensor { map { $0.squareRoot() } }
  /// The magnitude of each element.
  public func abs() -> Tensor { map { Swift.abs($0) } }
  /// Each element times itself.
  public func squared() -> Tensor { map { $0 * $0 } }
  /// Each element, moved to the nearest end of `range` where it lies outside.
  public func clamped(to range: ClosedRange<Float>) -> Tensor {
    map { $0 < range.lowerBound ? range.lowerBound : $0 > range.upperBound ? range.upperBound : $0 }
  }

  private func through(
    _ kernel: (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void
  ) -> Tensor {
    withUnsafeElements { source in
      Tensor(shape: shape) { target in
        if count > 0 { kernel(source.baseAddress!, count, target.baseAddress!) }
      }
    }
  }
}

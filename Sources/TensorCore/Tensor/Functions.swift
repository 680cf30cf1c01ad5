import Kernels
import System

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
  public func exp() -> Tensor { through(Pointwise.exp, work: 40) }
  /// The natural logarithm of each element: −infinity at 0, NaN below.
  public func log() -> Tensor { through(Pointwise.log, work: 40) }
  /// The hyperbolic tangent of each element.
  public func tanh() -> Tensor { through(Pointwise.tanh, work: 60) }
  /// 1 / (1 + e⁻ˣ) of each element.
  public func sigmoid() -> Tensor { through(Pointwise.sigmoid, work: 60) }
  /// Each element, or 0 where it is negative. NaN stays.
  public func relu() -> Tensor { through(Pointwise.relu, work: 1) }
  /// The square root of each element; NaN where it is negative.
  public func sqrt() -> Tensor { map { $0.squareRoot() } }
  /// The magnitude of each element.
  public func abs() -> Tensor { map { Swift.abs($0) } }
  /// Each element times itself.
  public func squared() -> Tensor { map { $0 * $0 } }
  /// Each element to the power of `exponent`, with the special cases of IEEE 754: NaN where a negative, finite element has an
  /// exponent that is not whole. To the power of 0.5 it is the square root, of −0.5 one over it, which differ at −0 and
  /// −infinity. PyTorch: `pow`.
  public func pow(_ exponent: Float) -> Tensor {
    if exponent.magnitude == 0.5 { return exponent > 0 ? sqrt() : 1 / sqrt() }
    return withUnsafeElements { source in
      Tensor(shape: shape) { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        withUnsafePointer(to: exponent) {
          Pointwise.pow(source, $0, hasOneExponent: true, count: count, into: target)
        }
      }
    }
  }
  /// Each element to the power of the exponent in its place, with broadcasting. PyTorch: `pow`.
  public func pow(_ exponents: Tensor) -> Tensor {
    let shape = Tensor.broadcastShape(shape, exponents.shape, "pow")
    return broadcast(to: shape).withUnsafeElements { bases in
      exponents.broadcast(to: shape).withUnsafeElements { exponents in
        Tensor(shape: shape) { target in
          guard let bases = bases.baseAddress, let exponents = exponents.baseAddress, target.count > 0 else { return }
          Pointwise.pow(
            bases, exponents, hasOneExponent: false, count: target.count, into: target.baseAddress!)
        }
      }
    }
  }
  /// Each element, moved to the nearest end of `range` where it lies outside. NaN stays. PyTorch: `clamp`.
  public func clamped(to range: ClosedRange<Float>) -> Tensor { clamp(range.lowerBound, range.upperBound) }
  /// Each element, or `lowest` where it is smaller and `highest` where it is larger; either may be infinite. NaN stays.
  /// PyTorch: `clamp`. Stops unless `lowest` is at most `highest`.
  public func clamp(_ lowest: Float, _ highest: Float) -> Tensor {
    require(lowest <= highest, "clamp: the lowest value \(lowest) must be at most the highest, \(highest)")
    return map { $0 < lowest ? lowest : $0 > highest ? highest : $0 }
  }

  /// `kernel` of all elements, part by part on all threads; `work` is about how many multiply-adds it takes for each.
  @inline(never)
  private func through(
    _ kernel: @Sendable (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void, work: Int
  ) -> Tensor {
    withUnsafeElements { source in
      Tensor(shape: shape) { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        let memory = SharedMemory((source, target))
        Threads.forEachPart(of: count, length: 8192, work: work * count) { part in
          let (source, target) = memory.value
          kernel(source + part.lowerBound, part.count, target + part.lowerBound)
        }
      }
    }
  }
}

/// Each element, or 0 where it is negative. NaN stays.
public func relu(_ x: Tensor) -> Tensor { x.relu() }

/// Each element, or `slope` times it where it is negative. NaN stays. PyTorch: `leaky_relu`.
public func leakyReLU(_ x: Tensor, slope: Float = 0.01) -> Tensor { x.map { $0 > 0 ? $0 : slope * $0 } }

/// 1 / (1 + e⁻ˣ) of each element.
public func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }

/// The hyperbolic tangent of each element.
public func tanh(_ x: Tensor) -> Tensor { x.tanh() }

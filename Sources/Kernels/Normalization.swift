/// Batch normalisation of one channel's values in one place: `count` floats whose mean and variance are known.
///
/// A mean is taken away in two parts, its nearest float and what that misses: far from zero a float alone would miss more
/// than the values differ.
public enum Normalization {
  /// y = (x − mean) · scale + shift.
  public static func normalize(
    _ x: UnsafePointer<Float>, count: Int, mean: Double, scale: Float, shift: Float,
    into y: UnsafeMutablePointer<Float>
  ) {
    let (high, low) = parts(mean)
    Pointwise.combine(x, x, count: count, into: y) { x, _ in
      multiplyAdd((x - high) - low, Lanes(repeating: scale), Lanes(repeating: shift))
    }
  }

  /// Σ g and Σ g · (x − mean) in Double, eight lanes at a time, the rest after them and lane after lane in the end.
  public static func sums(
    upstream g: UnsafePointer<Float>, _ x: UnsafePointer<Float>, count: Int, mean: Double
  ) -> (upstream: Double, products: Double) {
    var (total, products) = (SIMD8<Double>(), SIMD8<Double>())
    var index = 0
    while index &+ 8 <= count {
      let slopes = SIMD8<Double>(load(g + index, as: SIMD8<Float>.self))
      total += slopes
      products += slopes * (SIMD8<Double>(load(x + index, as: SIMD8<Float>.self)) - mean)
      index &+= 8
    }
    for lane in 0..<(count &- index) {
      let slope = Double(g[index &+ lane])
      total[lane] += slope
      products[lane] += slope * (Double(x[index &+ lane]) - mean)
    }
    var sums = (upstream: 0.0, products: 0.0)
    for lane in 0..<8 {
      sums.upstream += total[lane]
      sums.products += products[lane]
    }
    return sums
  }

  /// g · scale + (x − mean) · slope + shift.
  public static func gradient(
    upstream g: UnsafePointer<Float>, _ x: UnsafePointer<Float>, count: Int, mean: Double, scale: Float, slope: Float,
    shift: Float, into target: UnsafeMutablePointer<Float>
  ) {
    let (high, low) = parts(mean)
    Pointwise.combine(g, x, count: count, into: target) { g, x in
      multiplyAdd(
        g, Lanes(repeating: scale), multiplyAdd((x - high) - low, Lanes(repeating: slope), Lanes(repeating: shift)))
    }
  }

  private static func parts(_ mean: Double) -> (high: Float, low: Float) {
    let high = Float(mean)
    return (high, Float(mean - Double(high)))
  }
}

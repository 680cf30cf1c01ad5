/// Softmax of one row of numbers, its logarithm, and the gradients of both: in Double, eight powers of e at a time.
public enum SoftmaxRow {
  /// y = eˣ / Σ eˣ.
  public static func softmax(_ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>) {
    let (largest, logSum) = sumOfPowers(x, count: count)
    forEachPower(of: x, count: count, { $0 - largest - logSum }) { y[$0] = Float($1) }
  }

  /// Σ g · y is what all shares have in common; the gradient of x is y · (g − Σ g · y).
  public static func softmaxGradient(
    _ y: UnsafePointer<Float>, _ upstream: UnsafePointer<Float>, count: Int,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    var product = 0.0
    for index in 0..<count { product += Double(upstream[index]) * Double(y[index]) }
    for index in 0..<count { gradient[index] = Float(Double(y[index]) * (Double(upstream[index]) - product)) }
  }

  /// y = x − ln Σ eˣ.
  public static func logSoftmax(_ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>) {
    let (largest, logSum) = sumOfPowers(x, count: count)
    for index in 0..<count { y[index] = Float(Double(x[index]) - largest - logSum) }
  }

  /// The gradient of x is g − eʸ · Σ g.
  public static func logSoftmaxGradient(
    _ y: UnsafePointer<Float>, _ upstream: UnsafePointer<Float>, count: Int,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    var total = 0.0
    for index in 0..<count { total += Double(upstream[index]) }
    forEachPower(of: y, count: count, { $0 }) { gradient[$0] = Float(Double(upstream[$0]) - $1 * total) }
  }

  /// The largest element, and ln Σ eˣ once that is taken out of each x, so that no power overflows. Added up they are
  /// ln Σ eˣ; apart, the second keeps its digits however large the first is.
  private static func sumOfPowers(_ x: UnsafePointer<Float>, count: Int) -> (largest: Double, logSum: Double) {
    var largest = -Float.infinity
    for index in 0..<count {
      // NaN alone is not equal to itself.
      let value = x[index]
      largest = value > largest || value != value ? value : largest
    }
    let center = Double(largest)
    var sum = 0.0
    forEachPower(of: x, count: count, { $0 - center }) { sum += $1 }
    return (center, Elementary.log(sum))
  }

  /// Calls `body` with each index and its power of e, in their order.
  @inline(__always)
  private static func forEachPower(
    of x: UnsafePointer<Float>, count: Int, _ exponent: (Elementary.Doubles) -> Elementary.Doubles,
    _ body: (_ index: Int, _ power: Double) -> Void
  ) {
    for start in stride(from: 0, to: count, by: 8) {
      let next = min(8, count - start)
      var lanes = Elementary.Doubles()
      for lane in 0..<next { lanes[lane] = Double(x[start + lane]) }
      let powers = Elementary.exp(exponent(lanes))
      for lane in 0..<next { body(start + lane, powers[lane]) }
    }
  }
}

/// Softmax of one row of numbers, its logarithm, and the gradients of both: in Double, eight powers of e at a time.
public enum SoftmaxRow {
  /// y = eˣ / Σ eˣ.
  public static func softmax(_ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>) {
    let (largest, logSum) = sumOfPowers(x, count: count)
    // A closure that is as long as this is not inlined, and would be called for each register.
    @inline(__always) func share(_ x: Elementary.Doubles) -> Elementary.Doubles {
      Elementary.exp(x - largest - logSum)
    }
    Pointwise.map(x, count: count, into: y, share)
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
    Pointwise.map(x, count: count, into: y) { $0 - largest - logSum }
  }

  /// The gradient of x is g − eʸ · Σ g.
  public static func logSoftmaxGradient(
    _ y: UnsafePointer<Float>, _ upstream: UnsafePointer<Float>, count: Int,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    var total = 0.0
    for index in 0..<count { total += Double(upstream[index]) }
    forEachBlock(y, count: count, Elementary.exp) { start, powers in
      for index in powers.indices {
        gradient[start &+ index] = Float(Double(upstream[start &+ index]) - powers[index] * total)
      }
    }
  }

  /// The largest element, and ln Σ eˣ once that is taken out of each x, so that no power overflows. Added up they are
  /// ln Σ eˣ; apart, the second keeps its digits however large the first is.
  private static func sumOfPowers(_ x: UnsafePointer<Float>, count: Int) -> (largest: Double, logSum: Double) {
    let center = Double(Reductions.maximum(x, count: count))
    var sum = 0.0
    @inline(__always) func power(_ x: Elementary.Doubles) -> Elementary.Doubles { Elementary.exp(x - center) }
    forEachBlock(x, count: count, power) { _, powers in
      for next in powers { sum += next }
    }
    return (center, Elementary.log(sum))
  }

  /// Calls `body` with `function` of up to 64 elements at a time, and where they begin. They pass through memory: of a
  /// register from which single lanes are taken the compiler makes single numbers from the start.
  @inline(__always)
  private static func forEachBlock(
    _ x: UnsafePointer<Float>, count: Int, _ function: (Elementary.Doubles) -> Elementary.Doubles,
    _ body: (_ start: Int, _ values: UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { block in
      for start in stride(from: 0, to: count, by: block.count) {
        let next = min(block.count, count &- start)
        Pointwise.map(x + start, count: next, into: block.baseAddress!, function)
        body(start, UnsafeMutableBufferPointer(start: block.baseAddress, count: next))
      }
    }
  }
}

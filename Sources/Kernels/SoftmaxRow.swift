/// Softmax of one row of numbers, its logarithm, and the gradients of both: in Double, sixteen powers of e at a time.
public enum SoftmaxRow {
  private typealias Doubles = Elementary.Doubles

  /// So many powers of a row at a time: they stay in the nearest cache.
  private static let block = 2048

  /// y = eˣ / Σ eˣ.
  public static func softmax(_ x: UnsafePointer<Float>, count: Int, into y: UnsafeMutablePointer<Float>) {
    let largest = Double(Reductions.maximum(x, count: count))
    withBlock(of: count) { powers in
      let share = 1 / sumOfPowers(x, count: count, largest: largest, block: powers)
      for start in stride(from: 0, to: count, by: block) {
        let next = min(block, count &- start)
        // Where a row has several blocks, the last one's powers stand there now.
        if count > block { Elementary.powers(of: x + start, minus: largest, count: next, into: powers) }
        for place in stride(from: 0, to: next, by: laneCount) {
          store(Lanes(register(powers + place) * share), first: next &- place, y + start + place)
        }
      }
    }
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
    let largest = Double(Reductions.maximum(x, count: count))
    // Apart from the largest, the rest keeps its digits however large that is.
    let rest = withBlock(of: count) {
      Elementary.log(sumOfPowers(x, count: count, largest: largest, block: $0))
    }
    Pointwise.map(x, count: count, into: y) { $0 - largest - rest }
  }

  /// The gradient of x is g − eʸ · Σ g.
  public static func logSoftmaxGradient(
    _ y: UnsafePointer<Float>, _ upstream: UnsafePointer<Float>, count: Int,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    var total = 0.0
    for index in 0..<count { total += Double(upstream[index]) }
    withBlock(of: count) { powers in
      for start in stride(from: 0, to: count, by: block) {
        let next = min(block, count &- start)
        Elementary.powers(of: y + start, minus: 0, count: next, into: powers)
        for index in 0..<next {
          gradient[start &+ index] = Float(Double(upstream[start &+ index]) - powers[index] * total)
        }
      }
    }
  }

  /// Σ e to the power of x − largest, so that none overflows. Lane `i` of a register adds up elements i, i + 16, i + 32, …;
  /// at the end its lanes are added in halves.
  private static func sumOfPowers(
    _ x: UnsafePointer<Float>, count: Int, largest: Double, block powers: UnsafeMutablePointer<Double>
  ) -> Double {
    var sums = Doubles()
    for start in stride(from: 0, to: count, by: block) {
      let next = min(block, count &- start)
      Elementary.powers(of: x + start, minus: largest, count: next, into: powers)
      for place in stride(from: 0, to: next, by: laneCount) { sums += register(powers + place) }
    }
    let eight = sums.lowHalf + sums.highHalf, four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  private static func register(_ powers: UnsafePointer<Double>) -> Doubles {
    UnsafeRawPointer(powers).loadUnaligned(as: Doubles.self)
  }

  /// Calls `body` with memory for the powers of one block, in whole registers.
  @inline(__always)
  private static func withBlock<Result>(
    of count: Int, _ body: (UnsafeMutablePointer<Double>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: min(count, block) &+ laneCount) { body($0.baseAddress!) }
  }
}

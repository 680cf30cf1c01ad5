/// Sums over contiguous floats, in one fixed order.
public enum Reductions {
  /// The sum of `count` floats, carried in Double: element `i` goes to lane `i mod 8`, then the lanes are added from
  /// the first to the last. Ten million floats lose nothing but the last rounding.
  public static func sum(_ values: UnsafePointer<Float>, count: Int) -> Double {
    reduce(values, count: count) { $0 }
  }

  /// The sum of `(value − center)²` in Double, in the order of `sum`.
  public static func sumOfSquares(_ values: UnsafePointer<Float>, count: Int, around center: Double = 0) -> Double {
    let center = SIMD8<Double>(repeating: center)
    return reduce(values, count: count) { ($0 - center) * ($0 - center) }
  }

  @inline(__always)
  private static func reduce(
    _ values: UnsafePointer<Float>, count: Int, _ transform: (SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    var lanes = SIMD8<Double>()
    var index = 0
    while index &+ 8 <= count {
      let next = UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Float>.self)
      lanes += transform(SIMD8<Double>(next))
      index &+= 8
    }
    var rest = SIMD8<Double>()
    for lane in 0..<(count - index) {
      rest[lane] = transform(SIMD8<Double>(repeating: Double(values[index + lane])))[0]
    }
    lanes += rest
    var sum = 0.0
    for lane in 0..<8 { sum += lanes[lane] }
    return sum
  }
}

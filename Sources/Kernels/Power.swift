extension Elementary {
  /// xʸ in Float, with the special cases of IEEE 754: 1 where y is 0 or x is 1, NaN where a negative, finite x has a y that
  /// is not whole, the sign of x where y is odd.
  public static func pow(_ x: Float, _ y: Float) -> Float {
    var (base, exponent, power) = (x, y, Float.nan)
    Pointwise.pow(&base, &exponent, hasOneExponent: true, count: 1, into: &power)
    return power
  }

  /// xʸ as e to the power y · ln |x|, whose error in Double is far below the last bit of a Float.
  @inline(__always)
  fileprivate static func pow(_ x: Doubles, _ y: Doubles) -> Doubles {
    let size = x.replacing(with: -x, where: x .< 0), half = 0.5 * y
    let isWhole = y.rounded(.towardZero) .== y, isOdd = isWhole .& (half.rounded(.towardZero) .!= half)
    // Zero has a sign too.
    let hasSign = unsafeBitCast(x, to: SIMD16<Int64>.self) .< 0
    let isInfinite = (y .== .infinity) .| (y .== -.infinity)
    var result = exp(y * log(size))
    // 0 − 0 would be without the sign.
    result.replace(with: -0.0 - result, where: hasSign .& isOdd)
    result.replace(with: .nan, where: (x .< 0) .& (x .!= -.infinity) .& .!isWhole)
    result.replace(with: 1, where: (y .== 0) .| (x .== 1) .| ((size .== 1) .& isInfinite))
    return result
  }
}

extension Pointwise {
  /// Each base to the power of its exponent, or all to that of the only one: `count` floats into `target`.
  public static func pow(
    _ bases: UnsafePointer<Float>, _ exponents: UnsafePointer<Float>, hasOneExponent: Bool, count: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    for start in stride(from: 0, to: count, by: laneCount) {
      let next = count &- start
      let x: Lanes = load(bases + start, first: next)
      let y = hasOneExponent ? Lanes(repeating: exponents[0]) : load(exponents + start, first: next)
      store(Lanes(Elementary.pow(Elementary.Doubles(x), Elementary.Doubles(y))), first: next, target + start)
    }
  }
}

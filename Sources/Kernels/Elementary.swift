/// The elementary functions, made of additions, multiplications and divisions alone, so that their bits are the
/// same with every C library and on every processor.
///
/// All work in Double, and all but sine and cosine on sixteen lanes: in so many a step need not wait for the one before it.
/// Arguments are reduced first: exp to |r| ≤ ln 2 / 2, the logarithm to [√½, √2), sine and cosine to |r| ≤ π / 4; there a
/// short power series ends below the last bit. The Float versions round once, from Double, and so miss the nearest float
/// only where Double itself can hardly tell.
public enum Elementary {
  typealias Doubles = SIMD16<Double>

  /// Adding this and taking it away again rounds a Double below 2⁵¹ to a whole number, which then also stands in
  /// the low bits of the sum.
  private static let rounder = 0x1.8p52

  /// eˣ: infinity above 709.4, zero below −708.
  public static func exp(_ x: Double) -> Double { exp(Doubles(repeating: x))[0] }

  /// eˣ in Float.
  public static func exp(_ x: Float) -> Float { Float(exp(Double(x))) }

  /// The natural logarithm: −infinity at 0, NaN below.
  public static func log(_ x: Double) -> Double { log(Doubles(repeating: x))[0] }

  /// The natural logarithm in Float.
  public static func log(_ x: Float) -> Float { Float(log(Double(x))) }

  /// The hyperbolic tangent.
  @inline(never)
  public static func tanh(_ x: Double) -> Double { hyperbolicTangent(Doubles(repeating: x))[0] }

  /// The hyperbolic tangent in Float.
  public static func tanh(_ x: Float) -> Float { Float(tanh(Double(x))) }

  /// 1 / (1 + e⁻ˣ).
  public static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// 1 / (1 + e⁻ˣ) in Float.
  public static func sigmoid(_ x: Float) -> Float { Float(sigmoid(Double(x))) }

  /// The sine of an angle in radians; NaN unless |x| is below 10⁸.
  public static func sin(_ x: Double) -> Double { x == 0 ? x : sine(x, quarterTurns: 0) }

  /// The cosine of an angle in radians; NaN unless |x| is below 10⁸.
  public static func cos(_ x: Double) -> Double { sine(x, quarterTurns: 1) }

  /// eˣ of sixteen numbers. This and its like are called; loops over many registers take the functions below into themselves.
  @inline(never)
  static func exp(_ x: Doubles) -> Doubles { exponential(x) }

  /// The natural logarithms of sixteen numbers.
  @inline(never)
  static func log(_ x: Doubles) -> Doubles { logarithm(x) }

  /// e to the power of x − largest for `count` floats x, in whole registers; zero behind the last.
  static func powers(
    of x: UnsafePointer<Float>, minus largest: Double, count: Int, into powers: UnsafeMutablePointer<Double>
  ) {
    for place in stride(from: 0, to: count, by: laneCount) {
      let next = count &- place
      let x = next >= laneCount ? load(x + place) : load(x + place, first: next, rest: -.infinity)
      UnsafeMutableRawPointer(powers + place).storeBytes(of: exponential(Doubles(x) - largest), as: Doubles.self)
    }
  }

  @inline(__always)
  fileprivate static func exponential(_ x: Doubles) -> Doubles {
    // The exponent of a Double is 1023 more than it stands for.
    let shifted = x * 1.4426950408889634 + (rounder + 1023)
    let whole = shifted - (rounder + 1023)
    let r = x - whole * 0x1.62e42fefa3800p-1 - whole * 0x1.ef35793c76730p-45
    // Σ rⁿ / n!, n = 0 … 13. Pairs of terms, and pairs of those, do not wait for each other as the steps of one long
    // chain would.
    let square = r * r, fourth = square * square
    let low = pair(0.5, 1.0 / 6, r) + square * pair(1.0 / 24, 1.0 / 120, r)
    let middle = pair(1.0 / 720, 1.0 / 5_040, r) + square * pair(1.0 / 40_320, 1.0 / 362_880, r)
    let high =
      pair(1.0 / 3_628_800, 1.0 / 39_916_800, r) + square * pair(1.0 / 479_001_600, 1.0 / 6_227_020_800, r)
    let rest = fourth * (middle + fourth * high)
    let series = 1 + (r + square * (low + rest))
    var result = series * unsafeBitCast(unsafeBitCast(shifted, to: SIMD16<Int64>.self) &<< 52, to: Doubles.self)
    result.replace(with: .infinity, where: x .> 709.4)
    result.replace(with: 0, where: x .< -708)
    return result
  }

  @inline(__always)
  private static func pair(_ first: Double, _ second: Double, _ r: Doubles) -> Doubles { r * second + first }

  @inline(__always)
  fileprivate static func logarithm(_ x: Doubles) -> Doubles {
    // x = 2ᵉ · m with m in [√½, √2), and ln m = 2 artanh s with s = (m − 1) / (m + 1). What is too small for an exponent of
    // its own is made larger first.
    let isTiny = x .< 0x1p-1022
    let bits = unsafeBitCast(x.replacing(with: x * 0x1p54, where: isTiny), to: SIMD16<Int64>.self)
    let rootHalf = SIMD16<Int64>(repeating: 0x3fe6_a09e_667f_3bcd)
    let exponent = (bits &- rootHalf) &>> 52
    let m = unsafeBitCast(bits &- (exponent &<< 52), to: Doubles.self)
    var e = unsafeBitCast(exponent &+ 0x4338_0000_0000_0000, to: Doubles.self) - rounder
    e.replace(with: e - 54, where: isTiny)
    let s = (m - 1) / (m + 1)
    let z = s * s
    // Σ zⁿ / (2n + 1), n = 11 … 1
    var series = Doubles(repeating: 1.0 / 23)
    series = series * z + 1.0 / 21
    series = series * z + 1.0 / 19
    series = series * z + 1.0 / 17
    series = series * z + 1.0 / 15
    series = series * z + 1.0 / 13
    series = series * z + 1.0 / 11
    series = series * z + 1.0 / 9
    series = series * z + 1.0 / 7
    series = series * z + 1.0 / 5
    series = series * z + 1.0 / 3
    let tail = 2 * s * z * series
    let low = tail + e * 0x1.ef35793c76730p-45
    var result = e * 0x1.62e42fefa3800p-1
    result += 2 * s + low
    result.replace(with: -.infinity, where: x .== 0)
    result.replace(with: .nan, where: x .< 0)
    result.replace(with: x, where: (x .== .infinity) .| (x .!= x))
    return result
  }

  @inline(__always)
  fileprivate static func logistic(_ x: Doubles) -> Doubles { 1 / (1 + exponential(-x)) }

  @inline(__always)
  fileprivate static func hyperbolicTangent(_ x: Doubles) -> Doubles {
    // Near zero 1 − e^(−2x) cancels, and the series of tanh is short.
    let z = x * x
    var series = Doubles(repeating: 62.0 / 2835)
    series = series * z - 17.0 / 315
    series = series * z + 2.0 / 15
    series = series * z - 1.0 / 3
    let power = exp(-2 * x)
    var result = (1 - power) / (1 + power)
    result.replace(with: x + x * z * series, where: z .< 0x1p-12)
    result.replace(with: -1, where: x .< -300)
    // The sign of zero stays.
    result.replace(with: x, where: x .== 0)
    return result
  }

  /// sin(x + quarterTurns · π / 2).
  private static func sine(_ x: Double, quarterTurns: Int) -> Double {
    guard x.magnitude < 1e8 else { return .nan }
    let quarters = (x * 0.6366197723675814).rounded()
    // π / 2 in three parts. Of more than 2²¹ quarters the products no longer fit a Double.
    let (first, second, third) = (0x1.921fb54400000p0, 0x1.0b4611a600000p-34, 0x1.3198a2e037073p-69)
    let r =
      quarters.magnitude < 0x1p21
      ? x - quarters * first - quarters * second - quarters * third
      : x.addingProduct(-quarters, first).addingProduct(-quarters, second).addingProduct(-quarters, third)
    let z = r * r
    let quadrant = (Int(quarters) + quarterTurns) & 3
    var series: Double
    if quadrant & 1 == 0 {
      // r − r³/3! + r⁵/5! − …
      series = 1.0 / 355_687_428_096_000
      series = series * z - 1.0 / 1_307_674_368_000
      series = series * z + 1.0 / 6_227_020_800
      series = series * z - 1.0 / 39_916_800
      series = series * z + 1.0 / 362_880
      series = series * z - 1.0 / 5_040
      series = series * z + 1.0 / 120
      series = series * z - 1.0 / 6
      series = r + r * z * series
    } else {
      // 1 − r²/2! + r⁴/4! − …
      series = 1.0 / 20_922_789_888_000
      series = series * z - 1.0 / 87_178_291_200
      series = series * z + 1.0 / 479_001_600
      series = series * z - 1.0 / 3_628_800
      series = series * z + 1.0 / 40_320
      series = series * z - 1.0 / 720
      series = series * z + 1.0 / 24
      series = series * z - 0.5
      series = 1 + z * series
    }
    return quadrant & 2 == 0 ? series : -series
  }
}

extension Pointwise {
  /// eˣ of each element.
  public static func exp(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.exponential($0) }
  }

  /// The natural logarithm of each element.
  public static func log(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.logarithm($0) }
  }

  /// The hyperbolic tangent of each element.
  public static func tanh(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.hyperbolicTangent($0) }
  }

  /// 1 / (1 + e⁻ˣ) of each element.
  public static func sigmoid(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.logistic($0) }
  }
}

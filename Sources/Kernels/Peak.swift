/// The most multiply-adds that one core can do: sums that stay in registers and wait for nothing but each other.
public enum Peak {
  /// The number of multiply-adds in one round of `run`.
  public static let multiplyAddsPerRound = Tile.rows == 8 ? 24 * Tile.columns / 2 : 12 * Tile.columns / 2

  /// Runs `rounds` rounds and returns a number that depends on all of them, so that none can be left out.
  ///
  /// A processor begins two to four multiply-adds at a time, and each takes four times as long: 16 sums keep it busy. 32
  /// registers hold 24 sums, 16 hold 12, which suffices where two begin at a time.
  public static func run(rounds: Int, factor: Float) -> Float {
    if Tile.columns == 32 {
      run(rounds, SIMD16(repeating: factor))
    } else if Tile.columns == 16 {
      run(rounds, SIMD8(repeating: factor))
    } else {
      run(rounds, SIMD4(repeating: factor))
    }
  }

  @inline(__always)
  private static func run<Vector: SIMD<Float>>(_ rounds: Int, _ factor: Vector) -> Float {
    Tile.rows == 8
      ? run(rounds, factor, Twice<Twelve<Vector>>(factor)) : run(rounds, factor, Twelve<Vector>(factor))
  }

  @inline(never)
  private static func run<Sums: PeakSums>(_ rounds: Int, _ factor: Sums.Vector, _ start: Sums) -> Float {
    var sums = start
    for _ in 0..<rounds { sums.add(factor) }
    return sums.total
  }
}

/// Sums that grow side by side.
private protocol PeakSums {
  associatedtype Vector: SIMD<Float>
  init(_ start: Vector)
  /// Multiplies each sum with the factor and adds the factor.
  mutating func add(_ factor: Vector)
  var total: Float { get }
}

private struct Twelve<Vector: SIMD<Float>>: PeakSums {
  private var a, b, c, d, e, f, g, h, i, j, k, l: Vector

  @inline(__always)
  init(_ start: Vector) {
    (a, b, c, d, e, f) = (start, start, start, start, start, start)
    (g, h, i, j, k, l) = (start, start, start, start, start, start)
  }

  @inline(__always)
  mutating func add(_ factor: Vector) {
    a = multiplyAdd(a, factor, factor)
    b = multiplyAdd(b, factor, factor)
    c = multiplyAdd(c, factor, factor)
    d = multiplyAdd(d, factor, factor)
    e = multiplyAdd(e, factor, factor)
    f = multiplyAdd(f, factor, factor)
    g = multiplyAdd(g, factor, factor)
    h = multiplyAdd(h, factor, factor)
    i = multiplyAdd(i, factor, factor)
    j = multiplyAdd(j, factor, factor)
    k = multiplyAdd(k, factor, factor)
    l = multiplyAdd(l, factor, factor)
  }

  var total: Float { (a + b + c + d + e + f + (g + h + i + j + k + l)).sum() }
}

private struct Twice<Half: PeakSums>: PeakSums {
  private var first, second: Half

  @inline(__always)
  init(_ start: Half.Vector) { (first, second) = (Half(start), Half(start)) }

  @inline(__always)
  mutating func add(_ factor: Half.Vector) {
    first.add(factor)
    second.add(factor)
  }

  var total: Float { first.total + second.total }
}

/// Sums over contiguous floats, in one fixed order.
public enum Reductions {
  /// The sum of `count` floats, carried in Double. Four registers of eight lanes take turns, so that none waits for its
  /// own last addition; in the end register is added to register and then lane to lane. Ten million floats of one size
  /// and sign lose nothing but the last rounding.
  public static func sum(_ values: UnsafePointer<Float>, count: Int) -> Double {
    reduce(values, count: count) { $0 }
  }

  /// The sum of `(value − center)²` in Double, in the order of `sum`.
  public static func sumOfSquares(_ values: UnsafePointer<Float>, count: Int, around center: Double = 0) -> Double {
    let center = SIMD8<Double>(repeating: center)
    return reduce(values, count: count) { ($0 - center) * ($0 - center) }
  }

  /// The sum of each column of `rows` rows of `columns` floats, carried in Double, row after row.
  public static func sumOfRows(
    _ values: UnsafePointer<Float>, rows: Int, columns: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    while column &+ 8 <= columns {
      var total = SIMD8<Double>()
      for row in 0..<rows { total += eight(values + (row &* columns &+ column)) }
      store(SIMD8<Float>(total), sums + column)
      column &+= 8
    }
    while column < columns {
      var total = 0.0
      for row in 0..<rows { total += Double(values[row &* columns &+ column]) }
      sums[column] = Float(total)
      column &+= 1
    }
  }

  /// The largest of `count` floats, NaN if one is; −infinity if there are none.
  public static func maximum(_ values: UnsafePointer<Float>, count: Int) -> Float {
    var lanes = SIMD8<Float>(repeating: -.infinity)
    var index = 0
    while index &+ 8 <= count {
      lanes = larger(lanes, load(values + index, as: SIMD8<Float>.self))
      index &+= 8
    }
    if index < count {
      // The lanes beyond the last float repeat it.
      var rest = SIMD8<Float>(repeating: values[count &- 1])
      for lane in 0..<(count &- index) { rest[lane] = values[index &+ lane] }
      lanes = larger(lanes, rest)
    }
    let halves = (lanes.lowHalf, lanes.highHalf)
    let four = larger(SIMD8(lowHalf: halves.0, highHalf: halves.0), SIMD8(lowHalf: halves.1, highHalf: halves.1))
    var largest = four[0]
    for lane in 1..<4 { largest = four[lane] > largest || four[lane] != four[lane] ? four[lane] : largest }
    return largest
  }

  /// The larger of each two, NaN if one is: NaN alone is not equal to itself.
  @inline(__always)
  private static func larger(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
    a.replacing(with: b, where: (b .> a) .| (b .!= b))
  }

  /// Whether none of `count` floats is infinite or NaN: only those times zero are not zero.
  public static func areFinite(_ values: UnsafePointer<Float>, count: Int) -> Bool {
    var (a, b) = (Lanes(), Lanes())
    var index = 0
    while index &+ 2 &* laneCount <= count {
      a = multiplyAdd(load(values + index), Lanes(), a)
      b = multiplyAdd(load(values + index + laneCount), Lanes(), b)
      index &+= 2 &* laneCount
    }
    while index < count {
      let next = min(laneCount, count - index)
      a = multiplyAdd(load(values + index, first: next), Lanes(), a)
      index &+= next
    }
    return a + b == Lanes()
  }

  private static func reduce(
    _ values: UnsafePointer<Float>, count: Int, _ transform: (SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    var (a, b, c, d) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    var index = 0
    while index &+ 32 <= count {
      a += transform(eight(values + index))
      b += transform(eight(values + index + 8))
      c += transform(eight(values + index + 16))
      d += transform(eight(values + index + 24))
      index &+= 32
    }
    while index &+ 8 <= count {
      a += transform(eight(values + index))
      index &+= 8
    }
    for lane in 0..<(count - index) {
      b[lane] += transform(SIMD8<Double>(repeating: Double(values[index + lane])))[0]
    }
    let lanes = (a + b) + (c + d)
    var sum = 0.0
    for lane in 0..<8 { sum += lanes[lane] }
    return sum
  }

  @inline(__always)
  private static func eight(_ values: UnsafePointer<Float>) -> SIMD8<Double> {
    SIMD8<Double>(load(values, as: SIMD8<Float>.self))
  }
}

/// Dot products of every row of one matrix with every row of another, both read where they lie:
///
///     sums[r, c] += Σ left[r, p] · right[offsets[c] + p]
///                   p
///
///                     4 rows of right, 16 floats each        4 loads
///                   ┌────┬────┬────┬────┐
///     6 rows of     │    │    │    │    │
///     left, 16      │ 24 registers of   │                   6 loads, 24 multiply-adds
///     floats each   │ 16 partial sums   │
///                   └────┴────┴────┴────┘
///
/// Lane `i` of a register gathers the products at `p = i, i + 16, i + 32, …`; at the end its 16 lanes are added in
/// halves. The order depends on the length alone.
public enum DotProducts {
  static let rows = 6
  static let columns = 4
  /// Long rows are summed in blocks, so that what one tile reads stays in the nearest cache.
  static let block = 1024

  /// Adds to `sums (rows, columns)` the dot products over `count` floats of the rows of `left`, `leftStride` apart,
  /// and of the rows of `right` that start at `offsets`.
  @inline(never)
  public static func accumulate(
    left: UnsafePointer<Float>, leftStride: Int, rows rowCount: Int,
    right: UnsafePointer<Float>, offsets: UnsafePointer<Int>, columns columnCount: Int,
    count: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    guard rowCount > 0, columnCount > 0 else { return }
    for start in stride(from: 0, to: count, by: block) {
      for column in stride(from: 0, to: columnCount, by: columns) {
        for row in stride(from: 0, to: rowCount, by: rows) {
          tile(
            left: left + row * leftStride + start, leftStride: leftStride, rows: min(rows, rowCount - row),
            right: right + start, offsets: offsets + column, columns: min(columns, columnCount - column),
            count: min(block, count - start), into: sums + row * columnCount + column, stride: columnCount)
        }
      }
    }
  }

  /// One tile; rows and columns past the last repeat the last and are left behind.
  @inline(__always)
  private static func tile(
    left: UnsafePointer<Float>, leftStride: Int, rows: Int,
    right: UnsafePointer<Float>, offsets: UnsafePointer<Int>, columns: Int,
    count: Int, into sums: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let last = rows - 1
    let left1 = left + min(1, last) * leftStride, left2 = left + min(2, last) * leftStride
    let left3 = left + min(3, last) * leftStride, left4 = left + min(4, last) * leftStride
    let left5 = left + min(5, last) * leftStride
    let right0 = right + offsets[0], right1 = right + offsets[min(1, columns - 1)]
    let right2 = right + offsets[min(2, columns - 1)], right3 = right + offsets[min(3, columns - 1)]
    var row0 = Row(), row1 = Row(), row2 = Row(), row3 = Row(), row4 = Row(), row5 = Row()
    var p = 0
    while p &+ laneCount <= count {
      let (b0, b1, b2, b3) = (load(right0 + p), load(right1 + p), load(right2 + p), load(right3 + p))
      row0.add(load(left + p), b0, b1, b2, b3)
      row1.add(load(left1 + p), b0, b1, b2, b3)
      row2.add(load(left2 + p), b0, b1, b2, b3)
      row3.add(load(left3 + p), b0, b1, b2, b3)
      row4.add(load(left4 + p), b0, b1, b2, b3)
      row5.add(load(left5 + p), b0, b1, b2, b3)
      p &+= laneCount
    }
    let rest = count - p
    if rest > 0 {
      let b0 = load(right0 + p, first: rest), b1 = load(right1 + p, first: rest)
      let b2 = load(right2 + p, first: rest), b3 = load(right3 + p, first: rest)
      row0.add(load(left + p, first: rest), b0, b1, b2, b3)
      row1.add(load(left1 + p, first: rest), b0, b1, b2, b3)
      row2.add(load(left2 + p, first: rest), b0, b1, b2, b3)
      row3.add(load(left3 + p, first: rest), b0, b1, b2, b3)
      row4.add(load(left4 + p, first: rest), b0, b1, b2, b3)
      row5.add(load(left5 + p, first: rest), b0, b1, b2, b3)
    }
    row0.addTotals(to: sums, columns: columns)
    if rows > 1 { row1.addTotals(to: sums + stride, columns: columns) }
    if rows > 2 { row2.addTotals(to: sums + 2 * stride, columns: columns) }
    if rows > 3 { row3.addTotals(to: sums + 3 * stride, columns: columns) }
    if rows > 4 { row4.addTotals(to: sums + 4 * stride, columns: columns) }
    if rows > 5 { row5.addTotals(to: sums + 5 * stride, columns: columns) }
  }

  /// One row of left against four of right: four registers of partial sums.
  private struct Row {
    var sum0 = Lanes(), sum1 = Lanes(), sum2 = Lanes(), sum3 = Lanes()

    @inline(__always)
    mutating func add(_ a: Lanes, _ b0: Lanes, _ b1: Lanes, _ b2: Lanes, _ b3: Lanes) {
      sum0 = multiplyAdd(a, b0, sum0)
      sum1 = multiplyAdd(a, b1, sum1)
      sum2 = multiplyAdd(a, b2, sum2)
      sum3 = multiplyAdd(a, b3, sum3)
    }

    @inline(__always)
    func addTotals(to sums: UnsafeMutablePointer<Float>, columns: Int) {
      sums[0] += total(sum0)
      if columns > 1 { sums[1] += total(sum1) }
      if columns > 2 { sums[2] += total(sum2) }
      if columns > 3 { sums[3] += total(sum3) }
    }
  }

  /// The sum of all lanes, halves first.
  @inline(__always)
  private static func total(_ lanes: Lanes) -> Float {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}

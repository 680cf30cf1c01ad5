/// Rows become columns: `target[c · targetStride + r] = source[r · stride + c]`, for all rows `r` and columns `c`.
///
/// Eight rows and sixteen columns at a time are turned in registers. Fewer than eight rows may leave zeros between the
/// columns; nothing is written behind the last column.
func transpose(
  _ source: UnsafePointer<Float>, rows: Int, stride: Int, columns: Int,
  into target: UnsafeMutablePointer<Float>, stride targetStride: Int
) {
  var row = 0
  while row < rows {
    // The last block may repeat some rows or columns of the one before it.
    let firstRow = max(0, min(row, rows &- 8))
    var column = 0
    while column < columns {
      let firstColumn = max(0, min(column, columns &- 16))
      let block = TransposedBlock(
        source: source + firstRow &* stride + firstColumn, stride: stride,
        target: target + firstColumn &* targetStride + firstRow, targetStride: targetStride)
      if rows >= 8 && columns >= 16 {
        block.turn(rows: 8, columns: 16, room: .max)
      } else {
        block.turn(
          rows: min(8, rows), columns: min(16, columns),
          room: (columns &- firstColumn &- 1) &* targetStride &+ rows &- firstRow)
      }
      column &+= 16
    }
    row &+= 8
  }
}

/// Up to eight rows of up to sixteen floats, and where they go.
private struct TransposedBlock {
  let source: UnsafePointer<Float>
  let stride: Int
  let target: UnsafeMutablePointer<Float>
  let targetStride: Int

  /// Three times the first half of the registers is interleaved with the second, as one shuffles cards; then each holds
  /// two columns of eight. There is room for so many floats.
  @inline(__always)
  func turn(rows: Int, columns: Int, room: Int) {
    func row(_ index: Int) -> Lanes {
      let source = source + index &* stride
      return index >= rows ? Lanes() : columns == 16 ? load(source) : load(source, first: columns)
    }
    func interleaved(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> Lanes {
      var both = Lanes()
      both.evenHalf = a
      both.oddHalf = b
      return both
    }
    var r = (row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
    for _ in 0..<3 {
      r = (
        interleaved(r.0.lowHalf, r.4.lowHalf), interleaved(r.0.highHalf, r.4.highHalf),
        interleaved(r.1.lowHalf, r.5.lowHalf), interleaved(r.1.highHalf, r.5.highHalf),
        interleaved(r.2.lowHalf, r.6.lowHalf), interleaved(r.2.highHalf, r.6.highHalf),
        interleaved(r.3.lowHalf, r.7.lowHalf), interleaved(r.3.highHalf, r.7.highHalf)
      )
    }
    // Fewer than eight rows are stored as eight while there is room, then one by one.
    let whole = rows == 8 ? columns : room < 8 ? 0 : min(columns, (room &- 8) / targetStride &+ 1)
    func put(_ lanes: Lanes, _ column: Int) {
      if column < whole { store(lanes.lowHalf, target + column &* targetStride) }
      if column &+ 1 < whole { store(lanes.highHalf, target + (column &+ 1) &* targetStride) }
    }
    put(r.0, 0)
    put(r.1, 2)
    put(r.2, 4)
    put(r.3, 6)
    put(r.4, 8)
    put(r.5, 10)
    put(r.6, 12)
    put(r.7, 14)
    for column in whole..<columns {
      for row in 0..<rows { target[column &* targetStride &+ row] = source[row &* stride &+ column] }
    }
  }
}

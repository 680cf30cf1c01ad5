import CProcessor

/// Rows become columns: `target[c · targetStride + r] = source[r · stride + c]`, for all rows `r` and columns `c`.
///
/// Eight rows and eight columns at a time are turned in registers. Fewer than eight rows may leave zeros between the
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
      let firstColumn = max(0, min(column, columns &- 8))
      let block = TransposedBlock(
        source: source + firstRow &* stride + firstColumn, stride: stride,
        target: target + firstColumn &* targetStride + firstRow, targetStride: targetStride)
      let room = (columns &- firstColumn &- 1) &* targetStride &+ rows &- firstRow
      if rows >= 8 && columns >= 8 {
        block.turn(rows: 8, columns: 8, room: .max)
      } else if rows == Tile.rows && columns >= 8 {
        block.turn(rows: Tile.rows, columns: 8, room: room)
      } else {
        block.turn(rows: min(8, rows), columns: min(8, columns), room: room)
      }
      column &+= 8
    }
    row &+= 8
  }
}

/// Sums `(count, abreast)`, image beside image, become `count` neighbours in each of `abreast` images, `stride` floats apart.
func transpose(
  _ sums: UnsafePointer<Float>, of abreast: Int, count: Int, into images: UnsafeMutablePointer<Float>, stride: Int
) {
  if count >= 8 {
    return transpose(sums, rows: count, stride: abreast, columns: abreast, into: images, stride: stride)
  }
  // What stands behind so few places may have been written already.
  for image in 0..<abreast {
    for place in 0..<count { images[image * stride + place] = sums[place * abreast + image] }
  }
}

/// Up to eight rows of up to eight floats, and where they go.
private struct TransposedBlock {
  let source: UnsafePointer<Float>
  let stride: Int
  let target: UnsafeMutablePointer<Float>
  let targetStride: Int

  /// Turns squares of 2 × 2 floats, then squares of 2 × 2 pairs, then of 2 × 2 halves. There is room for so many floats.
  @inline(__always)
  func turn(rows: Int, columns: Int, room: Int) {
    func row(_ index: Int) -> SIMD8<Float> {
      let source = source + index &* stride
      return index >= rows
        ? SIMD8() : columns == 8 ? load(source, as: SIMD8<Float>.self) : load(source, first: columns)
    }
    let (a, b) = (quarters(row(0), row(1), row(2), row(3)), quarters(row(4), row(5), row(6), row(7)))
    // Fewer than eight rows are stored as eight while there is room, then one by one.
    let whole = rows == 8 ? columns : room < 8 ? 0 : min(columns, (room &- 8) / targetStride &+ 1)
    func put(_ upper: SIMD4<Float>, _ lower: SIMD4<Float>, _ column: Int) {
      if column < whole { store(SIMD8(lowHalf: upper, highHalf: lower), target + column &* targetStride) }
    }
    put(a.0.lowHalf, b.0.lowHalf, 0)
    put(a.1.lowHalf, b.1.lowHalf, 1)
    put(a.2.lowHalf, b.2.lowHalf, 2)
    put(a.3.lowHalf, b.3.lowHalf, 3)
    put(a.0.highHalf, b.0.highHalf, 4)
    put(a.1.highHalf, b.1.highHalf, 5)
    put(a.2.highHalf, b.2.highHalf, 6)
    put(a.3.highHalf, b.3.highHalf, 7)
    for column in whole..<columns {
      for row in 0..<rows { target[column &* targetStride &+ row] = source[row &* stride &+ column] }
    }
  }

  /// Four rows of eight, of which each half has been turned: columns 0 and 4, 1 and 5, 2 and 6, 3 and 7.
  @inline(__always)
  private func quarters(
    _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>, _ d: SIMD8<Float>
  ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    let (ab, cd, ab2, cd2) = (firstOfBoth(a, b), firstOfBoth(c, d), lastOfBoth(a, b), lastOfBoth(c, d))
    return (firstPairs(ab, cd), lastPairs(ab, cd), firstPairs(ab2, cd2), lastPairs(ab2, cd2))
  }
}

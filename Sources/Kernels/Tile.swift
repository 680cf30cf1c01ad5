/// The tile: the one sum of products that matrix product and convolution are made of.
///
///     sums[r, c] += Σ weights[t, r] · input[offsets[t] + c]       t = 0, 1, 2, … in this order
///                   t
///
///                 ┌──────── 32 columns ────────┐
///                 │ input[offsets[t] ..< +32]  │   2 loads
///        weights  └────────────────────────────┘
///       ┌ t ┐     ┌────────────────────────────┐
///     6 │ × │     │ 12 registers of 16 sums    │   6 broadcasts, 12 multiply-adds
///       └───┘     └────────────────────────────┘
///
/// The sums stay in registers while `t` runs over all taps. Each of the 8 loads feeds several of the 12
/// multiply-adds, so the arithmetic and not the memory sets the pace. In a matrix product `t` is the shared axis
/// and `offsets[t]` a row of the right matrix; in a convolution `t` is a kernel element and `offsets[t]` tells how
/// far the image is shifted for it.
enum Tile {
  static let rows = 6
  static let columns = 32

  /// Adds `taps` products to each of the 6 × 32 sums, whose rows lie `stride` floats apart.
  /// `weights` holds 6 values for each tap.
  @inline(__always)
  static func accumulate(
    taps: Int, weights: UnsafePointer<Float>, input: UnsafePointer<Float>, offsets: UnsafePointer<Int>,
    sums: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let row0 = sums, row1 = row0 + stride, row2 = row1 + stride
    let row3 = row2 + stride, row4 = row3 + stride, row5 = row4 + stride
    var sum00 = load(row0), sum01 = load(row0 + laneCount)
    var sum10 = load(row1), sum11 = load(row1 + laneCount)
    var sum20 = load(row2), sum21 = load(row2 + laneCount)
    var sum30 = load(row3), sum31 = load(row3 + laneCount)
    var sum40 = load(row4), sum41 = load(row4 + laneCount)
    var sum50 = load(row5), sum51 = load(row5 + laneCount)

    var weight = weights
    for tap in 0..<taps {
      let source = input + offsets[tap]
      let left = load(source), right = load(source + laneCount)
      let weight0 = Lanes(repeating: weight[0]), weight1 = Lanes(repeating: weight[1])
      sum00 = multiplyAdd(left, weight0, sum00)
      sum01 = multiplyAdd(right, weight0, sum01)
      sum10 = multiplyAdd(left, weight1, sum10)
      sum11 = multiplyAdd(right, weight1, sum11)
      let weight2 = Lanes(repeating: weight[2]), weight3 = Lanes(repeating: weight[3])
      sum20 = multiplyAdd(left, weight2, sum20)
      sum21 = multiplyAdd(right, weight2, sum21)
      sum30 = multiplyAdd(left, weight3, sum30)
      sum31 = multiplyAdd(right, weight3, sum31)
      let weight4 = Lanes(repeating: weight[4]), weight5 = Lanes(repeating: weight[5])
      sum40 = multiplyAdd(left, weight4, sum40)
      sum41 = multiplyAdd(right, weight4, sum41)
      sum50 = multiplyAdd(left, weight5, sum50)
      sum51 = multiplyAdd(right, weight5, sum51)
      weight += rows
    }

    store(sum00, row0)
    store(sum01, row0 + laneCount)
    store(sum10, row1)
    store(sum11, row1 + laneCount)
    store(sum20, row2)
    store(sum21, row2 + laneCount)
    store(sum30, row3)
    store(sum31, row3 + laneCount)
    store(sum40, row4)
    store(sum41, row4 + laneCount)
    store(sum50, row5)
    store(sum51, row5 + laneCount)
  }

  /// The number of tiles of `size` that cover `count`.
  @inline(__always)
  static func tiles(covering count: Int, size: Int) -> Int { (count + size - 1) / size }

  /// Reorders the rows of a matrix for the tile: for each group of 6 rows, tap by tap, its 6 weights side by side;
  /// rows past the end are zero. `packed` has room for `tiles · 6 · taps` floats.
  static func pack(
    weights: UnsafePointer<Float>, rows rowCount: Int, taps: Int, into packed: UnsafeMutablePointer<Float>
  ) {
    for tile in 0..<tiles(covering: rowCount, size: rows) {
      let target = packed + tile * rows * taps
      for row in 0..<rows {
        let index = tile * rows + row
        if index < rowCount {
          let source = weights + index * taps
          for tap in 0..<taps { target[tap * rows + row] = source[tap] }
        } else {
          for tap in 0..<taps { target[tap * rows + row] = 0 }
        }
      }
    }
  }
}

import CProcessor

/// The tile: the one sum of products that matrix product and convolution are made of.
///
///     sums[r, c] += Σ weights[t, r] · input[offsets[t] + c]       t = 0, 1, 2, … in this order
///                   t
///
///                 ┌──────── 32 columns ────────┐
///                 │ input[offsets[t] ..< +32]  │   2 loads
///        weights  └────────────────────────────┘
///       ┌ t ┐     ┌────────────────────────────┐
///     8 │ × │     │ 16 registers of 16 sums    │   8 broadcasts, 16 multiply-adds
///       └───┘     └────────────────────────────┘
///
/// The sums stay in registers while `t` runs over all taps. Each of the 10 loads feeds several of the 16
/// multiply-adds, so the arithmetic and not the memory sets the pace. In a matrix product `t` is the shared axis
/// and `offsets[t]` a row of the right matrix; in a convolution `t` is a kernel element and `offsets[t]` tells how
/// far the image is shifted for it.
///
/// The drawing is for AVX-512, whose 32 registers hold 16 floats each. Processors with fewer or shorter registers get
/// a smaller tile, and so do the last rows and columns: a sum takes its products in the same order in all of them.
enum Tile {
  static let rows = Int(PATCHWORK_TILE_ROWS)
  static let columns = Int(PATCHWORK_TILE_COLUMNS)

  /// The number of tiles of `size` that cover `count`.
  @inline(__always)
  static func tiles(covering count: Int, size: Int) -> Int { (count + size - 1) / size }

  /// How many rows a tile has for the last `rows` rows: 1, 2, 4, 6 or 8.
  @inline(__always)
  static func height(_ rows: Int) -> Int { rows == 1 ? 1 : min(Tile.rows, (rows + 1) & ~1) }

  /// The number of floats that weights for `rows` rows take when packed.
  static func packedCount(rows: Int, taps: Int) -> Int { tiles(covering: rows, size: Tile.rows) * Tile.rows * taps }

  /// Reorders weights for the tile: for each group of 8 rows, tap by tap, its weights side by side. The last group has
  /// `height` rows, those past the end zero. The weight of row `r` and tap `t` stands at
  /// `weights[r · rowStride + t · tapStride]`.
  static func pack(
    _ weights: UnsafePointer<Float>, rows rowCount: Int, rowStride: Int, taps: Int, tapStride: Int,
    into packed: UnsafeMutablePointer<Float>
  ) {
    for first in stride(from: 0, to: rowCount, by: rows) {
      let count = min(rows, rowCount - first), height = height(count)
      let group = packed + first * taps
      if rowStride == 1 && count == height {
        copyRows(taps, of: count, from: weights + first, stride: tapStride, to: group, stride: height)
        continue
      }
      var tap = 0
      while tapStride == 1 && count == 8 && tap + laneCount <= taps {
        transpose(weights + (first * rowStride + tap), stride: rowStride, into: group + tap * 8)
        tap += laneCount
      }
      for tap in tap..<taps {
        let source = weights + (first &* rowStride &+ tap &* tapStride), target = group + tap &* height
        for row in 0..<count { target[row] = source[row &* rowStride] }
        for row in count..<height { target[row] = 0 }
      }
    }
  }

  /// Turns eight rows of sixteen floats into sixteen rows of eight: three times the first half of the registers is
  /// interleaved with the second.
  @inline(__always)
  private static func transpose(
    _ rows: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>
  ) {
    func row(_ index: Int) -> Lanes { load(rows + index &* stride) }
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
    store(r.0, target)
    store(r.1, target + 16)
    store(r.2, target + 32)
    store(r.3, target + 48)
    store(r.4, target + 64)
    store(r.5, target + 80)
    store(r.6, target + 96)
    store(r.7, target + 112)
  }

  /// Adds `taps` products to each sum of a tile of `height` rows and of `width` columns or a few more, whose rows lie
  /// `stride` floats apart. The sums start at their row's value in `starts`, or where there is none at what they are.
  @inline(__always)
  static func accumulate(
    height: Int, width: Int, taps: Int, weights: UnsafePointer<Float>, input: UnsafePointer<Float>,
    offsets: UnsafePointer<Int>, from starts: UnsafePointer<Float>?, into sums: UnsafeMutablePointer<Float>,
    stride: Int
  ) {
    let job = Job(
      taps: taps, weights: weights, input: input, offsets: offsets, starts: starts, sums: sums, stride: stride)
    if columns == 32 {
      run(job, height: height, width: width, SIMD16<Float>.self)
    } else if columns == 16 {
      run(job, height: height, width: width, SIMD8<Float>.self)
    } else {
      run(job, height: height, width: width, SIMD4<Float>.self)
    }
  }

  private struct Job {
    let taps: Int
    let weights, input: UnsafePointer<Float>
    let offsets: UnsafePointer<Int>
    let starts: UnsafePointer<Float>?
    let sums: UnsafeMutablePointer<Float>
    let stride: Int
  }

  @inline(__always)
  private static func run<Vector: SIMD<Float>>(_ job: Job, height: Int, width: Int, _: Vector.Type) {
    width > Vector.scalarCount
      ? run(job, height: height, WideRow<Vector>.self) : run(job, height: height, NarrowRow<Vector>.self)
  }

  @inline(__always)
  private static func run<Row: TileSums>(_ job: Job, height: Int, _: Row.Type) {
    switch height {
    case 1: run(job, Row.self)
    case 2: run(job, Two<Row>.self)
    case 4: run(job, Four<Row>.self)
    case 6: run(job, Six<Row>.self)
    default: if rows == 8 { run(job, Eight<Row>.self) }
    }
  }

  @inline(never)
  private static func run<Sums: TileSums>(_ job: Job, _: Sums.Type) {
    var sums = job.starts.map { Sums(repeating: $0) } ?? Sums(job.sums, stride: job.stride)
    var weights = job.weights
    for tap in 0..<job.taps {
      sums.add(weights, times: job.input + job.offsets[tap])
      weights += Sums.rows
    }
    sums.store(job.sums, stride: job.stride)
  }
}

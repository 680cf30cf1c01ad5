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
/// a smaller tile, and so do the last rows and columns; one or two rows by themselves get a wider one. A sum takes its
/// products in the same order in all of them.
enum Tile {
  static let rows = Int(PATCHWORK_TILE_ROWS)
  static let columns = Int(PATCHWORK_TILE_COLUMNS)

  /// The number of tiles of `size` that cover `count`.
  @inline(__always)
  static func tiles(covering count: Int, size: Int) -> Int { (count + size - 1) / size }

  /// How many rows a tile has for the last `rows` rows: 1, 2, 4, 6 or 8.
  @inline(__always)
  static func height(_ rows: Int) -> Int { rows == 1 ? 1 : min(Tile.rows, (rows + 1) & ~1) }

  /// How many columns a tile takes in at most: those of one or two rows have sums left for more, if there are so many.
  @inline(__always)
  static func columns(height: Int, width: Int) -> Int {
    height <= 2 && width >= 8 / height * columns / 2 ? 8 / height * columns / 2 : columns
  }

  /// Calls `body` with room for `count` offsets. `dynamic`, so that neither this nor `body` is compiled more than once.
  dynamic static func withOffsets(_ count: Int, _ body: (UnsafeMutableBufferPointer<Int>) -> Void) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { body($0) }
  }

  /// Adds `taps` products to each sum of a tile of `height` rows and of `width` columns or a few more, at most
  /// `columns(height:width:)`, whose rows lie `stride` floats apart.
  @inline(__always)
  static func accumulate(
    height: Int, width: Int, taps: Int, weights: UnsafePointer<Float>, input: UnsafePointer<Float>,
    offsets: UnsafePointer<Int>, from start: Start, into sums: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let job = Job(
      taps: taps, weights: weights, input: input, offsets: offsets, start: start, sums: sums, stride: stride)
    if columns == 32 {
      run(job, height: height, width: width, OneRegister<SIMD16<Float>>.self)
    } else if columns == 16 {
      run(job, height: height, width: width, OneRegister<SIMD8<Float>>.self)
    } else {
      run(job, height: height, width: width, OneRegister<SIMD4<Float>>.self)
    }
  }

  /// Where sums start.
  enum Start {
    /// Each row at its value.
    case values(UnsafePointer<Float>)
    /// At what they are.
    case sums
    /// At zero, and what they were is added at the end.
    case zeros
  }

  private struct Job {
    let taps: Int
    let weights, input: UnsafePointer<Float>
    let offsets: UnsafePointer<Int>
    let start: Start
    let sums: UnsafeMutablePointer<Float>
    let stride: Int
  }

  @inline(__always)
  private static func run<Register: TileSums>(_ job: Job, height: Int, width: Int, _: Register.Type) {
    if columns(height: height, width: width) > columns {
      height == 1 ? run(job, Beside<Beside<Beside<Register>>>.self) : run(job, Two<Beside<Beside<Register>>>.self)
    } else if width > Register.columns {
      run(job, height: height, Beside<Register>.self)
    } else {
      run(job, height: height, Register.self)
    }
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
    var sums =
      switch job.start {
      case .values(let values): Sums(repeating: values)
      case .sums: Sums(job.sums, stride: job.stride)
      case .zeros: Sums()
      }
    var weights = job.weights
    for tap in 0..<job.taps {
      sums.add(weights, times: Sums.read(job.input + job.offsets[tap]))
      weights += Sums.rows
    }
    if case .zeros = job.start {
      sums.add(to: job.sums, stride: job.stride)
    } else {
      sums.store(job.sums, stride: job.stride)
    }
  }
}

/// Dot products of every row of one matrix with every row of another, both read where they lie:
///
///     sums[r, c] += Σ left[r, p] · right[offsets[c] + p]
///                   p
///
///                     3 rows of right, 16 floats each        3 loads
///                   ┌────┬────┬────┐
///     8 rows of     │    │    │    │
///     left, 16      │ 24 registers │                         8 loads, 24 multiply-adds
///     floats each   │ of 16 sums   │
///                   └────┴────┴────┘
///
/// Lane `i` of a register gathers the products at `p = i, i + 16, i + 32, …`; at the end its 16 lanes are added in
/// halves. The order depends on the length alone, not on how many rows a tile has.
public enum DotProducts {
  /// Long rows are summed in blocks, so that what one tile reads stays in the nearest cache.
  static let block = 1024

  /// Adds to `sums (rows, columns)`, whose rows begin `sumStride` floats apart, the dot products over `count` floats of
  /// the rows of `left`, `leftStride` apart, and of the rows of `right` that start at `offsets`.
  ///
  /// With several `segments` a row is cut into as many pieces of `count` floats, `leftSegment` and `rightSegment` apart,
  /// and each dot product runs on through all of them.
  public static func accumulate(
    left: UnsafePointer<Float>, leftStride: Int, rows: Int,
    right: UnsafePointer<Float>, offsets: UnsafePointer<Int>, columns: Int,
    count: Int, segments: Int = 1, leftSegment: Int = 0, rightSegment: Int = 0,
    into sums: UnsafeMutablePointer<Float>, sumStride: Int
  ) {
    for start in stride(from: 0, to: count, by: block) {
      var row = 0
      while row < rows {
        let job = Job(
          left: left + row * leftStride + start, leftStride: leftStride, right: right + start, offsets: offsets,
          columns: columns, count: min(block, count - start), segments: segments, leftSegment: leftSegment,
          rightSegment: rightSegment, sums: sums + row * sumStride, sumStride: sumStride)
        row += run(job, rows: rows - row)
      }
    }
  }

  private struct Job {
    let left: UnsafePointer<Float>
    let leftStride: Int
    let right: UnsafePointer<Float>
    let offsets: UnsafePointer<Int>
    let columns: Int
    let count, segments, leftSegment, rightSegment: Int
    let sums: UnsafeMutablePointer<Float>
    let sumStride: Int
  }

  /// Computes the tallest tiles that fit into `rows` rows, for all columns; returns how many rows that were.
  @inline(__always)
  private static func run(_ job: Job, rows: Int) -> Int {
    // Fewer registers hold fewer sums: two of 8 floats, or four of 4, stand for each of the drawing's.
    guard Tile.columns == 32 else {
      return rows >= 2 ? run(job, TwoDots<DotRow>.self) : run(job, DotRow.self)
    }
    return if rows >= 8 {
      run(job, EightDots<DotRow>.self)
    } else if rows >= 6 {
      run(job, SixDots<DotRow>.self)
    } else if rows >= 4 {
      run(job, FourDots<DotRow>.self)
    } else if rows >= 2 {
      run(job, TwoDots<DotRow>.self)
    } else {
      run(job, DotRow.self)
    }
  }

  /// A loop that knows of no rest keeps all its sums in registers.
  @inline(__always)
  private static func run<Sums: DotSums>(_ job: Job, _: Sums.Type) -> Int {
    job.count % laneCount == 0 ? runWhole(job, Sums.self) : runWithRest(job, Sums.self)
  }

  @inline(never)
  private static func runWhole<Sums: DotSums>(_ job: Job, _: Sums.Type) -> Int {
    run(job, Sums.self, hasRest: false)
  }

  @inline(never)
  private static func runWithRest<Sums: DotSums>(_ job: Job, _: Sums.Type) -> Int {
    run(job, Sums.self, hasRest: true)
  }

  @inline(__always)
  private static func run<Sums: DotSums>(_ job: Job, _: Sums.Type, hasRest: Bool) -> Int {
    for column in stride(from: 0, to: job.columns, by: 3) {
      // Past the last column the last is repeated and left behind.
      let columns = min(3, job.columns - column)
      let offsets = job.offsets + column
      var sums = Sums()
      for segment in 0..<job.segments {
        let left = job.left + segment &* job.leftSegment
        let right = job.right + segment &* job.rightSegment
        let right0 = right + offsets[0], right1 = right + offsets[min(1, columns &- 1)]
        let right2 = right + offsets[columns &- 1]
        var p = 0
        while p &+ laneCount <= job.count {
          sums.add(left + p, job.leftStride, load(right0 + p), load(right1 + p), load(right2 + p)) { load($0) }
          p &+= laneCount
        }
        if hasRest {
          let rest = job.count &- p
          sums.add(
            left + p, job.leftStride, load(right0 + p, first: rest), load(right1 + p, first: rest),
            load(right2 + p, first: rest)
          ) { load($0, first: rest) }
        }
      }
      sums.addTotals(to: job.sums + column, stride: job.sumStride, columns: columns)
    }
    return Sums.rows
  }
}

/// Sums of products of some rows of left with three rows of right, kept in registers.
private protocol DotSums {
  static var rows: Int { get }
  init()
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Lanes, _ right1: Lanes, _ right2: Lanes,
    load: (UnsafePointer<Float>) -> Lanes)
  func addTotals(to sums: UnsafeMutablePointer<Float>, stride: Int, columns: Int)
}

private struct DotRow: DotSums {
  private var sum0 = Lanes(), sum1 = Lanes(), sum2 = Lanes()

  static var rows: Int { 1 }

  @inline(__always)
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Lanes, _ right1: Lanes, _ right2: Lanes,
    load: (UnsafePointer<Float>) -> Lanes
  ) {
    let lanes = load(left)
    sum0 = multiplyAdd(lanes, right0, sum0)
    sum1 = multiplyAdd(lanes, right1, sum1)
    sum2 = multiplyAdd(lanes, right2, sum2)
  }

  @inline(__always)
  func addTotals(to sums: UnsafeMutablePointer<Float>, stride: Int, columns: Int) {
    sums[0] += total(sum0)
    if columns > 1 { sums[1] += total(sum1) }
    if columns > 2 { sums[2] += total(sum2) }
  }

  /// The sum of all lanes, halves first.
  @inline(__always)
  private func total(_ lanes: Lanes) -> Float {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}

private struct DotStack<Upper: DotSums, Lower: DotSums>: DotSums {
  private var upper = Upper()
  private var lower = Lower()

  static var rows: Int { Upper.rows + Lower.rows }

  @inline(__always)
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Lanes, _ right1: Lanes, _ right2: Lanes,
    load: (UnsafePointer<Float>) -> Lanes
  ) {
    upper.add(left, stride, right0, right1, right2, load: load)
    lower.add(left + Upper.rows &* stride, stride, right0, right1, right2, load: load)
  }

  @inline(__always)
  func addTotals(to sums: UnsafeMutablePointer<Float>, stride: Int, columns: Int) {
    upper.addTotals(to: sums, stride: stride, columns: columns)
    lower.addTotals(to: sums + Upper.rows &* stride, stride: stride, columns: columns)
  }
}

private typealias TwoDots<Row: DotSums> = DotStack<Row, Row>
private typealias FourDots<Row: DotSums> = DotStack<TwoDots<Row>, TwoDots<Row>>
private typealias SixDots<Row: DotSums> = DotStack<FourDots<Row>, TwoDots<Row>>
private typealias EightDots<Row: DotSums> = DotStack<FourDots<Row>, FourDots<Row>>

/// Dot products of every row of one matrix with every row of another, both read where they lie:
///
///     sums[c, r] += Σ left[r, p] · right[offsets[c] + p]
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
/// halves, those of a column's eight rows together. The order depends on the length alone, not on how many rows a tile
/// has.
public enum DotProducts {
  /// Long rows are summed in blocks, so that what one tile reads stays in the nearest cache.
  static let block = 1024

  /// Adds to `sums (columns, rows)`, whose rows begin `sumStride` floats apart, the dot products over `count` floats of
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
          rightSegment: rightSegment, sums: sums + row, sumStride: sumStride)
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
      let target = job.sums + column &* job.sumStride
      add(sums.totals(0), rows: Sums.rows, to: target)
      if columns > 1 { add(sums.totals(1), rows: Sums.rows, to: target + job.sumStride) }
      if columns > 2 { add(sums.totals(2), rows: Sums.rows, to: target + 2 &* job.sumStride) }
    }
    return Sums.rows
  }

  /// Adds the totals of some rows to their sums.
  @inline(__always)
  private static func add(_ totals: SIMD8<Float>, rows: Int, to sums: UnsafeMutablePointer<Float>) {
    if rows == 8 { return store(load(sums, as: SIMD8<Float>.self) + totals, sums) }
    for row in 0..<rows { sums[row] += totals[row] }
  }
}

/// Sums of products of some rows of left with three rows of right, kept in registers.
private protocol DotSums {
  static var rows: Int { get }
  init()
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Lanes, _ right1: Lanes, _ right2: Lanes,
    load: (UnsafePointer<Float>) -> Lanes)
  /// The sums of a row and a column; zeros past the last row.
  func lanes(_ row: Int, _ column: Int) -> Lanes
}

extension DotSums {
  /// The totals of a column's rows: half of the lanes is added to half, until one is left of each. Two rows that have
  /// shrunk to half a register go on in one, so that the last additions serve several rows at once:
  ///
  ///     eight   16 lanes of a row                   →   a0…a7
  ///     four    a0…a7 and b0…b7                     →   a0…a3 b0…b3
  ///     two     a0…a3 b0…b3 and c0…c3 d0…d3         →   a0 a1 b0 b1 c0 c1 d0 d1
  ///     last    those pairs and the other four rows' →   one total of each of eight rows
  @inline(__always)
  func totals(_ column: Int) -> SIMD8<Float> {
    func eight(_ row: Int) -> SIMD8<Float> {
      let lanes = lanes(row, column)
      return lanes.lowHalf + lanes.highHalf
    }
    func four(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      SIMD8(lowHalf: a.lowHalf, highHalf: b.lowHalf) + SIMD8(lowHalf: a.highHalf, highHalf: b.highHalf)
    }
    func two(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let a = unsafeBitCast(a, to: SIMD4<UInt64>.self), b = unsafeBitCast(b, to: SIMD4<UInt64>.self)
      return unsafeBitCast(SIMD4(lowHalf: a.evenHalf, highHalf: b.evenHalf), to: SIMD8<Float>.self)
        + unsafeBitCast(SIMD4(lowHalf: a.oddHalf, highHalf: b.oddHalf), to: SIMD8<Float>.self)
    }
    let a = two(four(eight(0), eight(1)), four(eight(2), eight(3)))
    let b = two(four(eight(4), eight(5)), four(eight(6), eight(7)))
    return SIMD8(lowHalf: a.evenHalf, highHalf: b.evenHalf) + SIMD8(lowHalf: a.oddHalf, highHalf: b.oddHalf)
  }
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
  func lanes(_ row: Int, _ column: Int) -> Lanes {
    row > 0 ? Lanes() : column == 0 ? sum0 : column == 1 ? sum1 : sum2
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
  func lanes(_ row: Int, _ column: Int) -> Lanes {
    row < Upper.rows ? upper.lanes(row, column) : lower.lanes(row &- Upper.rows, column)
  }
}

private typealias TwoDots<Row: DotSums> = DotStack<Row, Row>
private typealias FourDots<Row: DotSums> = DotStack<TwoDots<Row>, TwoDots<Row>>
private typealias SixDots<Row: DotSums> = DotStack<FourDots<Row>, TwoDots<Row>>
private typealias EightDots<Row: DotSums> = DotStack<FourDots<Row>, FourDots<Row>>

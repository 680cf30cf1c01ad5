import CProcessor

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
/// has. A processor with shorter registers goes over the rows once for each register's share of the 16 lanes, and one
/// with fewer takes 4 rows of left, or 2 where a product needs a register before it is added.
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
    if Tile.columns == 32 {
      run(job, rows: rows, DotRow<SIMD16<Float>>.self)
    } else if Tile.columns == 16 {
      run(job, rows: rows, DotRow<SIMD8<Float>>.self)
    } else {
      run(job, rows: rows, DotRow<SIMD4<Float>>.self)
    }
  }

  @inline(__always)
  private static func run<Row: DotSums>(_ job: Job, rows: Int, _: Row.Type) -> Int {
    if rows >= 8 && Tile.rows == 8 {
      run(job, EightDots<Row>.self)
    } else if rows >= 4 && isFused {
      run(job, FourDots<Row>.self)
    } else if rows >= 2 {
      run(job, TwoDots<Row>.self)
    } else {
      run(job, Row.self)
    }
  }

  @inline(__always)
  private static func run<Sums: DotSums>(_ job: Job, _: Sums.Type) -> Int {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 3 * Sums.rows) { lanes in
      let start = UnsafeMutableRawPointer(lanes.baseAddress!).assumingMemoryBound(to: Float.self)
      for column in stride(from: 0, to: job.columns, by: 3) {
        // Past the last column the last is repeated and left behind.
        let columns = min(3, job.columns - column)
        let offsets = job.offsets + column
        lanes.update(repeating: Lanes())
        for segment in 0..<job.segments {
          let left = job.left + segment &* job.leftSegment, right = job.right + segment &* job.rightSegment
          for part in stride(from: 0, to: laneCount, by: Sums.Vector.scalarCount) {
            add(
              left: left + part, job.leftStride, right + offsets[0] + part,
              right + offsets[min(1, columns &- 1)] + part, right + offsets[columns &- 1] + part,
              count: job.count &- part, to: start + part, Sums.self)
          }
        }
        for index in 0..<columns {
          let rows = lanes.baseAddress! + index
          add(Sums.totals(rows), rows: Sums.rows, to: job.sums + (column &+ index) &* job.sumStride)
        }
      }
    }
    return Sums.rows
  }

  /// Adds the products of every sixteenth float, and of the register's next ones, among the `count` that are left.
  @inline(never)
  private static func add<Sums: DotSums>(
    left: UnsafePointer<Float>, _ leftStride: Int, _ right0: UnsafePointer<Float>, _ right1: UnsafePointer<Float>,
    _ right2: UnsafePointer<Float>, count: Int, to lanes: UnsafeMutablePointer<Float>, _: Sums.Type
  ) {
    var sums = Sums(lanes)
    var p = 0
    while p &+ Sums.Vector.scalarCount <= count {
      sums.add(
        left + p, leftStride, load(right0 + p, as: Sums.Vector.self), load(right1 + p, as: Sums.Vector.self),
        load(right2 + p, as: Sums.Vector.self)
      ) { load($0, as: Sums.Vector.self) }
      p &+= laneCount
    }
    sums.store(lanes)
    if p < count {
      let rest = count &- p
      var sums = Sums(lanes)
      sums.add(
        left + p, leftStride, load(right0 + p, first: rest), load(right1 + p, first: rest),
        load(right2 + p, first: rest)
      ) { load($0, first: rest) }
      sums.store(lanes)
    }
  }

  /// Adds the totals of some rows to their sums.
  @inline(__always)
  private static func add(_ totals: SIMD8<Float>, rows: Int, to sums: UnsafeMutablePointer<Float>) {
    if rows == 8 { return Kernels.store(load(sums, as: SIMD8<Float>.self) + totals, sums) }
    for row in 0..<rows { sums[row] += totals[row] }
  }
}

/// Sums of products of some rows of left with three rows of right, kept in registers: a register's share of the lanes.
private protocol DotSums {
  associatedtype Vector: SIMD<Float>
  static var rows: Int { get }
  /// The sums so far: where each row's three columns have their share of the lanes; a column has 16 lanes.
  init(_ lanes: UnsafePointer<Float>)
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Vector, _ right1: Vector, _ right2: Vector,
    load: (UnsafePointer<Float>) -> Vector)
  /// Puts the sums back.
  func store(_ lanes: UnsafeMutablePointer<Float>)
}

extension DotSums {
  /// The totals of a column's rows, whose lanes lie three apart: half of the lanes is added to half, until one is left of
  /// each. Two rows that have shrunk to half a register go on in one, so that the last additions serve several rows at once:
  ///
  ///     eight   16 lanes of a row                   →   a0…a7
  ///     four    a0…a7 and b0…b7                     →   a0…a3 b0…b3
  ///     two     a0…a3 b0…b3 and c0…c3 d0…d3         →   a0 a1 b0 b1 c0 c1 d0 d1
  ///     last    those pairs and the other four rows' →   one total of each of eight rows
  @inline(__always)
  static func totals(_ lanes: UnsafePointer<Lanes>) -> SIMD8<Float> {
    func eight(_ row: Int) -> SIMD8<Float> {
      if row >= rows { return SIMD8() }
      let lanes = lanes[3 &* row]
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

private struct DotRow<Vector: SIMD<Float>>: DotSums {
  private var sum0, sum1, sum2: Vector

  static var rows: Int { 1 }

  @inline(__always)
  init(_ lanes: UnsafePointer<Float>) {
    sum0 = load(lanes, as: Vector.self)
    sum1 = load(lanes + laneCount, as: Vector.self)
    sum2 = load(lanes + 2 &* laneCount, as: Vector.self)
  }

  @inline(__always)
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Vector, _ right1: Vector, _ right2: Vector,
    load: (UnsafePointer<Float>) -> Vector
  ) {
    let vector = load(left)
    sum0 = multiplyAdd(vector, right0, sum0)
    sum1 = multiplyAdd(vector, right1, sum1)
    sum2 = multiplyAdd(vector, right2, sum2)
    endRow()
  }

  @inline(__always)
  func store(_ lanes: UnsafeMutablePointer<Float>) {
    Kernels.store(sum0, lanes)
    Kernels.store(sum1, lanes + laneCount)
    Kernels.store(sum2, lanes + 2 &* laneCount)
  }
}

private struct DotStack<Upper: DotSums, Lower: DotSums>: DotSums where Upper.Vector == Lower.Vector {
  private var upper: Upper
  private var lower: Lower

  static var rows: Int { Upper.rows + Lower.rows }

  @inline(__always)
  init(_ lanes: UnsafePointer<Float>) {
    upper = Upper(lanes)
    lower = Lower(lanes + 3 &* Upper.rows &* laneCount)
  }

  @inline(__always)
  mutating func add(
    _ left: UnsafePointer<Float>, _ stride: Int, _ right0: Upper.Vector, _ right1: Upper.Vector,
    _ right2: Upper.Vector, load: (UnsafePointer<Float>) -> Upper.Vector
  ) {
    upper.add(left, stride, right0, right1, right2, load: load)
    lower.add(left + Upper.rows &* stride, stride, right0, right1, right2, load: load)
  }

  @inline(__always)
  func store(_ lanes: UnsafeMutablePointer<Float>) {
    upper.store(lanes)
    lower.store(lanes + 3 &* Upper.rows &* laneCount)
  }
}

private typealias TwoDots<Row: DotSums> = DotStack<Row, Row>
private typealias FourDots<Row: DotSums> = DotStack<TwoDots<Row>, TwoDots<Row>>
private typealias EightDots<Row: DotSums> = DotStack<FourDots<Row>, FourDots<Row>>

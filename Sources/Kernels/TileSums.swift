import CProcessor

/// The sums of a tile, row upon row, kept in registers while products are added to them.
protocol TileSums {
  /// What all rows multiply their weights with at a tap: the input below their columns.
  associatedtype Input
  /// The number of rows.
  static var rows: Int { get }
  /// The number of sums in a row.
  static var columns: Int { get }
  /// All are zero.
  init()
  /// Each row starts at an initial value of its own.
  init(repeating initialValues: UnsafePointer<Float>)
  /// The sums so far, whose rows lie `stride` floats apart.
  init(_ sums: UnsafePointer<Float>, stride: Int)
  /// The input at a place, in registers.
  static func read(_ input: UnsafePointer<Float>) -> Input
  /// Adds to each row its weight times the input below its columns.
  mutating func add(_ weights: UnsafePointer<Float>, times input: Input)
  func store(_ sums: UnsafeMutablePointer<Float>, stride: Int)
  /// Adds the sums to what stands at a place.
  func add(to sums: UnsafeMutablePointer<Float>, stride: Int)
}

/// One row, one register wide.
struct OneRegister<Vector: SIMD<Float>>: TileSums {
  private var sums: Vector

  static var rows: Int { 1 }
  static var columns: Int { Vector.scalarCount }

  @inline(__always)
  init() { sums = Vector() }

  @inline(__always)
  init(repeating initialValues: UnsafePointer<Float>) { sums = Vector(repeating: initialValues[0]) }

  @inline(__always)
  init(_ sums: UnsafePointer<Float>, stride: Int) { self.sums = load(sums, as: Vector.self) }

  @inline(__always)
  static func read(_ input: UnsafePointer<Float>) -> Vector { load(input, as: Vector.self) }

  @inline(__always)
  mutating func add(_ weights: UnsafePointer<Float>, times input: Vector) {
    sums = multiplyAdd(input, Vector(repeating: weights[0]), sums)
  }

  @inline(__always)
  func store(_ sums: UnsafeMutablePointer<Float>, stride: Int) { Kernels.store(self.sums, sums) }

  @inline(__always)
  func add(to sums: UnsafeMutablePointer<Float>, stride: Int) {
    Kernels.store(load(sums, as: Vector.self) + self.sums, sums)
  }
}

/// Columns beside columns: both sides share the weights.
struct Beside<Side: TileSums>: TileSums {
  private var left, right: Side

  static var rows: Int { Side.rows }
  static var columns: Int { 2 * Side.columns }

  @inline(__always)
  init() { (left, right) = (Side(), Side()) }

  @inline(__always)
  init(repeating initialValues: UnsafePointer<Float>) {
    left = Side(repeating: initialValues)
    right = left
  }

  @inline(__always)
  init(_ sums: UnsafePointer<Float>, stride: Int) {
    left = Side(sums, stride: stride)
    right = Side(sums + Side.columns, stride: stride)
  }

  @inline(__always)
  static func read(_ input: UnsafePointer<Float>) -> (left: Side.Input, right: Side.Input) {
    (Side.read(input), Side.read(input + Side.columns))
  }

  @inline(__always)
  mutating func add(_ weights: UnsafePointer<Float>, times input: (left: Side.Input, right: Side.Input)) {
    left.add(weights, times: input.left)
    right.add(weights, times: input.right)
    endRow()
  }

  @inline(__always)
  func store(_ sums: UnsafeMutablePointer<Float>, stride: Int) {
    left.store(sums, stride: stride)
    right.store(sums + Side.columns, stride: stride)
  }

  @inline(__always)
  func add(to sums: UnsafeMutablePointer<Float>, stride: Int) {
    left.add(to: sums, stride: stride)
    right.add(to: sums + Side.columns, stride: stride)
  }
}

/// Rows above rows: all share what is loaded of the input.
struct Stack<Upper: TileSums, Lower: TileSums>: TileSums where Upper.Input == Lower.Input {
  private var upper: Upper
  private var lower: Lower

  static var rows: Int { Upper.rows + Lower.rows }
  static var columns: Int { Upper.columns }

  @inline(__always)
  init() { (upper, lower) = (Upper(), Lower()) }

  @inline(__always)
  init(repeating initialValues: UnsafePointer<Float>) {
    upper = Upper(repeating: initialValues)
    lower = Lower(repeating: initialValues + Upper.rows)
  }

  @inline(__always)
  init(_ sums: UnsafePointer<Float>, stride: Int) {
    upper = Upper(sums, stride: stride)
    lower = Lower(sums + Upper.rows * stride, stride: stride)
  }

  @inline(__always)
  static func read(_ input: UnsafePointer<Float>) -> Upper.Input { Upper.read(input) }

  @inline(__always)
  mutating func add(_ weights: UnsafePointer<Float>, times input: Upper.Input) {
    upper.add(weights, times: input)
    lower.add(weights + Upper.rows, times: input)
  }

  @inline(__always)
  func store(_ sums: UnsafeMutablePointer<Float>, stride: Int) {
    upper.store(sums, stride: stride)
    lower.store(sums + Upper.rows * stride, stride: stride)
  }

  @inline(__always)
  func add(to sums: UnsafeMutablePointer<Float>, stride: Int) {
    upper.add(to: sums, stride: stride)
    lower.add(to: sums + Upper.rows * stride, stride: stride)
  }
}

typealias Two<Row: TileSums> = Stack<Row, Row>
typealias Four<Row: TileSums> = Stack<Two<Row>, Two<Row>>
typealias Six<Row: TileSums> = Stack<Four<Row>, Two<Row>>
typealias Eight<Row: TileSums> = Stack<Four<Row>, Four<Row>>

/// `output (m, n) = left (m, k) · right (k, n)`, all row-major, tile by tile.
///
/// Both matrices are first copied into the order in which the tile reads them: `left` in groups of 6 rows, `right`
/// in panels of 32 columns. The shared axis is cut into blocks of 256, so that a panel's block (32 KB) stays in the
/// nearest cache while all rows pass over it. A sum starts at zero and takes its products in the order of the
/// shared axis, whatever the cuts.
public struct MatrixProduct: Sendable {
  /// The sizes m, k and n.
  public let rows, shared, columns: Int

  private static let block = 256

  /// A product of the given sizes, all at least 1.
  public init(rows: Int, shared: Int, columns: Int) {
    self.rows = rows
    self.shared = shared
    self.columns = columns
  }

  /// The number of 6-row groups of the left matrix.
  public var groups: Int { Tile.tiles(covering: rows, size: Tile.rows) }
  /// The number of 32-column panels of the right matrix.
  public var panels: Int { Tile.tiles(covering: columns, size: Tile.columns) }
  /// The number of floats that the packed left matrix takes.
  public var packedLeftCount: Int { groups * Tile.rows * shared }
  /// The number of floats that the packed right matrix takes.
  public var packedRightCount: Int { panels * Tile.columns * shared }

  /// Copies the left matrix group by group.
  public func pack(left: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) {
    Tile.pack(weights: left, rows: rows, taps: shared, into: packed)
  }

  /// Copies some panels of the right matrix; columns past the last are zero.
  public func pack(right: UnsafePointer<Float>, panels: Range<Int>, into packed: UnsafeMutablePointer<Float>) {
    for panel in panels {
      let width = min(Tile.columns, columns - panel * Tile.columns)
      for row in 0..<shared {
        let target = packed + (panel * shared + row) * Tile.columns
        target.update(from: right + row * columns + panel * Tile.columns, count: width)
        (target + width).update(repeating: 0, count: Tile.columns - width)
      }
    }
  }

  /// Computes the part of the output that the given groups of rows and panels of columns meet in.
  public func multiply(
    packedLeft: UnsafePointer<Float>, packedRight: UnsafePointer<Float>, groups: Range<Int>, panels: Range<Int>,
    into output: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: MatrixProduct.block) { offsets in
      for tap in 0..<MatrixProduct.block { offsets[tap] = tap * Tile.columns }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: Tile.rows * Tile.columns) { edge in
        for start in stride(from: 0, to: shared, by: MatrixProduct.block) {
          for panel in panels {
            for group in groups {
              accumulate(group: group, panel: panel, into: output, edge: edge.baseAddress!, isFirst: start == 0) {
                Tile.accumulate(
                  taps: min(MatrixProduct.block, shared - start),
                  weights: packedLeft + (group * shared + start) * Tile.rows,
                  input: packedRight + (panel * shared + start) * Tile.columns,
                  offsets: offsets.baseAddress!, sums: $0, stride: $1)
              }
            }
          }
        }
      }
    }
  }

  /// Runs `body` on a tile's sums: on the output itself where the whole tile fits, and on a copy in `edge` (6 × 32)
  /// where it overhangs on the right or below. The sums are zero at first.
  @inline(__always)
  private func accumulate(
    group: Int, panel: Int, into output: UnsafeMutablePointer<Float>, edge: UnsafeMutablePointer<Float>,
    isFirst: Bool, _ body: (_ sums: UnsafeMutablePointer<Float>, _ stride: Int) -> Void
  ) {
    let corner = output + group * Tile.rows * columns + panel * Tile.columns
    let height = min(Tile.rows, rows - group * Tile.rows)
    let width = min(Tile.columns, columns - panel * Tile.columns)
    if isFirst {
      for row in 0..<height { (corner + row * columns).update(repeating: 0, count: width) }
    }
    if height == Tile.rows && width == Tile.columns {
      body(corner, columns)
      return
    }
    for row in 0..<height {
      (edge + row * Tile.columns).update(from: corner + row * columns, count: width)
    }
    body(edge, Tile.columns)
    for row in 0..<height {
      (corner + row * columns).update(from: edge + row * Tile.columns, count: width)
    }
  }
}

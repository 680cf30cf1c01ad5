/// `output (m, n) = left (m, k) · right (k, n)`, all row-major, tile by tile.
///
/// Both matrices are first copied into the order in which the tile reads them: `left` in groups of 6 rows, `right`
/// in panels of 32 columns. The shared axis is cut into blocks of 256, so that a panel's block (32 KB) stays in the
/// nearest cache while all rows pass over it. A sum starts at zero and takes its products in the order of the
/// shared axis, whatever the cuts.
public enum MatrixProduct {
  static let block = 256

  /// The right matrix in panels of 32 columns, ready to be multiplied by any rows of a left one.
  public struct Panels: ~Copyable, @unchecked Sendable {
    let memory: UnsafeMutablePointer<Float>
    let sharedCount: Int
    let columnCount: Int

    /// Copies `right (shared, columns)`, row-major; columns past the last are zero.
    public init(_ right: UnsafePointer<Float>, shared: Int, columns: Int) {
      let panels = Tile.tiles(covering: columns, size: Tile.columns)
      memory = .allocate(capacity: panels * shared * Tile.columns)
      sharedCount = shared
      columnCount = columns
      for panel in 0..<panels {
        let width = min(Tile.columns, columns - panel * Tile.columns)
        for row in 0..<shared {
          let source = right + row * columns + panel * Tile.columns
          let target = memory + (panel * shared + row) * Tile.columns
          target.update(from: source, count: width)
          (target + width).update(repeating: 0, count: Tile.columns - width)
        }
      }
    }

    deinit { memory.deallocate() }
  }

  /// Multiplies `rows` rows of `left` by the panels into `output`, both row-major.
  public static func multiply(
    _ left: UnsafePointer<Float>, rows: Int, _ panels: borrowing Panels, into output: UnsafeMutablePointer<Float>
  ) {
    let shared = panels.sharedCount, columns = panels.columnCount
    let rowTiles = Tile.tiles(covering: rows, size: Tile.rows)
    let columnTiles = Tile.tiles(covering: columns, size: Tile.columns)
    output.update(repeating: 0, count: rows * columns)

    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, rowTiles * Tile.rows * shared)) { packed in
      Tile.pack(weights: left, rows: rows, taps: shared, into: packed.baseAddress!)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: block) { offsets in
        for tap in 0..<block { offsets[tap] = tap * Tile.columns }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Tile.rows * Tile.columns) { edge in
          for start in stride(from: 0, to: shared, by: block) {
            for columnTile in 0..<columnTiles {
              let input = panels.memory + (columnTile * shared + start) * Tile.columns
              for rowTile in 0..<rowTiles {
                TileTarget(
                  output: output, stride: columns, row: rowTile * Tile.rows, column: columnTile * Tile.columns,
                  rows: rows, columns: columns
                ).accumulate(edge: edge.baseAddress!) { sums, stride in
                  Tile.accumulate(
                    taps: min(block, shared - start),
                    weights: packed.baseAddress! + (rowTile * shared + start) * Tile.rows,
                    input: input, offsets: offsets.baseAddress!, sums: sums, stride: stride)
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Where a tile's sums belong: a corner of a row-major output, which the tile may overhang on the right and below.
struct TileTarget {
  let output: UnsafeMutablePointer<Float>
  let stride: Int
  let row: Int
  let column: Int
  let rows: Int
  let columns: Int

  /// Runs `body` on the output itself where the whole tile fits, and on a copy in `edge` (6 × 32) where it overhangs.
  @inline(__always)
  func accumulate(
    edge: UnsafeMutablePointer<Float>, _ body: (_ sums: UnsafeMutablePointer<Float>, _ stride: Int) -> Void
  ) {
    let corner = output + row * stride + column
    let height = min(Tile.rows, rows - row), width = min(Tile.columns, columns - column)
    if height == Tile.rows && width == Tile.columns {
      body(corner, stride)
      return
    }
    for index in 0..<height {
      (edge + index * Tile.columns).update(from: corner + index * stride, count: width)
    }
    body(edge, Tile.columns)
    for index in 0..<height {
      (corner + index * stride).update(from: edge + index * Tile.columns, count: width)
    }
  }
}

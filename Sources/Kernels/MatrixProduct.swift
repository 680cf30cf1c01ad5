/// `output (m, n) = left (m, k) · right (k, n)`, tile by tile.
///
/// Both matrices are copied into the order in which the tile reads them: `left` beforehand, in groups of 8 rows, and
/// `right` panel by panel of 32 columns (fewer where registers are shorter), just before all rows pass over a panel.
/// That pays where a panel is read often and long: if its rows or the groups are few, it is read where it lies. The
/// shared axis is cut into blocks of 1024, so that a group's block (32 KB) fits the nearest cache and a panel's
/// (128 KB) the next. A sum starts at zero and takes its products in the order of the shared axis, whatever the cuts.
public struct MatrixProduct: Sendable {
  /// The sizes m, k and n.
  public let rows, shared, columns: Int

  private static let block = 1024

  /// A product of the given sizes, all at least 1.
  public init(rows: Int, shared: Int, columns: Int) {
    self.rows = rows
    self.shared = shared
    self.columns = columns
  }

  /// The number of 8-row groups of the left matrix.
  public var groups: Int { Tile.tiles(covering: rows, size: Tile.rows) }
  /// The number of 32-column panels of the right matrix.
  public var panels: Int { Tile.tiles(covering: columns, size: Tile.columns) }
  /// The number of floats that the packed left matrix takes.
  public var packedLeftCount: Int { Tile.packedCount(rows: rows, taps: shared) }
  /// Whether `multiply` copies each panel of the right matrix before it uses it.
  public var packsRight: Bool { groups > 4 && shared > 128 }

  /// Copies some groups of the left matrix, whose element `(i, j)` stands at `left[i · rowStride + j · columnStride]`.
  public func pack(
    left: UnsafePointer<Float>, rowStride: Int, columnStride: Int, groups: Range<Int>,
    into packed: UnsafeMutablePointer<Float>
  ) {
    let first = groups.lowerBound * Tile.rows
    Tile.pack(
      left + first * rowStride, rows: min(rows, groups.upperBound * Tile.rows) - first, rowStride: rowStride,
      taps: shared, tapStride: columnStride, into: packed + first * shared)
  }

  /// Computes the part of the output that the given groups of rows and panels of columns meet in. Up to 32 floats behind
  /// the right matrix may be read, whatever they are.
  public func multiply(
    packedLeft: UnsafePointer<Float>, right: UnsafePointer<Float>, groups: Range<Int>, panels: Range<Int>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let block = min(MatrixProduct.block, shared), stride = packsRight ? Tile.columns : columns
    withUnsafeTemporaryAllocation(of: Int.self, capacity: block) { offsets in
      for tap in 0..<block { offsets[tap] = tap * stride }
      Buffers.scratch((Tile.rows + 1 + (packsRight ? block : 0)) * Tile.columns) { edge in
        let zeros = edge + Tile.rows * Tile.columns, packed = zeros + Tile.columns
        zeros.update(repeating: 0, count: Tile.columns)
        for panel in panels {
          let width = min(Tile.columns, columns - panel * Tile.columns)
          for start in Swift.stride(from: 0, to: shared, by: block) {
            let taps = min(block, shared - start), rows = right + start * columns + panel * Tile.columns
            if packsRight { pack(rows, count: taps, width: width, into: packed) }
            for group in groups {
              accumulate(group: group, panel: panel, into: output, edge: edge, isFirst: start == 0) {
                Tile.accumulate(
                  height: $0, width: width, taps: taps, weights: packedLeft + group * Tile.rows * shared + start * $0,
                  input: packsRight ? UnsafePointer(packed) : rows, offsets: offsets.baseAddress!,
                  from: start == 0 ? zeros : nil, into: $1, stride: $2)
              }
            }
          }
        }
      }
    }
  }

  /// Copies a panel's part of some rows of the right matrix. The rows of a wide matrix are far apart, so the next are
  /// asked for while some are copied.
  private func pack(
    _ rows: UnsafePointer<Float>, count: Int, width: Int, into packed: UnsafeMutablePointer<Float>
  ) {
    let rowsAtOnce = 16
    for first in stride(from: 0, to: count, by: rowsAtOnce) {
      let rows = rows + first * columns
      for row in rowsAtOnce..<2 * rowsAtOnce { Processor.prefetch(rows + row &* columns, count: Tile.columns) }
      copyRows(
        min(rowsAtOnce, count - first), of: width, from: rows, stride: columns, to: packed + first * Tile.columns,
        stride: Tile.columns)
    }
  }

  /// Runs `body` on a tile's sums: on the output itself where the whole tile fits, and on a copy in `edge` where it
  /// overhangs on the right or below.
  @inline(__always)
  private func accumulate(
    group: Int, panel: Int, into output: UnsafeMutablePointer<Float>, edge: UnsafeMutablePointer<Float>,
    isFirst: Bool, _ body: (_ height: Int, _ sums: UnsafeMutablePointer<Float>, _ stride: Int) -> Void
  ) {
    let corner = output + group * Tile.rows * columns + panel * Tile.columns
    let rowCount = min(Tile.rows, rows - group * Tile.rows), height = Tile.height(rowCount)
    let width = min(Tile.columns, columns - panel * Tile.columns)
    if height == rowCount && width == Tile.columns {
      body(height, corner, columns)
      return
    }
    if !isFirst {
      copyRows(rowCount, of: width, from: corner, stride: columns, to: edge, stride: Tile.columns)
    }
    body(height, edge, Tile.columns)
    copyRows(rowCount, of: width, from: edge, stride: Tile.columns, to: corner, stride: columns)
  }
}

/// `output (m, n) = left (m, k) · right (k, n)`, tile by tile.
///
/// Both matrices are first copied into the order in which the tile reads them: `left` in groups of 8 rows, `right`
/// in panels of 32 columns (fewer where registers are shorter). The copy of `right` pays where it is read often and
/// long: a matrix of few rows, or one that few groups pass over, is read where it lies. The shared axis is cut into
/// blocks of 1024, so that a group's block (32 KB) fits the nearest cache and a panel's (128 KB) the next while all
/// rows pass over it. A sum starts at zero and takes its products in the order of the shared axis, whatever the cuts.
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
  /// The number of floats that the packed right matrix takes.
  public var packedRightCount: Int { panels * Tile.columns * shared }
  /// Whether `multiply` takes the right matrix packed.
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

  /// Copies some panels of the right matrix, whose rows lie side by side; columns past the last are zero.
  public func pack(right: UnsafePointer<Float>, panels: Range<Int>, into packed: UnsafeMutablePointer<Float>) {
    for panel in panels {
      let width = min(Tile.columns, columns - panel * Tile.columns)
      let target = packed + panel * shared * Tile.columns
      copyRows(
        shared, of: width, from: right + panel * Tile.columns, stride: columns, to: target, stride: Tile.columns)
      for row in 0..<shared { for column in width..<Tile.columns { target[row * Tile.columns + column] = 0 } }
    }
  }

  /// Computes the part of the output that the given groups of rows and panels of columns meet in. Up to 32 floats behind
  /// the right matrix may be read, whatever they are.
  public func multiply(
    packedLeft: UnsafePointer<Float>, right: UnsafePointer<Float>, groups: Range<Int>, panels: Range<Int>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let rowStride = packsRight ? Tile.columns : columns
    let panelStride = packsRight ? shared * Tile.columns : Tile.columns
    withUnsafeTemporaryAllocation(of: Int.self, capacity: MatrixProduct.block) { offsets in
      for tap in 0..<MatrixProduct.block { offsets[tap] = tap * rowStride }
      Buffers.scratch((Tile.rows + 1) * Tile.columns) { edge in
        let zeros = edge + Tile.rows * Tile.columns
        zeros.update(repeating: 0, count: Tile.columns)
        for start in stride(from: 0, to: shared, by: MatrixProduct.block) {
          for panel in panels {
            for group in groups {
              accumulate(group: group, panel: panel, into: output, edge: edge, isFirst: start == 0) {
                Tile.accumulate(
                  height: $0, width: columns - panel * Tile.columns, taps: min(MatrixProduct.block, shared - start),
                  weights: packedLeft + group * Tile.rows * shared + start * $0,
                  input: right + panel * panelStride + start * rowStride, offsets: offsets.baseAddress!,
                  from: start == 0 ? zeros : nil, into: $1, stride: $2)
              }
            }
          }
        }
      }
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

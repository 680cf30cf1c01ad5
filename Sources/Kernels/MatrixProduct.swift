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

  private static let block = Tile.columns == 32 ? 1024 : 256

  /// A product of the given sizes, all at least 1; nil if a matrix has more elements than memory has addresses.
  public init?(rows: Int, shared: Int, columns: Int) {
    let (m, k, n) = (Double(rows) + 8, Double(shared), Double(columns) + 32)
    guard min(rows, shared, columns) >= 1, max(m * k, k * n, m * n) < 0x1p58 else { return nil }
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
  /// How many products there are in all, at most 2⁶².
  public var multiplyAdds: Int { Int(min(0x1p62, Double(rows) * Double(shared) * Double(columns))) }
  /// Whether `multiply` copies each panel of the right matrix before it uses it.
  public var packsRight: Bool { groups > 4 && shared > 128 }

  /// Copies some groups of the left matrix, whose element `(i, j)` stands at `left[i · rowStride + j · columnStride]`.
  public func pack(
    left: UnsafePointer<Float>, rowStride: Int, columnStride: Int, groups part: Range<Int>,
    into packed: UnsafeMutableBufferPointer<Float>
  ) {
    check(packed.count, packedLeftCount, part, of: groups)
    let first = part.lowerBound * Tile.rows
    Tile.pack(
      left + first * rowStride, rows: min(rows, part.upperBound * Tile.rows) - first, rowStride: rowStride,
      taps: shared, tapStride: columnStride, into: packed.baseAddress! + first * shared)
  }

  /// Computes the part of the output that the given groups of rows and panels of columns meet in.
  public func multiply(
    packedLeft: UnsafeBufferPointer<Float>, right: UnsafeBufferPointer<Float>, groups groupPart: Range<Int>,
    panels panelPart: Range<Int>, into output: UnsafeMutableBufferPointer<Float>
  ) {
    check(packedLeft.count, packedLeftCount, groupPart, of: groups)
    check(right.count, shared * columns, panelPart, of: panels)
    check(output.count, rows * columns, panelPart, of: panels)
    let packedLeft = packedLeft.baseAddress!, right = right.baseAddress!, output = output.baseAddress!
    let block = min(MatrixProduct.block, shared)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: block) { offsets in
      Buffers.scratch((Tile.rows + 1 + block) * Tile.columns) { edge in
        let zeros = edge + Tile.rows * Tile.columns, panelCopy = zeros + Tile.columns
        zeros.update(repeating: 0, count: Tile.columns)
        var rowStride = 0
        for panel in panelPart {
          let width = min(Tile.columns, columns - panel * Tile.columns)
          // A tile is whole registers wide. Where it would read past the end of the rows, it reads a copy.
          let isCopied = packsRight || width % (Tile.columns / 2) != 0
          if rowStride != (isCopied ? Tile.columns : columns) {
            rowStride = isCopied ? Tile.columns : columns
            for tap in 0..<block { offsets[tap] = tap * rowStride }
          }
          for start in stride(from: 0, to: shared, by: block) {
            let taps = min(block, shared - start), rows = right + start * columns + panel * Tile.columns
            if isCopied { pack(rows, count: taps, width: width, into: panelCopy) }
            for group in groupPart {
              let corner = output + group * Tile.rows * columns + panel * Tile.columns
              let count = min(Tile.rows, self.rows - group * Tile.rows), height = Tile.height(count)
              // A tile that overhangs on the right or below has its sums in a copy.
              let overhangs = height > count || width < Tile.columns
              if overhangs && start > 0 {
                copyRows(count, of: width, from: corner, stride: columns, to: edge, stride: Tile.columns)
              }
              Tile.accumulate(
                height: height, width: width, taps: taps,
                weights: packedLeft + group * Tile.rows * shared + start * height,
                input: isCopied ? UnsafePointer(panelCopy) : rows, offsets: offsets.baseAddress!,
                from: start == 0 ? zeros : nil, into: overhangs ? edge : corner,
                stride: overhangs ? Tile.columns : columns)
              if overhangs {
                copyRows(count, of: width, from: edge, stride: Tile.columns, to: corner, stride: columns)
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

  /// Ends the program if memory does not have the size that follows from the matrices, or a part is not one of theirs.
  private func check(_ count: Int, _ expected: Int, _ part: Range<Int>, of whole: Int) {
    if count != expected || part.lowerBound < 0 || part.upperBound > whole {
      fatalError("MatrixProduct: the memory holds \(count) floats and must hold \(expected); \(part) of \(whole)")
    }
  }
}

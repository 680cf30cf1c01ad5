/// `output (m, n) = left (m, k) · right (k, n)`, tile by tile.
///
/// Both matrices are copied into the order in which the tile reads them: `left` beforehand, in groups of 8 rows, and
/// `right` in panels of 32 columns (6 and 16 for AVX2), some at a time, just before all rows pass over them. That pays
/// where a panel is read often and long: if its rows or the groups are few, it is read where it lies. The shared axis is
/// cut into blocks of 1024, so that a group's block (32 KB at most) fits the nearest cache and a panel's (128 KB at most)
/// the next. A sum starts at zero and takes its products in the order of the shared axis, whatever the cuts.
public struct MatrixProduct: Sendable {
  /// The sizes m, k and n.
  public let rows, shared, columns: Int

  private static let block = 1024

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
  /// Whether `multiply` copies the panels of the right matrix before it uses them.
  public var packsRight: Bool { groups > 4 && shared > 128 }
  /// How many panels `multiply` should be given at once: rows far apart are read 64 columns at a time, if there are many.
  public var panelsAtOnce: Int { packsRight ? max(1, min(64 / Tile.columns, panels / 16)) : 8 }

  /// Copies a group of the left matrix, whose element `(i, j)` stands at `left[i · rowStride + j · columnStride]`.
  public func pack(
    left: UnsafePointer<Float>, rowStride: Int, columnStride: Int, group: Int,
    into packed: UnsafeMutableBufferPointer<Float>
  ) {
    check(packed.count, packedLeftCount, group..<group + 1, of: groups)
    let first = group * Tile.rows
    Tile.pack(
      left + first * rowStride, rows: min(rows - first, Tile.rows), rowStride: rowStride,
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
    Tile.withOffsets(2 * block) { offsets in
      let inRows = offsets.baseAddress!, inCopy = inRows + block
      for tap in 0..<block { (inRows[tap], inCopy[tap]) = (tap * columns, tap * Tile.columns) }
      Buffers.scratch((Tile.rows + 1 + (packsRight ? panelPart.count : 1) * block) * Tile.columns) { edge in
        let zeros = edge + Tile.rows * Tile.columns, copies = zeros + Tile.columns
        zeros.update(repeating: 0, count: Tile.columns)
        for start in stride(from: 0, to: shared, by: block) {
          let taps = min(block, shared - start)
          let rows = right + start * columns
          if packsRight { pack(rows, count: taps, panels: panelPart, into: copies) }
          for panel in panelPart {
            let copy = copies + (packsRight ? panel - panelPart.lowerBound : 0) * block * Tile.columns
            let width = min(Tile.columns, columns - panel * Tile.columns)
            // A tile is whole registers wide. Where it would read past the end of the rows, it reads a copy.
            let isCopied = packsRight || width % (Tile.columns / 2) != 0
            if isCopied && !packsRight { pack(rows, count: taps, panels: panel..<panel + 1, into: copy) }
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
                input: isCopied ? UnsafePointer(copy) : rows + panel * Tile.columns,
                offsets: isCopied ? inCopy : inRows,
                from: start == 0 ? .values(zeros) : .sums, into: overhangs ? edge : corner,
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

  /// Copies some panels' part of some rows of the right matrix. The rows of a wide matrix are far apart, so the next are
  /// asked for while some are copied.
  private func pack(
    _ rows: UnsafePointer<Float>, count: Int, panels: Range<Int>, into packed: UnsafeMutablePointer<Float>
  ) {
    let rowsAtOnce = 16, block = min(MatrixProduct.block, shared)
    let part = panels.lowerBound * Tile.columns..<min(columns, panels.upperBound * Tile.columns)
    for first in stride(from: 0, to: count, by: rowsAtOnce) {
      let rows = rows + first * columns
      for row in rowsAtOnce..<2 * rowsAtOnce {
        Processor.prefetch(rows + row &* columns + part.lowerBound, count: part.count)
      }
      for column in stride(from: part.lowerBound, to: part.upperBound, by: Tile.columns) {
        copyRows(
          min(rowsAtOnce, count - first), of: min(Tile.columns, part.upperBound - column), from: rows + column,
          stride: columns, to: packed + (column - part.lowerBound) * block + first * Tile.columns,
          stride: Tile.columns)
      }
    }
  }

  /// Ends the program if memory does not have the size that follows from the matrices, or a part is not one of theirs.
  private func check(_ count: Int, _ expected: Int, _ part: Range<Int>, of whole: Int) {
    if count != expected || part.lowerBound < 0 || part.upperBound > whole {
      fatalError("MatrixProduct: the memory holds \(count) floats and must hold \(expected); \(part) of \(whole)")
    }
  }
}

/// A table set in columns of a terminal; cells that are too wide are wrapped.
struct TableLayout {
  let header: [[Span]]
  let rows: [[[Span]]]
  let alignments: [Markup.Alignment]

  private static let gap = 2
  private static let smallest = 6

  /// The lines of the table, at most `width` columns wide if its columns can be made that narrow.
  func lines(width: Int) -> [[Span]] {
    let widths = columnWidths(within: width)
    var lines = rowLines(
      header.map { $0.map { Span(text: $0.text, style: $0.style.combined(with: .strong)) } }, widths)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(
      separator: String(repeating: "─", count: TableLayout.gap))
    lines.append([Span(text: rule, style: .quiet)])
    let isTall = rows.contains { row in zip(row, widths).contains { $0.width > $1 } }
    for (index, row) in rows.enumerated() {
      if isTall, index > 0 { lines.append([]) }
      lines += rowLines(row, widths)
    }
    return lines
  }

  private func columnWidths(within width: Int) -> [Int] {
    var widths = header.indices.map { column in
      max(1, ([header] + rows).map { $0[column].width }.max() ?? 1)
    }
    var excess = widths.reduce(0, +) + TableLayout.gap * (widths.count - 1) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > TableLayout.smallest
    {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func rowLines(_ row: [[Span]], _ widths: [Int]) -> [[Span]] {
    let cells = zip(row, widths).map { Wrapping.words($0, width: $1) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      var spans: [Span] = []
      for (column, cell) in cells.enumerated() {
        let text = line < cell.count ? cell[line] : []
        let space = widths[column] - text.width
        let left = alignments[column] == .right ? space : alignments[column] == .center ? space / 2 : 0
        let isLast = column == cells.count - 1
        let right = isLast ? 0 : space - left + TableLayout.gap
        spans.append(Span(text: String(repeating: " ", count: max(0, left))))
        spans += text
        spans.append(Span(text: String(repeating: " ", count: max(0, right))))
      }
      return spans
    }
  }
}

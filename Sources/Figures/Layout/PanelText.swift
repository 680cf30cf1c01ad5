/// Panels in characters, for terminals that show no pictures.
enum PanelText {
  private static let gap = "   "

  /// Blocks of lines side by side, their middles on one line.
  static func beside(_ blocks: [[String]]) -> [String] {
    let height = blocks.map(\.count).max() ?? 0
    let columns = blocks.map { block -> [String] in
      let width = block.map(\.count).max() ?? 0
      let above = (height - block.count) / 2
      return (0..<height).map { row in
        let line = block.indices.contains(row - above) ? block[row - above] : ""
        return line + String(repeating: " ", count: width - line.count)
      }
    }
    return (0..<height).map { row in columns.map { $0[row] }.joined(separator: gap) }
  }

  /// Rows of blocks, each broken into as many as a width asks for, an empty line between them.
  static func rows(_ rows: [[[String]]], width: Int) -> [String] {
    var lines: [String] = []
    for row in rows {
      var fitting: [[String]] = []
      func end() {
        if !fitting.isEmpty { lines += (lines.isEmpty ? [] : [""]) + beside(fitting) }
        fitting = []
      }
      for block in row {
        if (beside(fitting + [block]).first?.count ?? 0) > width { end() }
        fitting.append(block)
      }
      end()
    }
    return lines
  }

  /// Text to the right of its column.
  static func flushRight(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

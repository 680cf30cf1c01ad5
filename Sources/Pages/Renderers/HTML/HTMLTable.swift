/// Tables as HTML, in a frame that scrolls on its own where the page is too narrow for it.
enum HTMLTable {
  static func table(_ table: Table) -> String {
    self.table(
      header: table.columns.map(HTML.escaped), alignments: table.alignments,
      rows: table.rows.map { $0.map(cell) })
  }

  /// A shape such as `(1, 28, 28)` stays on one line, however narrow its column.
  private static func cell(_ text: String) -> String {
    let isShape = text.contains(" ") && text.allSatisfy { "()[], 0123456789".contains($0) }
    return isShape ? "<span class=\"shape\">\(text)</span>" : HTML.escaped(text)
  }

  /// Cells are HTML already.
  static func table(header: [String], alignments: [Markup.Alignment], rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String, _ scope: String = "") -> String {
      let inner = zip(cells, alignments).map { "<\(tag)\(scope)\(style($1))>\($0)</\(tag)>" }.joined()
      return "<tr>\(inner)</tr>"
    }
    let body = rows.map { row($0, "td") }.joined(separator: "\n")
    return """
      <div class="scroll" tabindex="0"><table>
      <thead>\(row(header, "th", " scope=\"col\""))</thead>
      <tbody>
      \(body)
      </tbody>
      </table></div>
      """
  }

  private static func style(_ alignment: Markup.Alignment) -> String {
    switch alignment {
    case .left: ""
    case .center: " class=\"center\""
    case .right: " class=\"right\""
    }
  }
}

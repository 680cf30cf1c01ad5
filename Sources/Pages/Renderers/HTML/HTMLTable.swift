/// Tables as HTML, in a frame that scrolls on its own where the page is too narrow for it.
enum HTMLTable {
  static func table(_ table: Table) -> String {
    self.table(
      header: table.columns.map { HTML.escaped(prose($0)) }, alignments: table.alignments,
      rows: table.rows.map { $0.map(cell) })
  }

  /// A shape such as `(1, 28, 28)` stays on one line, however narrow its column, and so does a number with what belongs to
  /// it: `45.9 %`, `to 79.4 %`, `padding 1`.
  private static func cell(_ text: String) -> String {
    if text.contains(" "), text.allSatisfy({ "()[],.− 0123456789".contains($0) }) {
      return "<span class=\"whole\">\(text)</span>"
    }
    let bound = text.replacing(/\ (?=%)/, with: "\u{A0}").replacing(" to ", with: " to\u{A0}")
    return HTML.escaped(prose(bound.replacing("–", with: "–\u{2060}")))
  }

  private static func prose(_ text: String) -> String { LineBreaks.kept(Quotes.curled(text)) }

  /// Cells are HTML already.
  static func table(header: [String], alignments: [Markup.Alignment], rows: [[String]]) -> String {
    // A first column without a name holds the names of the rows.
    let namesRows = header.first == ""
    func row(_ cells: [String], isHeader: Bool) -> String {
      let inner = zip(cells, alignments).enumerated().map { column, cell in
        let (text, alignment) = cell
        let scope = isHeader ? "col" : namesRows && column == 0 ? "row" : nil
        let tag = scope == nil || text.isEmpty ? "td" : "th"
        return "<\(tag)\(tag == "th" ? " scope=\"\(scope ?? "")\"" : "")\(style(alignment))>\(text)</\(tag)>"
      }.joined()
      return "<tr>\(inner)</tr>"
    }
    let body = rows.map { row($0, isHeader: false) }.joined(separator: "\n")
    return """
      <div class="scroll"><table>
      <thead>\(row(header, isHeader: true))</thead>
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

import System

/// Reads the Markdown that lessons are written in: headings, paragraphs, lists, block quotes, tables, fenced code,
/// rules and callouts.
package struct MarkupParser {
  private var lines: ArraySlice<String>
  private var blocks: [Markup] = []
  /// How many quotations and lists the lines stand in.
  private let depth: Int

  /// What is deeper is text, which bounds the stack whatever a page says.
  private static let deepest = 16

  package static func parse(_ text: String) -> [Markup] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return MarkupParser(lines: lines[...], depth: 0).parsed()
  }

  private init(lines: ArraySlice<String>, depth: Int) {
    self.lines = lines
    self.depth = depth
  }

  private consuming func parsed() -> [Markup] {
    while let line = lines.first { readBlock(line) }
    return blocks
  }

  private func parse(_ inner: [String]) -> [Markup] { MarkupParser(lines: inner[...], depth: depth + 1).parsed() }

  private mutating func readBlock(_ line: String) {
    let text = line.trimmed
    if text.isEmpty {
      lines.removeFirst()
    } else if text.hasPrefix("```") {
      readCode(fence: text)
    } else if let level = headingLevel(text) {
      lines.removeFirst()
      blocks.append(.heading(level: level, text: String(text.dropFirst(level)).trimmed))
    } else if isRule(text) {
      lines.removeFirst()
      blocks.append(.rule)
    } else if depth < MarkupParser.deepest, text.hasPrefix(">") {
      readQuotation()
    } else if depth < MarkupParser.deepest, ListMarker(line) != nil {
      readList()
    } else if text.contains("|"), let next = lines.dropFirst().first, let alignments = tableRule(next) {
      readTable(alignments)
    } else {
      readParagraph()
    }
  }

  private func headingLevel(_ text: String) -> Int? {
    let level = text.prefix { $0 == "#" }.count
    return (1...6).contains(level) && text.dropFirst(level).first == " " ? level : nil
  }

  private func isRule(_ text: String) -> Bool {
    let marks = text.filter { $0 != " " }
    return marks.count >= 3 && (marks.allSatisfy { $0 == "-" } || marks.allSatisfy { $0 == "*" })
  }

  private mutating func readCode(fence: String) {
    let ticks = String(fence.prefix { $0 == "`" })
    lines.removeFirst()
    var code: [String] = []
    while let line = lines.popFirst(), !line.trimmed.hasPrefix(ticks) { code.append(line) }
    blocks.append(
      .code(language: fence.dropFirst(ticks.count).trimmed, text: code.joined(separator: "\n")))
  }

  private mutating func readQuotation() {
    var inner: [String] = []
    while let line = lines.first?.trimmed, line.hasPrefix(">") {
      inner.append(String(line.dropFirst(line.hasPrefix("> ") ? 2 : 1)))
      lines.removeFirst()
    }
    blocks.append(.quotation(parse(inner)))
  }

  private mutating func readParagraph() {
    var text: [String] = []
    while let line = lines.first, text.isEmpty || !interruptsParagraph(line) {
      text.append(line.trimmed)
      lines.removeFirst()
    }
    blocks.append(.paragraph(text.joined(separator: "\n")))
  }

  private func interruptsParagraph(_ line: String) -> Bool {
    let text = line.trimmed
    return text.isEmpty || text.hasPrefix("```") || text.hasPrefix(">") || headingLevel(text) != nil
      || ListMarker(line) != nil || isRule(text)
  }

  /// Reads list items up to the first line that belongs to none; items that are callouts become blocks of their own.
  private mutating func readList() {
    guard let first = lines.first.flatMap(ListMarker.init) else { return }
    var items: [[Markup]] = []
    func list() -> Markup { .list(start: first.number, items: items) }
    while let line = lines.first, let marker = ListMarker(line), marker.isOrdered == first.isOrdered {
      lines.removeFirst()
      var inner = [marker.text]
      readContinuation(of: marker, into: &inner)
      if !marker.isOrdered, let (block, text) = setApart(inner[0]) {
        if !items.isEmpty { blocks.append(list()) }
        items = []
        inner[0] = text
        blocks.append(block(parse(inner)))
      } else {
        items.append(parse(inner))
      }
      while lines.count > 1, lines.first?.trimmed.isEmpty == true,
        let next = lines.dropFirst().first, next.trimmed.isEmpty || ListMarker(next) != nil
      {
        lines.removeFirst()
      }
    }
    if !items.isEmpty { blocks.append(list()) }
  }

  /// Indented lines below a list item, and unindented ones that carry its paragraph on.
  private mutating func readContinuation(of marker: ListMarker, into inner: inout [String]) {
    while let line = lines.first {
      if line.trimmed.isEmpty {
        guard let next = lines.dropFirst().first, !next.trimmed.isEmpty, next.indentation >= 2 else { return }
        inner.append("")
      } else if line.indentation >= 2 {
        inner.append(String(line.dropFirst(min(line.indentation, marker.width))))
      } else if inner.last?.isEmpty == false, !interruptsParagraph(line) {
        inner.append(line)
      } else {
        return
      }
      lines.removeFirst()
    }
  }

  /// What an item becomes that its first word sets apart from the list, and the text after that word.
  private func setApart(_ text: String) -> (block: ([Markup]) -> Markup, text: String)? {
    func rest(after word: String) -> String? {
      text.hasPrefix(word + ":") ? text.dropFirst(word.count + 1).trimmed : nil
    }
    if let text = rest(after: Markup.answer) { return ({ .folded(summary: Markup.answer, $0) }, text) }
    for callout in Markup.Callout.allCases {
      if let text = rest(after: callout.rawValue) { return ({ .callout(callout, $0) }, text) }
    }
    return nil
  }

  private func tableRule(_ line: String) -> [Markup.Alignment]? {
    guard line.contains("-"), line.contains("|") else { return nil }
    var alignments: [Markup.Alignment] = []
    for cell in cells(line) {
      guard cell.contains("-"), cell.allSatisfy({ $0 == "-" || $0 == ":" }) else { return nil }
      let (left, right) = (cell.hasPrefix(":"), cell.hasSuffix(":"))
      alignments.append(left && right ? .center : right ? .right : .left)
    }
    return alignments
  }

  /// The cells of a table's line; `\|` is a bar within a cell.
  private func cells(_ line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.trimmed {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\"
    }
    if cells.first == "" { cells.removeFirst() }
    if cells.last == "" { cells.removeLast() }
    return cells.map(\.trimmed)
  }

  private mutating func readTable(_ alignments: [Markup.Alignment]) {
    let header = cells(lines.removeFirst())
    lines.removeFirst()
    var rows: [[String]] = []
    while let line = lines.first, line.contains("|") {
      let row = cells(line).prefix(header.count)
      rows.append(Array(row) + Array(repeating: "", count: header.count - row.count))
      lines.removeFirst()
    }
    let missing = max(0, header.count - alignments.count)
    blocks.append(
      .table(
        header: header, alignments: alignments.prefix(header.count) + Array(repeating: .left, count: missing),
        rows: rows))
  }
}

/// The `- ` or `1. ` that a list item begins with.
private struct ListMarker {
  let number: Int?
  let width: Int
  let text: String
  var isOrdered: Bool { number != nil }

  init?(_ line: String) {
    let body = line.drop { $0 == " " }
    let digits = body.prefix { $0.isASCII && $0.isNumber }
    let mark: Int
    if body.hasPrefix("- ") || body.hasPrefix("* ") {
      (number, mark) = (nil, 2)
    } else if digits.count <= 9, let value = Int(digits), body.dropFirst(digits.count).hasPrefix(". ") {
      (number, mark) = (value, digits.count + 2)
    } else {
      return nil
    }
    width = line.indentation + mark
    text = body.dropFirst(mark).trimmed
  }
}

extension StringProtocol {
  var indentation: Int { prefix { $0 == " " }.count }
}

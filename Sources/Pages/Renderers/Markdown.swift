import System

/// The little of GitHub Markdown's grammar that plain text needs.
enum Markdown {
  private static let marks: Set<Unicode.Scalar> = ["\\", "`", "*", "_", "[", "]", "<", ">", "&", "|", "~", "$", "#"]

  /// Text that means itself, in one line, in the cell of a table too.
  static func escaped(_ text: String) -> String { escaped(text, marks) }

  static func escaped(_ text: some StringProtocol, _ marks: Set<Unicode.Scalar>) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if marks.contains(scalar) { scalars.append("\\") }
      scalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return String(scalars)
  }

  /// Text that means itself in a paragraph or heading, in one line. Where it may begin a block, it begins no list, table,
  /// heading or line across the page.
  static func literal(_ text: OutsideText, mayBeginBlock: Bool) -> String {
    let marks = marks.subtracting(["|"])
    guard mayBeginBlock else { return escaped(text.description, marks) }
    let body = text.description.drop(while: \.isWhitespace)
    let words = [Markup.answer] + Markup.Callout.allCases.map(\.rawValue)
    let number = body.prefix { $0.isASCII && $0.isNumber }
    let head = words.first { body.hasPrefix($0 + ":") } ?? String(number)
    let rest = body.dropFirst(head.count)
    let begins =
      number.isEmpty
      ? rest.first.map { "-+=|:".contains($0) } ?? false
      : rest.first.map { ".)".contains($0) } ?? false && rest.dropFirst().first?.isWhitespace ?? true
    return head + (begins ? "\\" : "") + escaped(rest, marks)
  }

  /// More backticks than stand next to one another in a text, and so many at least.
  static func ticks(around text: String, atLeast least: Int = 1) -> String {
    let longest = text.unicodeScalars.split { $0 != "`" }.map(\.count).max() ?? 0
    return String(repeating: "`", count: max(longest + 1, least))
  }

  /// Text as code in a line, between more backticks than stand next to one another in it.
  static func code(_ text: OutsideText) -> String {
    let scalars = text.description.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return "" }
    let ticks = ticks(around: text.description)
    let space = "` ".unicodeScalars.contains(first) || "` ".unicodeScalars.contains(last) ? " " : ""
    return ticks + space + text.description.replacing("\n", with: " ") + space + ticks
  }

  /// Text that means itself, as a cell of a table: marks that would mark nothing are left as they are.
  static func cell(_ text: OutsideText) -> String {
    let line = text.description.replacing("\n", with: " ")
    let isTag = zip(line, line.dropFirst()).contains { "<&".contains($0) && ($1.isLetter || "/!?#".contains($1)) }
    let marksNothing = Inline.parse(Prose(markdown: line)).allSatisfy { $0 == Inline.text(line) }
    let isPlain = marksNothing && !isTag && !line.unicodeScalars.contains("~")
    return escaped(line, isPlain ? ["\\", "|"] : marks)
  }

  /// Prose as a cell of a table, in which only bars that are escaped do not end the cell.
  static func cell(_ prose: Prose) -> String {
    var scalars = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in prose.markdown.unicodeScalars {
      if scalar == "|", !isEscaped { scalars.append("\\") }
      scalars.append(scalar == "\n" ? " " : scalar)
      isEscaped = scalar == "\\" && !isEscaped
    }
    return String(scalars)
  }
}

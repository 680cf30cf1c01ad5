import System

/// What is left of a line inside the blocks around it.
typealias MarkupLine = Substring.UnicodeScalarView

extension MarkupLine {
  var indentation: Int { prefix { $0 == " " }.count }
  var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }
  var trimmed: String { String(self).trimmed }

  /// What stands behind the `>` of a quotation.
  var afterQuotationMark: MarkupLine? {
    let text = dropFirst(indentation)
    guard indentation < 4, text.first == ">" else { return nil }
    return text.dropFirst(text.dropFirst().first == " " ? 2 : 1)
  }

  /// The heading that `## text` or `## text ##` is.
  var heading: Markup? {
    let marks = dropFirst(indentation).prefix { $0 == "#" }
    let rest = self[marks.endIndex...]
    guard indentation < 4, (1...6).contains(marks.count), rest.isEmpty || rest.first == " " else { return nil }
    let text = rest.trimmed
    let body = String(text[..<(text.lastIndex { $0 != "#" }.map(text.index(after:)) ?? text.startIndex)])
    return .heading(
      level: marks.count, text: Prose(markdown: body.isEmpty || body.hasSuffix(" ") ? body.trimmed : text))
  }

  /// The level of the heading that this line makes of the paragraph above it.
  var underlining: Int? {
    let text = trimmed
    guard indentation < 4, let mark = text.first, text.allSatisfy({ $0 == mark }) else { return nil }
    return mark == "=" ? 1 : mark == "-" ? 2 : nil
  }

  /// Whether it is a line across the page: three or more of the same mark.
  var isRule: Bool {
    guard indentation < 4, let mark = dropFirst(indentation).first, "-*_".unicodeScalars.contains(mark)
    else { return false }
    return allSatisfy { $0 == mark || $0 == " " || $0 == "\t" } && count { $0 == mark } >= 3
  }
}

/// The `- ` or `1. ` that a list item begins with.
struct ListMarker {
  /// What tells one list from the next: the mark, or what stands behind the number.
  let sign: Unicode.Scalar
  let number: Int?
  /// How far the lines of the item are indented.
  let width: Int
  /// The rest of the line.
  let text: MarkupLine

  init?(_ line: MarkupLine) {
    let body = line.dropFirst(line.indentation)
    let digits = body.prefix { "0"..."9" ~= $0 }
    let rest = body[digits.endIndex...].dropFirst()
    guard line.indentation < 4, digits.count <= 9, let sign = body[digits.endIndex...].first,
      (digits.isEmpty ? "-*+" : ".)").unicodeScalars.contains(sign), rest.isEmpty || rest.first == " "
    else { return nil }
    let space = rest.isBlank || rest.indentation > 4 ? 1 : rest.indentation
    self.sign = sign
    number = Int(String(digits))
    width = line.indentation + digits.count + 1 + space
    text = rest.dropFirst(space)
  }

  /// Whether it may begin a list in the middle of a paragraph: a number there mostly counts something else.
  var mayInterrupt: Bool { !text.isBlank && (number ?? 1) == 1 }
}

/// The line of backticks or tildes that opens a piece of code.
struct Fence: Equatable {
  let language: String
  private let mark: Unicode.Scalar
  private let length, indentation: Int

  init?(_ line: MarkupLine) {
    let body = line.dropFirst(line.indentation)
    guard line.indentation < 4, let mark = body.first, mark == "`" || mark == "~" else { return nil }
    let marks = body.prefix { $0 == mark }
    let rest = body[marks.endIndex...]
    guard marks.count >= 3, !rest.contains("`") else { return nil }
    language = rest.unescaped.trimmed
    self.mark = mark
    length = marks.count
    indentation = line.indentation
  }

  func isClosed(by line: MarkupLine) -> Bool {
    let marks = line.dropFirst(line.indentation).prefix { $0 == mark }
    return line.indentation < 4 && marks.count >= length && line[marks.endIndex...].isBlank
  }

  /// A line of the code without the spaces that stand before the fence as well.
  func unindented(_ line: MarkupLine) -> MarkupLine { line.dropFirst(Swift.min(indentation, line.indentation)) }
}

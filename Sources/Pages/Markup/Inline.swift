/// A run of text inside a block of Markdown.
package indirect enum Inline: Equatable {
  case text(String)
  case code(String)
  /// A formula in one line, as `Formula` reads it.
  case formula(String)
  case emphasis([Inline])
  case strong([Inline])
  case link([Inline], target: String)

  /// The words alone, without any marks.
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text), .formula(let text): text
    case .emphasis(let inner), .strong(let inner), .link(let inner, _): inner.map(\.plainText).joined()
    }
  }

  /// Reads code spans, formulas between dollar signs, emphasis, links and escapes; marks that nothing closes stay as they are.
  package static func parse(_ text: String) -> [Inline] {
    var parser = InlineParser(Array(text))
    return parser.parse(until: nil)
  }

  /// The same text with its formulas as plain characters, for renderings that set no mathematics.
  static func withPlainFormulas(_ text: String) -> String {
    var parser = InlineParser(Array(text))
    return parser.replaceFormulas()
  }
}

private struct InlineParser {
  private let characters: [Character]
  private var position = 0
  /// Where marks open that nothing closes: looked for once, so that odd text takes no longer than other text.
  private var unclosed: Set<Int> = []
  /// How many marks are open; what opens deeper is text, which bounds the stack whatever a page says.
  private var depth = 0
  private static let deepest = 16

  init(_ characters: [Character]) {
    self.characters = characters
  }

  mutating func parse(until closing: String?) -> [Inline] {
    var inlines: [Inline] = []
    var text = ""
    func flushed() -> [Inline] { text.isEmpty ? inlines : inlines + [.text(text)] }
    while position < characters.count {
      if let closing, isAt(closing), canClose(closing) {
        position += closing.count
        return flushed()
      }
      if let inline = readMark() {
        inlines = flushed() + [inline]
        text = ""
      } else {
        if characters[position] == "\\", position + 1 < characters.count, characters[position + 1].isPunctuation {
          position += 1
        }
        text.append(characters[position] == "\n" ? " " : characters[position])
        position += 1
      }
    }
    return flushed()
  }

  mutating func replaceFormulas() -> String {
    var text = ""
    while position < characters.count {
      let start = position
      if characters[position] == "$", case .formula(let formula)? = readFormula() {
        for character in formula {
          if "\\*_<`[".contains(character) { text.append("\\") }
          text.append(character)
        }
      } else {
        if characters[position] == "`", readCode() != nil {} else { position += 1 }
        text += String(characters[start..<position])
      }
    }
    return text
  }

  private func isAt(_ mark: String, _ offset: Int = 0) -> Bool {
    let start = position + offset
    return start + mark.count <= characters.count && String(characters[start..<start + mark.count]) == mark
  }

  private func canClose(_ mark: String) -> Bool {
    guard position > 0, !characters[position - 1].isWhitespace else { return mark == "]" }
    let after = position + mark.count
    if mark == "*", isAt("**"), !isAt("***") { return false }
    return mark != "_" || after == characters.count || !characters[after].isLetter
  }

  private mutating func readMark() -> Inline? {
    switch characters[position] {
    case "`": return readCode()
    case "$": return readFormula()
    case "*", "_": return readEmphasis()
    case "[": return readLink()
    case "<": return readAddress()
    default: return nil
    }
  }

  private mutating func readCode() -> Inline? {
    let ticks = characters[position...].prefix { $0 == "`" }.count
    let mark = String(repeating: "`", count: ticks)
    var end = position + ticks
    while end < characters.count {
      let run = characters[end...].prefix { $0 == "`" }.count
      if run == ticks {
        let code = String(characters[position + mark.count..<end]).replacing("\n", with: " ")
        position = end + ticks
        let isPadded = code.hasPrefix(" ") && code.hasSuffix(" ") && code.contains { $0 != " " }
        return .code(isPadded ? String(code.dropFirst().dropLast()) : code)
      }
      end += max(run, 1)
    }
    return nil
  }

  private mutating func readFormula() -> Inline? {
    let rest = characters[(position + 1)...]
    guard let first = rest.first, first != "$", !first.isWhitespace, let end = rest.firstIndex(of: "$"),
      !characters[end - 1].isWhitespace
    else { return nil }
    position = end + 1
    return .formula(String(rest[..<end]).replacing("\n", with: " "))
  }

  private mutating func readEmphasis() -> Inline? {
    let mark = isAt("**") ? "**" : String(characters[position])
    let start = position
    guard start + mark.count < characters.count, !characters[start + mark.count].isWhitespace,
      mark != "_" || start == 0 || !(characters[start - 1].isLetter || characters[start - 1].isNumber)
    else { return nil }
    return attempt(mark) { mark == "**" ? .strong($0) : .emphasis($0) }
  }

  /// Reads up to a closing mark; if there is none, goes back and reads nothing.
  private mutating func attempt(_ mark: String, closing: String? = nil, _ make: ([Inline]) -> Inline) -> Inline? {
    let closing = closing ?? mark
    guard depth < InlineParser.deepest, !unclosed.contains(position) else { return nil }
    var inner = self
    inner.depth += 1
    inner.position += mark.count
    let inlines = inner.parse(until: closing)
    unclosed.formUnion(inner.unclosed)
    let consumed = String(characters[position + mark.count..<inner.position])
    guard consumed.hasSuffix(closing), !inlines.isEmpty, inner.closed(with: closing) else {
      unclosed.insert(position)
      return nil
    }
    position = inner.position
    return make(inlines)
  }

  private func closed(with mark: String) -> Bool {
    var before = self
    before.position -= mark.count
    return before.isAt(mark) && before.canClose(mark)
  }

  private mutating func readLink() -> Inline? {
    let start = position
    guard case .emphasis(let inlines)? = attempt("[", closing: "]", { .emphasis($0) }), isAt("("),
      let end = characters[position...].firstIndex(of: ")")
    else {
      position = start
      return nil
    }
    let target = String(characters[position + 1..<end])
    position = end + 1
    return .link(inlines, target: target)
  }

  private mutating func readAddress() -> Inline? {
    guard isAt("http", 1), let end = characters[position...].firstIndex(of: ">") else { return nil }
    let address = String(characters[position + 1..<end])
    position = end + 1
    return .link([.text(address)], target: address)
  }
}

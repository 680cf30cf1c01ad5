/// Collects the tokens of a function's body into prose and statements.
///
/// A statement ends with the line on which all its brackets are closed, unless the next line carries it on: with a
/// leading dot, an operator, `else` and the like, or because an operator or comma was left open.
struct StatementSplitter {
  private var passages: [LessonSource.Passage] = []
  private var depth = 0
  private var last: (token: Token, word: String)?
  private var lineOfComment: Int?

  private var lines: ClosedRange<Int>?
  private var shows = 0
  private var firstWords: [String] = []

  mutating func add(_ token: Token, _ word: String) {
    switch token.kind {
    case .prose where depth == 0 && token.isFirstOnLine:
      endStatement()
      addProse(word.dropFirst(3), at: token.lines.lowerBound)
    case .prose, .comment:
      if depth == 0, token.isFirstOnLine, lineOfComment == nil { lineOfComment = token.lines.lowerBound }
    default:
      addCode(token, word)
    }
  }

  mutating func finish() -> [LessonSource.Passage] {
    endStatement()
    return passages
  }

  private mutating func addProse(_ text: Substring, at line: Int) {
    lineOfComment = nil
    let text = text.first == " " ? text.dropFirst() : text
    if case .prose(let earlier) = passages.last?.kind, let lines = passages.last?.lines {
      let gap = line == lines.upperBound + 1 ? "\n" : "\n\n"
      passages[passages.count - 1] = .init(
        kind: .prose(Prose(markdown: earlier.markdown + gap + text)), lines: lines.lowerBound...line)
    } else {
      passages.append(.init(kind: .prose(Prose(markdown: String(text))), lines: line...line))
    }
  }

  private mutating func addCode(_ token: Token, _ word: String) {
    if lines != nil, depth == 0, token.isFirstOnLine, !carriesOn(token, word) { endStatement() }
    let firstLine = lines?.lowerBound ?? lineOfComment ?? token.lines.lowerBound
    lines = firstLine...token.lines.upperBound
    lineOfComment = nil
    if firstWords.count < 5 { firstWords.append(word) }
    if ["show", "showInTerminal", "ask"].contains(word), last?.word == "." { shows += 1 }
    if last?.word == "notebook", word != "." { shows += 1 }
    switch word {
    case "(", "[", "{", "#if": depth += 1
    case ")", "]", "}", "#endif": depth -= 1
    default: break
    }
    last = (token, word)
  }

  private mutating func endStatement() {
    if let lines {
      let call = firstWords.count >= 3 && firstWords[1] == "." ? firstWords[2] : ""
      let isCall = call.hasPrefix("show") || call == "ask"
      let isFunction = firstWords.first == "func"
      passages.append(
        .init(
          kind: isFunction ? .function : .statement(shows: shows, repeats: !isCall || shows > 1), lines: lines,
          isQuotation: isCall && firstWords.last == "definitionOf", asks: call == "ask"))
    }
    lines = nil
    shows = 0
    firstWords = []
    last = nil
  }

  /// Whether a token that begins a line belongs to the statement of the lines above.
  private func carriesOn(_ token: Token, _ word: String) -> Bool {
    let leaders: Set<String> = [".", ",", "{", ":", "else", "catch", "where", "as", "is", "in", "->"]
    if leaders.contains(word) { return true }
    if token.kind == .operation, token.precedesSpace { return true }
    guard let last else { return false }
    switch last.token.kind {
    case .operation: return last.token.followsSpace
    case .punctuation: return [",", ":", "."].contains(last.word)
    case .keyword:
      return [
        "let", "var", "func", "if", "guard", "try", "await", "where", "as", "is", "in", "for", "while", "switch",
      ].contains(last.word)
    default: return false
    }
  }
}

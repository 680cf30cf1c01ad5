/// Cuts Swift source into tokens: enough of the language's lexical grammar to tell code from strings and comments.
///
/// Strings are one token each, whatever is interpolated in them. Source that does not end well (an open string, an
/// open comment) gives tokens up to its end; nothing here fails.
package struct SwiftScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var lineOfLastToken = 0
  private var lastKind: Token.Kind?
  private var lastScalar: Unicode.Scalar = "\0"
  /// How many strings the position lies in, each interpolated in the one before.
  private var depth = 0

  /// Strings in strings deeper than this are taken as text, which bounds the stack whatever a source says.
  private static let deepest = 32
  /// No regular expression of a line is longer.
  private static let longestExpression = 1000

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// All tokens of a source text.
  package static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
    var scanner = SwiftScanner(scalars)
    var tokens: [Token] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }

  private mutating func next() -> Token? {
    skipSpace()
    guard position < scalars.count else { return nil }
    let start = position
    let firstLine = line
    let kind = scan()
    position = min(max(position, start + 1), scalars.count)
    let text = scalars[start..<position]
    line += text.count { $0 == "\n" }
    let token = Token(
      kind: kind, range: start..<position, lines: firstLine...line, isFirstOnLine: firstLine != lineOfLastToken,
      followsSpace: start == 0 || scalars[start - 1].isSpace,
      precedesSpace: position == scalars.count || scalars[position].isSpace)
    lineOfLastToken = line
    if kind != .comment && kind != .prose {
      lastKind = kind
      lastScalar = scalars[position - 1]
    }
    return token
  }

  private func scalar(_ offset: Int = 0) -> Unicode.Scalar {
    position + offset < scalars.count ? scalars[position + offset] : "\0"
  }

  private mutating func skipSpace() {
    while position < scalars.count, scalars[position].isSpace {
      if scalars[position] == "\n" { line += 1 }
      position += 1
    }
  }

  private mutating func skip(while condition: (Unicode.Scalar) -> Bool) {
    while position < scalars.count, condition(scalars[position]) { position += 1 }
  }

  /// Moves past one token and says what it was.
  private mutating func scan() -> Token.Kind {
    let first = scalar()
    switch first {
    case "/" where scalar(1) == "/":
      let isProse = scalar(2) == ":"
      // To Swift a carriage return ends it as well, whatever follows.
      skip { $0 != "\n" && $0 != "\r" }
      return isProse ? .prose : .comment
    case "/" where scalar(1) == "*":
      skipBlockComment()
      return .comment
    case "\"":
      skipString(hashes: 0)
      return .string
    case "#":
      return scanHash()
    case "`":
      position += 1
      skip { $0 != "`" && $0 != "\n" }
      position += 1
      return .identifier
    case "/" where startsRegularExpression():
      skipRegularExpression(hashes: 0)
      return .string
    case _ where first.isDigit:
      skipNumber()
      return .number
    case _ where first.isIdentifierHead:
      return scanWord()
    case _ where first.isOperator:
      skipOperator()
      return .operation
    default:
      position += 1
      return .punctuation
    }
  }

  private mutating func scanWord() -> Token.Kind {
    let start = position
    skip { $0.isIdentifierHead || $0.isDigit }
    let word = String(String.UnicodeScalarView(scalars[start..<position]))
    let isMember = start > 0 && scalars[start - 1] == "."
    let isName = Token.contextualKeywords.contains(word) && !isBeforeWord
    if Token.keywords.contains(word), !isName, !isMember || word == "self" || word == "init" { return .keyword }
    return scalars[start] >= "A" && scalars[start] <= "Z" ? .typeName : .identifier
  }

  /// Whether another word follows on the line.
  private var isBeforeWord: Bool {
    let rest = scalars[position...]
    return rest.first == " " && rest.first { $0 != " " }?.isIdentifierHead == true
  }

  /// A number with its separators, exponent and radix; `1..<3` is a number, an operator and a number.
  private mutating func skipNumber() {
    let isHexadecimal = scalar() == "0" && (scalar(1) == "x")
    while position < scalars.count {
      let current = scalar()
      if current.isDigit || current == "_" || current.isLetter {
        let isExponent = isHexadecimal ? current == "p" || current == "P" : current == "e" || current == "E"
        position += isExponent && (scalar(1) == "-" || scalar(1) == "+") ? 2 : 1
      } else if current == ".", scalar(1).isDigit {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func skipOperator() {
    let start = position
    while scalar().isOperator {
      if position > start, scalar() == "/", scalar(1) == "/" || scalar(1) == "*" { return }
      position += 1
    }
  }

  /// `#"raw string"#`, `#/regular expression/#`, or a directive such as `#if` or `#filePath`.
  private mutating func scanHash() -> Token.Kind {
    var hashes = 0
    while scalar(hashes) == "#" { hashes += 1 }
    if scalar(hashes) == "\"" {
      position += hashes
      skipString(hashes: hashes)
      return .string
    }
    if scalar(hashes) == "/" {
      position += hashes
      skipRegularExpression(hashes: hashes)
      return .string
    }
    position += hashes
    skip { $0.isIdentifierHead || $0.isDigit }
    return .directive
  }

  private mutating func skipBlockComment() {
    var depth = 0
    while position < scalars.count {
      if scalar() == "/", scalar(1) == "*" {
        depth += 1
        position += 2
      } else if scalar() == "*", scalar(1) == "/" {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
  }

  /// Moves past a string whose opening quote is at the position, and past everything interpolated in it.
  private mutating func skipString(hashes: Int) {
    let isMultiline = opensSeveralLines(hashes: hashes)
    let quotes = isMultiline ? 3 : 1
    position += quotes
    while position < scalars.count {
      let current = scalar()
      if current == "\\", isFollowed(by: "#", count: hashes, at: 1) {
        position += 1 + hashes
        if scalar() == "(", depth < SwiftScanner.deepest { skipInterpolation() } else { position += 1 }
      } else if current == "\"", isFollowed(by: "\"", count: quotes, at: 0),
        isFollowed(by: "#", count: hashes, at: quotes)
      {
        position += quotes + hashes
        return
      } else if current == "\n", !isMultiline {
        return
      } else {
        position += 1
      }
    }
  }

  /// Whether the quote at the position is the first of three that open a string of several lines. Behind a `#` they are
  /// content if the string ends on their line: `#"""#` is a string of one quote.
  private func opensSeveralLines(hashes: Int) -> Bool {
    guard isFollowed(by: "\"", count: 3, at: 0) else { return false }
    guard hashes > 0 else { return true }
    var ahead = 2
    while position + ahead < scalars.count, scalar(ahead) != "\n" {
      if scalar(ahead) == "\"", isFollowed(by: "#", count: hashes, at: ahead + 1) { return false }
      ahead += 1
    }
    return true
  }

  private mutating func skipInterpolation() {
    var inner = SwiftScanner(scalars)
    inner.position = position
    inner.depth = depth + 1
    var depth = 0
    while let token = inner.next() {
      guard token.kind == .punctuation else { continue }
      if scalars[token.range.lowerBound] == "(" { depth += 1 }
      if scalars[token.range.lowerBound] == ")" { depth -= 1 }
      if depth == 0 { break }
    }
    position = inner.position
  }

  private func isFollowed(by wanted: Unicode.Scalar, count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { scalar(offset + $0) == wanted }
  }

  /// A bare `/` opens a regular expression where no operand stands before it and a `/` closes it on the same line.
  private func startsRegularExpression() -> Bool {
    if scalar(1).isSpace || scalar(1) == "=" { return false }
    switch lastKind {
    case .identifier, .typeName, .number, .string: return false
    case .punctuation where lastScalar == ")" || lastScalar == "]" || lastScalar == "}": return false
    default: break
    }
    var ahead = 1
    while ahead < SwiftScanner.longestExpression, position + ahead < scalars.count, scalar(ahead) != "\n" {
      if scalar(ahead) == "\\" { ahead += 1 } else if scalar(ahead) == "/" { return true }
      ahead += 1
    }
    return false
  }

  /// Moves past a regular expression whose slash is at the position. It ends on its line, unless it begins behind a `#`
  /// and nothing follows it there.
  private mutating func skipRegularExpression(hashes: Int) {
    position += 1
    let rest = scalars[position...].prefix { $0 != "\n" }
    let isMultiline = hashes > 0 && rest.allSatisfy(\.isSpace)
    while position < scalars.count {
      if scalar() == "\n", !isMultiline { return }
      if scalar() == "\\" {
        position += scalar(1) == "\n" ? 1 : 2
      } else if scalar() == "/", isFollowed(by: "#", count: hashes, at: 1) {
        position += 1 + hashes
        return
      } else {
        position += 1
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" }
  fileprivate var isDigit: Bool { self >= "0" && self <= "9" }
  fileprivate var isLetter: Bool { self >= "a" && self <= "z" || self >= "A" && self <= "Z" }

  fileprivate var isOperator: Bool {
    switch self {
    case "/", "=", "-", "+", "!", "*", "%", "<", ">", "&", "|", "^", "~", "?", "×", "÷", "≈", "≠", "≤", "≥", "⋆":
      true
    default: false
    }
  }

  fileprivate var isIdentifierHead: Bool {
    isLetter || self == "_" || self == "$" || !isASCII && !isOperator
  }
}

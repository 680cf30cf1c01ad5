/// Cuts Swift source into tokens: enough of the language's lexical grammar to tell code from strings and comments.
///
/// Strings are one token each, whatever is interpolated in them. Source that does not end well (an open string, an
/// open comment) gives tokens up to its end; nothing here fails.
package struct SwiftScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var lineOfLastToken = 0
  /// Whether the last token ends what an operator can follow.
  private var isAfterOperand = false
  /// The strings that the position lies in, each interpolated in the one before.
  private var strings: [OpenString] = []

  /// A string whose end is still to come.
  private struct OpenString {
    let hashes, quotes: Int
    /// How many brackets are open in what is interpolated at the position; none in the string's text.
    var brackets = 0
  }

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

  /// The tokens of a source text, with those of comments and prose or without, and the word that each of them is.
  package static func words(of source: String, withComments: Bool = true) -> (tokens: [Token], words: [String]) {
    let scalars = Array(source.unicodeScalars)
    let tokens = tokens(of: scalars).filter { withComments || $0.kind != .comment && $0.kind != .prose }
    return (tokens, tokens.map { String(String.UnicodeScalarView(scalars[$0.range])) })
  }

  private mutating func next() -> Token? {
    skipSpace()
    guard position < scalars.count else { return nil }
    let start = position
    let firstLine = line
    let followsOperand = isAfterOperand
    let kind = scanToken()
    while !strings.isEmpty, position < scalars.count { scanInString() }
    strings = []
    let text = scalars[start..<position]
    line += text.count { $0 == "\n" }
    let token = Token(
      kind: kind, range: start..<position, lines: firstLine...line, isFirstOnLine: firstLine != lineOfLastToken,
      followsOperand: followsOperand, followsSpace: start == 0 || scalars[start - 1].isSpace,
      precedesSpace: position == scalars.count || scalars[position].isSpace)
    lineOfLastToken = line
    return token
  }

  /// Moves past one token, or into a string, and says what it is.
  private mutating func scanToken() -> Token.Kind {
    let start = position
    let kind = scan()
    position = min(max(position, start + 1), scalars.count)
    switch kind {
    case .comment, .prose: break
    case .keyword:
      isAfterOperand = SwiftScanner.operands.contains(String(String.UnicodeScalarView(scalars[start..<position])))
    case .operation: isAfterOperand = isAfterOperand && isPostfix(start..<position)
    case .punctuation: isAfterOperand = ")]}".unicodeScalars.contains(scalars[start])
    case .identifier, .typeName, .number, .string, .directive: isAfterOperand = true
    }
    return kind
  }

  /// The keywords that stand for a value.
  private static let operands: Set = ["self", "Self", "super", "true", "false", "nil"]

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
      openString(hashes: 0)
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
      let endsBefore = scalar(1) == "/" || scalar(1) == "*" || isAfterOperand && isPostfix(start..<position)
      if position > start, scalar() == "/", endsBefore { return }
      position += 1
    }
  }

  /// Whether an operator behind a value is `!` or `?`, which leaves a value.
  private func isPostfix(_ range: Range<Int>) -> Bool {
    range.count == 1 && "!?".unicodeScalars.contains(scalars[range.lowerBound])
      && !scalars[max(0, range.lowerBound - 1)].isSpace
  }

  /// `#"raw string"#`, `#/regular expression/#`, or a directive such as `#if` or `#filePath`.
  private mutating func scanHash() -> Token.Kind {
    var hashes = 0
    while scalar(hashes) == "#" { hashes += 1 }
    if scalar(hashes) == "\"" {
      position += hashes
      openString(hashes: hashes)
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

  /// Moves behind the quote, or the three of them, that opens a string.
  private mutating func openString(hashes: Int) {
    strings.append(OpenString(hashes: hashes, quotes: opensSeveralLines(hashes: hashes) ? 3 : 1))
    position += strings[strings.count - 1].quotes
  }

  /// Moves on in the innermost string that is open: through its text, or past a token of what is interpolated in it.
  private mutating func scanInString() {
    let place = strings.count - 1
    guard strings[place].brackets > 0 else { return skipText(of: strings[place]) }
    skip(while: \.isSpace)
    guard position < scalars.count else { return }
    let start = position
    guard scanToken() == .punctuation else { return }
    if scalars[start] == "(" { strings[place].brackets += 1 }
    if scalars[start] == ")" { strings[place].brackets -= 1 }
  }

  /// Moves past the text of a string, to its end or to what is interpolated next.
  private mutating func skipText(of string: OpenString) {
    while position < scalars.count {
      let current = scalar()
      if current == "\\", isFollowed(by: "#", count: string.hashes, at: 1) {
        position = min(position + 2 + string.hashes, scalars.count)
        guard scalars[position - 1] == "(" else { continue }
        strings[strings.count - 1].brackets = 1
        isAfterOperand = false
        return
      } else if current == "\"", isFollowed(by: "\"", count: string.quotes, at: 0),
        isFollowed(by: "#", count: string.hashes, at: string.quotes)
      {
        position += string.quotes + string.hashes
        break
      } else if current == "\n", string.quotes == 1 {
        break
      }
      position += 1
    }
    strings.removeLast()
    isAfterOperand = true
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

  private func isFollowed(by wanted: Unicode.Scalar, count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { scalar(offset + $0) == wanted }
  }

  /// A bare `/` opens a regular expression where a value begins, if another closes it on its line. As to the compiler, it
  /// is none that begins or ends with a space, or closes a bracket that is not open, as in `reduce(1, /)`.
  private func startsRegularExpression() -> Bool {
    // Behind a value and a space it begins the next statement.
    if isAfterOperand && !scalars[position - 1].isSpace || scalar(1).isSpace || scalar(1) == "=" { return false }
    var (ahead, groups, sets, isSpaced) = (1, 0, 0, false)
    while ahead < SwiftScanner.longestExpression, position + ahead < scalars.count, !scalar(ahead).endsLine {
      let current = scalar(ahead)
      switch current {
      case "\\": ahead += 1
      case "/": return !isSpaced && scalar(ahead + 1) != "/" && scalar(ahead + 1) != "*"
      case "[": sets += 1
      case "]": sets = max(0, sets - 1)
      case "(" where sets == 0: groups += 1
      case ")" where sets == 0: groups -= 1
      default: break
      }
      if groups < 0 { return false }
      isSpaced = current.isSpace
      ahead += 1
    }
    return false
  }

  /// Moves past a regular expression whose slash is at the position. It ends on its line, unless it begins behind a `#`
  /// and nothing follows it there.
  private mutating func skipRegularExpression(hashes: Int) {
    position += 1
    let rest = scalars[position...].prefix { !$0.endsLine }
    let isMultiline = hashes > 0 && rest.allSatisfy(\.isSpace)
    while position < scalars.count {
      if scalar().endsLine, !isMultiline { return }
      if scalar() == "\\" {
        position += scalar(1).endsLine ? 1 : 2
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
  fileprivate var endsLine: Bool { self == "\n" || self == "\r" }
  /// What the compiler takes for a space: a byte-order mark and a space that does not break too.
  var isSpace: Bool {
    switch self {
    case " ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{A0}", "\u{FEFF}": true
    default: false
    }
  }
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
    isLetter || self == "_" || self == "$" || !isASCII && !isOperator && !isSpace
  }
}

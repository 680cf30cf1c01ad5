import System

/// How a run of text looks in a terminal.
package struct Style: Equatable {
  /// Parameters of the terminal's "select graphic rendition" sequence; none is plain text.
  var codes: [Int] = []

  /// A style with the parameters of its sequence.
  package init(codes: [Int] = []) { self.codes = codes }

  package static let plain = Style()
  package static let title = Style(codes: [1, 34])
  package static let heading = Style(codes: [1])
  package static let strong = Style(codes: [1])
  package static let emphasis = Style(codes: [3])
  package static let quiet = Style(codes: [2])
  package static let code = Style(codes: [36])
  package static let link = Style(codes: [4])
  package static let keyword = Style(codes: [35])
  package static let typeName = Style(codes: [34])
  package static let string = Style(codes: [32])
  package static let number = Style(codes: [36])
  package static let path = Style(codes: [32])

  func combined(with other: Style) -> Style { Style(codes: codes + other.codes.filter { !codes.contains($0) }) }

  /// The text between the sequences that turn the style on and off; the text alone where colour is off.
  func paint(_ text: String, colored: Bool) -> String {
    guard colored, !codes.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(codes.map(String.init).joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

/// A run of text in one style, which is all that a terminal is told: what would steer it is to be seen in the text.
package struct Span: Equatable {
  package fileprivate(set) var text: String
  package var style: Style = .plain

  /// A run of text.
  package init(text: String, style: Style = .plain) {
    (self.text, self.style) = (OutsideText(text).description, style)
  }
}

extension [Span] {
  package var width: Int { reduce(0) { $0 + $1.text.terminalWidth } }

  /// The runs without white space at the end.
  package var trimmed: [Span] {
    var spans = self
    while let last = spans.popLast() {
      guard let end = last.text.lastIndex(where: { $0 != " " }) else { continue }
      return spans + [Span(text: String(last.text[...end]), style: last.style)]
    }
    return []
  }

  package func painted(colored: Bool) -> String {
    map { $0.style.paint($0.text, colored: colored) }.joined()
  }

  /// Adds a character, in a run of its own only if the style changes.
  mutating func append(_ character: Character, _ style: Style) {
    if let last = indices.last, self[last].style == style {
      self[last].text.append(character)
    } else {
      append(Span(text: String(character), style: style))
    }
  }
}

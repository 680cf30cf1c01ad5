import System

/// How a run of text looks in a terminal.
package struct Style: Equatable {
  /// Parameters of the terminal's "select graphic rendition" sequence other than the colour; none is plain text.
  var codes: [Int]
  /// The colour's place in the 256 that terminals share; nil is the terminal's own.
  var color: Int?

  /// A style of a colour and other parameters.
  package init(codes: [Int] = [], color: Int? = nil) { (self.codes, self.color) = (codes, color) }

  package static let plain = Style()
  package static let title = Style(codes: [1], color: blue)
  package static let heading = Style(codes: [1])
  package static let strong = Style(codes: [1])
  package static let emphasis = Style(codes: [3])
  package static let quiet = Style(color: grey)
  package static let code = Style(color: green)
  package static let link = Style(codes: [4])
  package static let keyword = Style(color: magenta)
  package static let typeName = Style(color: blue)
  package static let string = Style(color: brick)
  package static let number = Style(color: green)
  package static let path = Style(color: green)
  package static let right = Style(codes: [1], color: green)
  package static let wrong = Style(codes: [1], color: brick)

  // Of the 256 colours, some of the few that stand out from black and from white by 4.5 to 1 each.
  private static let (green, blue, magenta, brick, grey) = (29, 63, 163, 131, 243)

  func combined(with other: Style) -> Style {
    Style(codes: codes + other.codes.filter { !codes.contains($0) }, color: color ?? other.color)
  }

  /// The text between the sequences that turn the style on and off; the text alone where colour is off.
  func paint(_ text: String, colored: Bool) -> String {
    let parameters = (codes + (color.map { [38, 5, $0] } ?? [])).map(String.init)
    guard colored, !parameters.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

/// A run of text in one style, which is all that a terminal is told: what would steer it is to be seen in the text.
package struct Span: Equatable {
  package fileprivate(set) var text: String
  package var style: Style = .plain

  /// A run of text, with spaces in place of tabs, as far as to the next of every eighth column.
  package init(text: String, style: Style = .plain) {
    (self.text, self.style) = (Span.withoutTabs(OutsideText(text).description), style)
  }

  private static func withoutTabs(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\t")) else { return text }
    let pieces = text.split(separator: "\t", omittingEmptySubsequences: false)
    return pieces.dropLast().map { $0.padded(to: ($0.terminalWidth / 8 + 1) * 8) }.joined() + (pieces.last ?? "")
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

extension [[Span]] {
  /// The lines as text, without white space at their ends.
  package func painted(colored: Bool) -> String {
    map { $0.trimmed.painted(colored: colored) + "\n" }.joined()
  }

  /// The lines behind a mark, which stands before the first.
  func beside(_ mark: Span) -> [[Span]] {
    enumerated().map { [$0 == 0 ? mark : Span(text: " "), Span(text: " ")] + $1 }
  }
}

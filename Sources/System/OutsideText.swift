/// Text from outside: what a program prints or throws, what a compiler says, a file's name, a label.
///
/// It means itself wherever it is set, and none of it is read as Markdown. What would steer a terminal, turn the order of
/// letters or not be seen is to be seen in it, as Swift writes it: `\u{1B}`, `\r`, `\u{202E}`, `\u{200B}`. Only tabs, the
/// ends of lines, what joins letters and the common signs that choose their form stay.
package struct OutsideText: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The text as it is shown.
  package let description: String

  /// Text as it comes; `\r\n` is a line's end.
  package init(_ text: String) {
    guard text.unicodeScalars.contains(where: \.isHidden) else {
      description = text
      return
    }
    var shown = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      if scalar.isHidden { shown += scalar.escaped(asASCII: true) } else { shown.unicodeScalars.append(scalar) }
    }
    description = shown
  }

  package init(stringLiteral text: String) { self.init(text) }

  /// Its lines.
  package var lines: [OutsideText] {
    description.split(separator: "\n", omittingEmptySubsequences: false).map { OutsideText(String($0)) }
  }

  /// Its beginning, and `…` where more follows: what a stranger says may go on for a million letters.
  package func shortened(to most: Int = 400) -> OutsideText {
    let scalars = description.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return self }
    return OutsideText(String(scalars[..<end]) + " …")
  }

  /// Its lines as one, without the white space at their ends; a tab is a space.
  package var inOneLine: OutsideText {
    let lines = description.replacing("\t", with: " ").split(separator: "\n").map(\.trimmed)
    return OutsideText(lines.filter { !$0.isEmpty }.joined(separator: " "))
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character (C0, DEL, C1), separates lines or paragraphs, sets the direction of writing, or has
  /// no width and no business of its own.
  fileprivate var isHidden: Bool {
    switch value {
    case 0x20..<0x7F, 0x09, 0x0A: false
    case 0..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    case 0x200C, 0x200D, 0xFE00...0xFE0F: false
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}

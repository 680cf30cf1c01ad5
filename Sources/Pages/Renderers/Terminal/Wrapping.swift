/// Breaks styled text into lines.
package enum Wrapping {
  /// Breaks between words; a word wider than a line is cut. Short code, such as `(C, H, W)`, counts as one word.
  package static func words(_ spans: [Span], width: Int) -> [[Span]] {
    var lines: [[Span]] = []
    var line: [Span] = []
    var lineWidth = 0
    for word in split(spans) {
      var word = word
      if lineWidth > 0, lineWidth + 1 + word.width > width {
        lines.append(line)
        line = []
        lineWidth = 0
      }
      if word.width > width {
        let pieces = pieces(of: word, width: width)
        lines += pieces.dropLast()
        word = pieces.last ?? []
      }
      if lineWidth > 0 {
        // A space between two words of one style carries that style: underlined links stay whole.
        let style = line.last?.style == word.first?.style ? line.last?.style ?? .plain : .plain
        line.append(" ", style)
        lineWidth += 1
      }
      for span in word { for character in span.text { line.append(character, span.style) } }
      lineWidth += word.width
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Breaks a line of code or output: at the last space that leaves a line at least half full, else at the width.
  package static func cut(line: [Span], width: Int, continuation: Int) -> [[Span]] {
    var lines: [[Span]] = []
    var rest = line
    var available = width
    while rest.width > available {
      let (head, _) = cut(rest, at: available)
      let text = head.map(\.text).joined()
      let space = text.lastIndex(of: " ").map { text[...$0].terminalWidth } ?? 0
      let (kept, tail) = cut(rest, at: space * 2 > available ? space : available)
      lines.append(kept)
      rest = tail
      available = max(8, width - continuation)
    }
    return lines + [rest]
  }

  private static func split(_ spans: [Span]) -> [[Span]] {
    var words: [[Span]] = []
    var word: [Span] = []
    for span in spans {
      let staysWhole = span.style == .code && span.text.terminalWidth <= 24
      for character in staysWhole ? span.text.replacing("\n", with: " ") : span.text {
        if !staysWhole, character == " " || character == "\n" {
          if !word.isEmpty { words.append(word) }
          word = []
        } else {
          word.append(character, span.style)
        }
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// A word cut so that no piece is wider than a line.
  private static func pieces(of word: [Span], width: Int) -> [[Span]] {
    var pieces: [[Span]] = [[]]
    var used = 0
    for span in word {
      for character in span.text {
        if used + character.terminalWidth > width {
          pieces.append([])
          used = 0
        }
        pieces[pieces.count - 1].append(character, span.style)
        used += character.terminalWidth
      }
    }
    return pieces
  }

  private static func cut(_ spans: [Span], at width: Int) -> (head: [Span], tail: [Span]) {
    var head: [Span] = []
    var tail: [Span] = []
    var used = 0
    for span in spans {
      for character in span.text {
        used += character.terminalWidth
        if used <= width { head.append(character, span.style) } else { tail.append(character, span.style) }
      }
    }
    return (head, tail)
  }
}

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
    if line.width <= width { return [line] }
    let characters = line.flatMap { span in span.text.map { (sign: $0, style: span.style, width: $0.terminalWidth) } }
    /// The first place that so many columns from another on have no room for.
    func end(from start: Int, within columns: Int) -> Int {
      var left = columns
      let place = characters[start...].firstIndex { character in
        left -= character.width
        return left < 0
      }
      return place ?? characters.count
    }
    var lines: [[Span]] = []
    var (start, available) = (0, width)
    while start < characters.count {
      var next = end(from: start, within: available)
      if next < characters.count, let space = characters[start..<next].lastIndex(where: { $0.sign == " " }) {
        let upToSpace = characters[start...space].reduce(0) { $0 + $1.width }
        if upToSpace * 2 > available { next = end(from: start, within: upToSpace) }
      }
      lines.append(characters[start..<next].reduce(into: [Span]()) { $0.append($1.sign, $1.style) })
      start = next
      available = max(8, width - continuation)
    }
    return lines
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
}

/// The captions and alternative texts in the calls that show figures: words for the page, not steps of the lesson.
enum FigureTexts {
  /// Where they stand, among the scalars of a source: in each call of `notebook.show`, from the comma before the first
  /// of them to the end of the arguments.
  static func ranges(_ tokens: [Token], _ words: [String]) -> [Range<Int>] {
    words.indices.dropLast(3).compactMap { index in
      Array(words[index...index + 3]) == ["notebook", ".", "show", "("]
        ? range(tokens, words, after: index + 3) : nil
    }
  }

  private static func range(_ tokens: [Token], _ words: [String], after opening: Int) -> Range<Int>? {
    var depth = 1
    var start: Int?
    for index in words.indices[(opening + 1)...] {
      switch words[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "caption", "alt":
        if depth == 1, words[index - 1] == "," { start = start ?? tokens[index - 1].range.lowerBound }
      default: break
      }
      if depth == 0 { return start.map { $0..<tokens[index].range.lowerBound } }
    }
    return nil
  }

  /// The lines of a source without some ranges. Text after a range goes on where the text before it ended: on the last
  /// line that the range touches; its other lines are nil.
  static func linesWithout(_ ranges: [Range<Int>], of scalars: [Unicode.Scalar]) -> [Substring?] {
    var lines: [Substring?] = []
    var line = String.UnicodeScalarView()
    var ahead = ranges[...]
    for (position, scalar) in scalars.enumerated() {
      if ahead.first?.upperBound == position { ahead.removeFirst() }
      let isInside = ahead.first?.contains(position) ?? false
      if scalar == "\n" {
        lines.append(isInside ? nil : Substring(String(line)))
        if !isInside { line = String.UnicodeScalarView() }
      } else if !isInside {
        line.append(scalar)
      }
    }
    return lines + [Substring(String(line))]
  }
}

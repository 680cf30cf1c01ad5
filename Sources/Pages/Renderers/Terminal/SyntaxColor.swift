import System

/// Swift code in quiet colours.
package enum SyntaxColor {
  /// The lines of the code, each in styled runs.
  package static func lines(_ code: String) -> [[Span]] {
    let scalars = Array(OutsideText(code).description.unicodeScalars)
    var lines: [[Span]] = [[]]
    var position = 0
    func add(_ range: Range<Int>, _ style: Style) {
      let text = String(String.UnicodeScalarView(scalars[range]))
      for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append([]) }
        if !part.isEmpty { lines[lines.count - 1].append(Span(text: String(part), style: style)) }
      }
    }
    for token in SwiftScanner.tokens(of: scalars) {
      add(position..<token.range.lowerBound, .plain)
      add(token.range, style(of: token.kind))
      position = token.range.upperBound
    }
    add(position..<scalars.count, .plain)
    return lines
  }

  private static func style(of kind: Token.Kind) -> Style {
    switch kind {
    case .keyword, .directive: .keyword
    case .typeName: .typeName
    case .number: .number
    case .string: .string
    case .comment, .prose: .quiet
    case .identifier, .operation, .punctuation: .plain
    }
  }
}

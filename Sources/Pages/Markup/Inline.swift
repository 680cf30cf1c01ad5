/// A run of text inside a block of Markdown.
package indirect enum Inline: Equatable {
  case text(String)
  case code(String)
  /// A formula in one line, as `Formula` reads it.
  case formula(String)
  case emphasis([Inline])
  case strong([Inline])
  case link([Inline], target: String)

  /// The words alone, without any marks.
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text), .formula(let text): text
    case .emphasis(let inner), .strong(let inner), .link(let inner, _): inner.map(\.plainText).joined()
    }
  }

  /// Reads code spans, formulas between dollar signs, emphasis, links and escapes; marks that nothing closes stay as they are.
  package static func parse(_ prose: Prose) -> [Inline] {
    var parser = InlineParser(prose.markdown)
    return parser.parse()
  }

  /// The Markdown with its formulas as plain characters, for renderings that set no mathematics.
  package static func withPlainFormulas(_ prose: Prose) -> String {
    var parser = InlineParser(prose.markdown)
    _ = parser.parse()
    var (plain, end) = (String.UnicodeScalarView(), 0)
    for formula in parser.formulas {
      plain += parser.scalars[end..<formula.lowerBound - 1]
      for scalar in parser.line(formula) {
        if "\\*_<`[".unicodeScalars.contains(scalar) { plain.append("\\") }
        plain.append(scalar)
      }
      end = formula.upperBound + 1
    }
    return String(plain + parser.scalars[end...])
  }
}

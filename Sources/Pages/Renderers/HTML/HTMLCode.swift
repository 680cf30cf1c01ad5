import System

/// Code and printed output as HTML.
enum HTMLCode {
  /// Swift in its colours; anything else as it is.
  static func block(_ code: String, language: String = "swift") -> String {
    // A browser would break an arrow in two.
    let inner = (language == "swift" ? colored(code) : HTML.escaped(code))
      .replacing("-&gt;", with: "<b class=\"whole\">-&gt;</b>")
    return "<pre class=\"code\(long(code))\"><code>\(inner)</code></pre>"
  }

  /// What a lesson printed.
  static func output(_ text: OutsideText) -> String {
    "<pre class=\"output\(long(text.description))\"><samp>\(HTML.escaped(text.description))</samp></pre>"
  }

  /// What may be broken between two sheets of paper.
  private static func long(_ text: String) -> String { text.count { $0 == "\n" } < 15 ? "" : " long" }

  private static func colored(_ code: String) -> String {
    let scalars = Array(code.unicodeScalars)
    var html = ""
    var position = 0
    func text(_ range: Range<Int>) -> String { HTML.escaped(String(String.UnicodeScalarView(scalars[range]))) }
    for token in SwiftScanner.tokens(of: scalars) {
      html += text(position..<token.range.lowerBound)
      let name = name(of: token.kind)
      html += name.map { "<b class=\"\($0)\">\(text(token.range))</b>" } ?? text(token.range)
      position = token.range.upperBound
    }
    return html + text(position..<scalars.count)
  }

  private static func name(of kind: Token.Kind) -> String? {
    switch kind {
    case .keyword, .directive: "k"
    case .typeName: "t"
    case .number: "n"
    case .string: "s"
    case .comment, .prose: "c"
    case .identifier, .operation, .punctuation: nil
    }
  }
}

/// A word of Swift source: what it is and where it stands.
package struct Token: Equatable {
  package enum Kind: Equatable {
    case keyword, identifier, typeName, number, string, comment, prose, directive, operation, punctuation
  }

  package let kind: Kind
  /// Positions of its Unicode scalars in the source.
  package let range: Range<Int>
  /// The lines it covers, counted from 1; more than one for long strings and block comments.
  package let lines: ClosedRange<Int>
  /// Whether nothing but white space stands before it on its line.
  let isFirstOnLine: Bool
  /// Whether a value stands before it, which an operator can follow.
  package let followsOperand: Bool
  package let followsSpace: Bool
  package let precedesSpace: Bool

  /// Words that Swift reserves, and the contextual ones that read like them.
  static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch", "class",
    "consuming", "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough",
    "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal",
    "is", "lazy", "let", "mutating", "nil", "nonisolated", "open", "operator", "override", "package", "private",
    "protocol", "public", "repeat", "rethrows", "return", "self", "Self", "some", "static", "struct",
    "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak",
    "where", "while",
  ]

  /// Those of them that are names unless another word follows, as in `some View` and `lazy var`.
  static let contextualKeywords: Set<String> = [
    "actor", "any", "borrowing", "consuming", "final", "lazy", "mutating", "open", "operator", "override", "package",
    "some", "weak",
  ]
}

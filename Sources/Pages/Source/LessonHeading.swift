/// What a lesson's source says of the lesson, read without building it.
package struct LessonHeading: Equatable {
  /// The name of the lesson's folder.
  package let name: String
  /// What the lesson is about.
  package let title: String
  /// The rest of the sentence "After this lesson you can …".
  package let summary: String

  /// The number in a lesson's name: `04` of `lesson-04-pooling`.
  static func number(of name: String) -> String {
    let parts = name.split(separator: "-")
    return parts.count > 1 ? String(parts[1]) : name
  }

  /// Reads `static let title` and `static let summary`, which may be several literals joined by `+` and stand before the
  /// walk; nil if the source lacks one of them.
  init?(name: String, source: String) {
    let end = source.firstRange(of: "func walk(")?.lowerBound ?? source.endIndex
    let scalars = Array(source[..<end].unicodeScalars)
    let words = SwiftScanner.tokens(of: scalars).map { token in
      (kind: token.kind, text: String(String.UnicodeScalarView(scalars[token.range])))
    }
    func constant(_ name: String) -> String? {
      guard
        let start = words.indices.dropLast(2).first(where: { words[$0].text == "let" && words[$0 + 1].text == name })
      else { return nil }
      let value = words[(start + 3)...].prefix { $0.kind == .string || $0.text == "+" }
      let literals = value.filter { $0.kind == .string }.map { $0.text.dropFirst().dropLast() }
      return literals.isEmpty ? nil : literals.joined().replacing("\\\"", with: "\"")
    }
    guard let title = constant("title"), let summary = constant("summary") else { return nil }
    (self.name, self.title, self.summary) = (name, title, summary)
  }
}

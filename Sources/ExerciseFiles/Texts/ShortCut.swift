import Pages

/// What a task asks to do without, found in the learner's function, or in one of the learner's own that it calls.
package struct ShortCut: Equatable, Sendable {
  /// The name, as the task has it.
  package let name: String
  /// The line of the learner's file, counted from 1.
  package let line: Int

  /// The first of some names in a function; one that begins with a point is a member's. Nil if there is none.
  package init?(_ names: [String], in function: String, of source: String) {
    let scalars = Array(source.unicodeScalars)
    let tokens = SwiftScanner.tokens(of: scalars).filter { $0.kind != .comment }
    let words = tokens.map { String(String.UnicodeScalarView(scalars[$0.range])) }
    let own = Set(words.indices.dropLast().filter { words[$0] == "func" }.map { words[$0 + 1] })
    var open = [function]
    var seen: Set<String> = []
    while let function = open.popLast() {
      guard seen.insert(function).inserted, let body = Declaration.find(function, in: words)?.body else { continue }
      for place in body {
        let isMember = words[place - 1] == "."
        if let name = names.first(where: { $0 == words[place] || (isMember && $0 == "." + words[place]) }) {
          (self.name, line) = (name, tokens[place].lines.lowerBound)
          return
        }
        if own.contains(words[place]) { open.append(words[place]) }
      }
    }
    return nil
  }
}

import Pages
import System

/// A function in Swift source with the comment above it.
struct DocumentedFunction {
  let name: String
  /// The lines of the comment without their slashes.
  let comment: [String]
  /// How it is declared, up to its body; empty if it has none.
  let signature: String
  /// The line of the function's name, counted from 1.
  let line: Int
  /// What stands between its braces, word by word, without comments.
  let body: [String]

  /// The comment's lines, those of one paragraph or list together.
  var paragraphs: [String] {
    comment.split(separator: "").map { $0.joined(separator: "\n") }
  }

  /// The functions of a source that have a comment of `///` lines right above them.
  static func all(in source: String) -> [DocumentedFunction] {
    let (tokens, words) = SwiftScanner.words(of: source)
    let lines = source.sourceLines
    var functions: [DocumentedFunction] = []
    var comment: [String] = []
    // Where an attribute ends.
    var end = -1
    for index in tokens.indices {
      let word = words[index]
      if word.hasPrefix("///") {
        let text = word.dropFirst(3)
        comment.append(String(text.first == " " ? text.dropFirst() : text))
      } else if word == "func", index + 1 < words.count, !comment.isEmpty {
        // In a source that does not compile, braces may be anywhere: the next comment ends this body at the latest.
        let next = words[index...].firstIndex { $0.hasPrefix("///") } ?? words.endIndex
        let body = Declaration.find(words[index + 1], in: Array(words[index..<next]))?.body
        let inner = body.map { $0.lowerBound + index..<$0.upperBound + index } ?? index..<index
        let head = (words[..<index].lastIndex { $0.hasPrefix("///") } ?? -1) + 1
        let opening = words[index..<next].firstIndex(of: "{").map {
          lines[tokens[head].lines.lowerBound - 1..<tokens[$0].lines.lowerBound].unindented
        }
        functions.append(
          DocumentedFunction(
            name: words[index + 1], comment: comment, signature: (opening ?? "").prefix { $0 != "{" }.trimmed,
            line: tokens[index + 1].lines.lowerBound,
            body: inner.filter { tokens[$0].kind != .comment }.map { words[$0] }))
        comment = []
      } else if word == "@" {
        end = index + 1
        if words.dropFirst(index + 2).first == "(" {
          end = words[index...].firstIndex(of: ")") ?? end
        }
      } else if index > end, ![.comment, .prose].contains(tokens[index].kind), !Declaration.modifiers.contains(word) {
        comment = []
      }
    }
    return functions
  }
}

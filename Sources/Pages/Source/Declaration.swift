/// A function as a source text declares it.
public struct Declaration: Equatable, Sendable {
  /// The lines from its first modifier to its closing brace, without the comment above them and without the white space
  /// that they share.
  public let text: String

  /// The first function of this name in Swift source, wherever it is nested; nil if there is none, or none with a body
  /// whose braces match.
  public init?(of name: String, in source: String) {
    let (tokens, words) = SwiftScanner.words(of: source)
    guard let (head, body) = Declaration.find(name, in: words) else { return nil }
    text = source.sourceLines[tokens[head].lines.lowerBound - 1..<tokens[body.upperBound].lines.upperBound].unindented
  }

  /// The positions of a function's first modifier and of what stands between its braces, among the words of a source.
  package static func find(_ name: String, in words: [String]) -> (head: Int, body: Range<Int>)? {
    guard let start = words.indices.dropLast().first(where: { words[$0] == "func" && words[$0 + 1] == name }) else {
      return nil
    }
    return body(from: start, in: words).map { (head(start, words), $0) }
  }

  /// The positions of what stands between the first braces behind a word.
  package static func body(from start: Int, in words: [String]) -> Range<Int>? {
    var depth = 0
    var open: Int?
    for index in start..<words.count {
      switch words[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{":
        if depth == 0, open == nil { open = index }
        depth += 1
      case "}":
        depth -= 1
        if let open, depth == 0 { return open + 1..<index }
      default: break
      }
      if depth < 0 { return nil }
    }
    return nil
  }

  /// What may stand in front of `func`.
  package static let modifiers: Set = [
    "class", "fileprivate", "final", "internal", "mutating", "nonisolated", "open", "override", "package", "private",
    "public", "static",
  ]

  private static func head(_ start: Int, _ words: [String]) -> Int {
    var head = start
    while head > 0 {
      if modifiers.contains(words[head - 1]) {
        head -= 1
      } else if head > 1, words[head - 2] == "@" {
        head -= 2
      } else {
        break
      }
    }
    return head
  }
}

extension String {
  /// The lines of source, as a scanner counts them: a line may end in a carriage return.
  package var sourceLines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
  }
}

extension Collection<Substring> {
  /// Lines of source as one text, without the white space that all of them begin with.
  package var unindented: String {
    let indentation = filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return map { $0.allSatisfy(\.isWhitespace) ? "" : String($0.dropFirst(indentation)) }.joined(separator: "\n")
  }
}

import Pages
import System

/// What a file of exercises may not hold when it comes from somebody else, as it could change what the checks call: a
/// declaration beside `Exercises` that other files see, also in an extension that is private, an operator, a condition of
/// the compiler, an attribute by which a function takes the place of another, or a slash that may begin a regular
/// expression, in which nothing is code.
package struct StrangeDeclaration: Equatable {
  /// In words, with its line.
  package let text: String

  private static let declaring: Set = [
    "func", "var", "let", "struct", "class", "enum", "extension", "protocol", "typealias", "actor", "operator",
    "precedencegroup", "macro",
  ]
  private static let modifiers: Set = [
    "static", "final", "indirect", "nonisolated", "lazy", "prefix", "postfix", "infix",
  ]
  private static let attributes: Set = [
    "Sendable", "autoclosure", "discardableResult", "escaping", "inline", "inlinable", "MainActor", "unknown",
  ]

  /// What lets other files see a member, even of a private extension.
  private static let widening: Set = ["internal", "open", "package", "public"]

  /// The first of a source; nil if there is none.
  package init?(in source: String) {
    let (tokens, words) = SwiftScanner.words(of: source, withComments: false)
    var depth = 0
    var isInExtension = false
    for (place, word) in words.enumerated() {
      let line = tokens[place].lines.lowerBound
      if ["{", "(", "["].contains(word) { depth += 1 }
      if ["}", ")", "]"].contains(word) { depth -= 1 }
      if word == "@", let name = words.dropFirst(place + 1).first, !StrangeDeclaration.attributes.contains(name) {
        text = "line \(line) has the attribute @\(OutsideText(name)), which no exercise needs"
        return
      }
      if word.hasPrefix("#"),
        ["if", "else", "elseif", "endif", "sourceLocation"].contains(where: { word == "#" + $0 })
      {
        text = "line \(line) has \(word), which no exercise needs"
        return
      }
      if !StrangeDeclaration.isPlain(place, tokens, words) {
        text = "line \(line) has a / that may begin a regular expression; put a space on either side of a division"
        return
      }
      if depth == 0 { isInExtension = word == "extension" || isInExtension && word != "}" }
      if isInExtension, StrangeDeclaration.widening.contains(word), let next = tokens.dropFirst(place + 1).first,
        [.keyword, .identifier].contains(next.kind) || words[place + 1] == "@"
      {
        text = "line \(line) lets other files see a member of an extension; leave its \(word) out"
        return
      }
      guard depth == 0, StrangeDeclaration.declaring.contains(word), words[..<place].last != "import" else {
        continue
      }
      if word == "enum", words.dropFirst(place + 1).starts(with: ["Exercises", ":", "Tasks", "{"]) { continue }
      if StrangeDeclaration.isPrivate(place, in: words) { continue }
      text =
        "line \(line) declares something beside Exercises that other files see; write private before its \(word)"
      return
    }
    return nil
  }

  /// Whether one of the modifiers in front of a declaration keeps it from other files.
  private static func isPrivate(_ place: Int, in words: [String]) -> Bool {
    var before = place - 1
    while before >= 0 {
      if ["private", "fileprivate"].contains(words[before]) { return true }
      if words[before] == ")" {
        // A modifier with something in brackets, such as `private(set)`, which does not keep all of it.
        before = (words[..<before].lastIndex(of: "(") ?? 0) - 2
      } else if modifiers.contains(words[before]) || words[before] == "@" {
        before -= 1
      } else if before > 0, words[before - 1] == "@" {
        before -= 2
      } else {
        return false
      }
    }
    return false
  }

  /// Whether a token cannot be taken for a regular expression between slashes, or for something else if it is one.
  private static func isPlain(_ place: Int, _ tokens: [Token], _ words: [String]) -> Bool {
    let (token, word) = (tokens[place], words[place])
    guard word.contains("/"), token.kind == .operation || word.hasPrefix("/") else { return true }
    let isDivided = token.followsOperand && token.followsSpace == token.precedesSpace
    return isDivided && (word == "/" || word == "/=" && words[place - 1] != "}")
      || word == "/" && words.dropFirst(place + 1).first == ")"
  }
}

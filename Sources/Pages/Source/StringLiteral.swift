/// A string literal of Swift source in which nothing is interpolated.
struct StringLiteral {
  /// The text that it stands for.
  let value: String

  /// Reads a literal of one or several lines, raw or not; nil for what is none, does not end, or holds an interpolation
  /// or an escape that Swift does not know.
  init?(_ literal: String) {
    let hashes = literal.prefix { $0 == "#" }
    let quoted = literal.dropFirst(hashes.count)
    let opening = "\"\"\"\n"
    let quotes = quoted.hasPrefix(opening) ? "\"\"\"" : "\""
    guard quoted.hasPrefix(quotes), quoted.hasSuffix(quotes + hashes),
      quoted.utf8.count >= 2 * quotes.utf8.count + hashes.utf8.count
    else { return nil }
    let content = quoted.dropFirst(quotes.count).dropLast(quotes.count + hashes.count)
    let text = quotes == "\"" ? content : StringLiteral.unindented(content.dropFirst())
    guard let text, let value = StringLiteral.unescaped(text, escape: "\\" + hashes) else { return nil }
    self.value = value
  }

  /// The lines above the last one, which is white space, without that white space; nil if one of them lacks it.
  private static func unindented(_ content: Substring) -> Substring? {
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    guard let indentation = lines.last, indentation.allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
    let blank = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
    guard lines.dropLast().allSatisfy({ $0.hasPrefix(indentation) || blank($0) }) else { return nil }
    return lines.dropLast().map { $0.dropFirst(indentation.count) }.joined(separator: "\n")[...]
  }

  private static let signs: [Character: String] = [
    "0": "\0", "t": "\t", "n": "\n", "r": "\r", "\"": "\"", "'": "'", "\\": "\\", "\n": "",
  ]

  private static func unescaped(_ text: Substring, escape: String) -> String? {
    let pieces = text.split(separator: escape, omittingEmptySubsequences: false)
    var value = String(pieces[0])
    var rest = pieces.dropFirst()
    while let piece = rest.popFirst() {
      if let sign = piece.first.flatMap({ signs[$0] }) {
        value += sign + piece.dropFirst()
      } else if piece.isEmpty, escape == "\\", let next = rest.popFirst() {
        value += "\\" + next
      } else if piece.hasPrefix("u{"), let end = piece.firstIndex(of: "}"),
        let scalar = UInt32(piece[..<end].dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      {
        value.unicodeScalars.append(scalar)
        value += piece[piece.index(after: end)...]
      } else {
        return nil
      }
    }
    return value
  }
}

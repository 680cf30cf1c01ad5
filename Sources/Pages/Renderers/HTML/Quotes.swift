/// Quotation marks and apostrophes as printers set them: prose is typed with straight ones.
enum Quotes {
  /// Text with its marks curled; `before` is the character that it follows.
  static func curled(_ text: String, after before: Character = " ") -> String {
    var before = before
    return String(
      text.map { character in
        let opens = before.isWhitespace || "([–—“‘".contains(before)
        let curled: Character =
          switch character {
          case "\"": opens ? "“" : "”"
          case "'": opens ? "‘" : "’"
          default: character
          }
        before = curled
        return curled
      })
  }
}

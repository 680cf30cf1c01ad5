/// The little of HTML's grammar that every part of a page needs.
enum HTML {
  /// Text that means itself, between tags and in quoted attributes.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A name for a heading's place in the page: its letters and digits in small, hyphens between the words.
  static func anchor(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "section" : words.joined(separator: "-")
  }
}

/// The little of HTML's grammar that every part of a page needs.
enum HTML {
  /// Text that means itself, between tags and in quoted attributes.
  ///
  /// It goes by bytes, as browsers do: to Swift, `<` with a combining mark behind it is another character.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What `escaped` has made of a text, as it was.
  static func unescaped(_ html: some StringProtocol) -> String {
    let scalars = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(String(html).unicodeScalars)
    {
      $0.replacing($1.0.unicodeScalars, with: $1.1.unicodeScalars)
    }
    return String(scalars)
  }

  /// A name for a heading's place in the page: its letters and digits in small, hyphens between the words.
  static func anchor(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "section" : words.joined(separator: "-")
  }
}

/// JSON from outside. Anything that is not quite JSON is an error.
package enum JSONValue {
  case text(String)
  /// A whole number from 0 on.
  case number(Int)
  /// Anything else, as it is written: a number that is not whole or is below 0, `true`, `false`, `null`.
  case other(String)
  case list([JSONValue])
  /// In the order of the file; keys differ.
  case object([(key: String, value: JSONValue)])

  /// Parses the whole of `bytes`, which may end in spaces, lists of at most so many values in it. Throws a `JSONProblem`.
  package init(parsing bytes: [UInt8], longestList: Int) throws {
    var parser = JSONParser(bytes: bytes, longestList: longestList)
    self = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.place < bytes.count { throw parser.problem("expected the end") }
  }

  /// The member of an object of this name; nil if there is none, or if this is no object.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Its text, if it is one.
  package var asText: String? { if case .text(let text) = self { text } else { nil } }

  /// Its number, if it is a whole one from 0 on.
  package var asNumber: Int? { if case .number(let number) = self { number } else { nil } }

  /// Its values, if it is a list.
  package var asList: [JSONValue]? { if case .list(let values) = self { values } else { nil } }
}

/// Why a text is not JSON, and where: "not valid JSON: expected the end at byte 7".
package struct JSONProblem: Error {
  package let text: String

  /// What a file says, fit for a line in a terminal: short, and without control characters.
  package static func shown(_ text: String) -> String {
    let signs = text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(signs)) + (text.unicodeScalars.count > 60 ? "…" : "")
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let longestList: Int
  var place = 0

  func problem(_ text: String) -> JSONProblem {
    JSONProblem(text: "not valid JSON: \(text) at byte \(place)")
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { place += 1 }
  }

  /// Skips space and, if `character` comes next, that too.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws {
    if !take(character) { throw problem("expected '\(character)'") }
  }

  mutating func value(depth: Int) throws -> JSONValue {
    // No file of the course nests deeper; this bounds the stack whatever one says.
    if depth > 8 { throw problem("nested too deep") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"): return try number()
    default:
      for word in ["true", "false", "null"] where bytes[place...].starts(with: word.utf8) {
        place += word.utf8.count
        return .other(word)
      }
      throw problem("expected an object, a list, a string or a number")
    }
  }

  private mutating func object(depth: Int) throws -> JSONValue {
    try expect("{")
    var members: [(key: String, value: JSONValue)] = []
    var keys: Set<String> = []
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      let key = try string()
      guard keys.insert(key).inserted else { throw problem("the key \"\(JSONProblem.shown(key))\" a second time") }
      try expect(":")
      members.append((key, try value(depth: depth + 1)))
    } while take(",")
    try expect("}")
    return .object(members)
  }

  private mutating func list(depth: Int) throws -> JSONValue {
    try expect("[")
    var values: [JSONValue] = []
    if take("]") { return .list(values) }
    repeat {
      guard values.count < longestList else { throw problem("a list of more than \(longestList) values") }
      values.append(try value(depth: depth + 1))
    } while take(",")
    try expect("]")
    return .list(values)
  }

  private mutating func number() throws -> JSONValue {
    let start = place
    while let byte = next, "0123456789+-.eE".utf8.contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      guard let number = Int(text), text == "0" || !text.hasPrefix("0") else {
        throw problem("\(JSONProblem.shown(text)) is not a whole number within reach")
      }
      return .number(number)
    }
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
      throw problem("\(JSONProblem.shown(text)) is not a number")
    }
    return .other(text)
  }

  private mutating func string() throws -> String {
    guard next == UInt8(ascii: "\"") else { throw problem("expected a string") }
    place += 1
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw problem("a control character in a string") }
      place += 1
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: String(Character(try escaped())).utf8)
      } else {
        text.append(byte)
      }
    }
    guard next != nil else { throw problem("a string without its end") }
    place += 1
    guard let string = String(validating: text, as: UTF8.self) else { throw problem("a string that is not UTF-8") }
    return string
  }

  /// The character after a backslash.
  private mutating func escaped() throws -> Unicode.Scalar {
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    guard let byte = next else { throw problem("a string without its end") }
    place += 1
    if let scalar = simple[byte] { return scalar }
    guard byte == UInt8(ascii: "u") else { throw problem("an unknown escape in a string") }
    var unit = try fourHexDigits()
    if (0xd800..<0xdc00).contains(unit), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
      bytes[place + 1] == UInt8(ascii: "u")
    {
      place += 2
      let low = try fourHexDigits()
      guard (0xdc00..<0xe000).contains(low) else { throw problem("half a character in a string") }
      unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(unit) else { throw problem("half a character in a string") }
    return scalar
  }

  private mutating func fourHexDigits() throws -> UInt32 {
    let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else {
      throw problem("an escape without four hexadecimal digits")
    }
    place += 4
    return unit
  }
}

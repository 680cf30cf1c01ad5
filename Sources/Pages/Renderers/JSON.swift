/// The little of JSON that pages and notebooks are written in.
package enum JSON {
  /// Text as a string, safe inside a `script` element too.
  package static func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "<": json += "\\u003c"
      case _ where scalar.value < 0x20:
        json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  /// Values, which are JSON already, as an array.
  package static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

  /// Values, which are JSON already, as an object.
  package static func object(_ members: KeyValuePairs<String, String>) -> String { object(Array(members)) }

  /// Values with their names, which are JSON already, as an object.
  package static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { "\(string($0)):\($1)" }.joined(separator: ",") + "}"
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and carriage returns at its ends.
  package var trimmed: String {
    let body = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    let end = body.lastIndex { $0 != " " && $0 != "\t" && $0 != "\r" }
    return end.map { String(body[...$0]) } ?? ""
  }
}

extension InlineParser {
  /// Where `(target)` or `(<target> "title")` leads, and where it ends; nil if there is none at `start`.
  func linkTarget(from start: Int) -> (target: String, end: Int)? {
    guard scalar(at: start) == "(", let target = target(from: afterSpace(from: start + 1)) else { return nil }
    var end = afterSpace(from: target.end)
    if end > target.end, let title = endOfTitle(from: end) { end = afterSpace(from: title) }
    return scalar(at: end) == ")" ? (scalars[target.text].unescaped, end + 1) : nil
  }

  /// Where the address ends that is its own link, `<http://…>`: a scheme, a colon, and no spaces.
  func endOfAddress(from start: Int) -> Int? {
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "A"..."Z" ~= scalar }
    let scheme = scalars[start...].prefix { isLetter($0) || "0"..."9" ~= $0 || "+.-".unicodeScalars.contains($0) }
    guard (2...32).contains(scheme.count), isLetter(scalars[start]), scalar(at: scheme.endIndex) == ":",
      let end = scalars[start...].firstIndex(where: { $0 <= " " || $0 == "<" || $0 == ">" }), scalars[end] == ">"
    else { return nil }
    return end
  }

  private func scalar(at place: Int) -> Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private func afterSpace(from start: Int) -> Int {
    scalars[start...].firstIndex { !$0.properties.isWhitespace } ?? scalars.count
  }

  private func isEscape(_ place: Int) -> Bool {
    scalars[place] == "\\" && scalar(at: place + 1)?.isASCIIPunctuation == true
  }

  private func target(from start: Int) -> (text: Range<Int>, end: Int)? {
    if scalar(at: start) == "<" {
      return end(from: start + 1, at: ">", before: ["<", "\n"]).map { (start + 1..<$0, $0 + 1) }
    }
    // As in cmark, at most so many parentheses are open: each link may look through them again.
    var (place, depth) = (start, 0)
    while let next = scalar(at: place), next > " " {
      if next == ")", depth == 0 { break }
      depth += next == "(" ? 1 : next == ")" ? -1 : 0
      guard depth <= 32 else { return nil }
      place += isEscape(place) ? 2 : 1
    }
    return depth == 0 ? (start..<place, place) : nil
  }

  private func endOfTitle(from start: Int) -> Int? {
    switch scalar(at: start) {
    case "\"": end(from: start + 1, at: "\"").map { $0 + 1 }
    case "'": end(from: start + 1, at: "'").map { $0 + 1 }
    case "(": end(from: start + 1, at: ")", before: ["("]).map { $0 + 1 }
    default: nil
    }
  }

  /// Where a mark stands that no backslash makes text; nil if one of the others comes before it.
  private func end(from start: Int, at mark: Unicode.Scalar, before others: [Unicode.Scalar] = []) -> Int? {
    var place = start
    while let next = scalar(at: place), !others.contains(next) {
      if next == mark { return place }
      place += isEscape(place) ? 2 : 1
    }
    return nil
  }
}

extension Collection<Unicode.Scalar> {
  /// The text without the backslashes that let the next character stand for itself.
  var unescaped: String {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in self {
      if isEscaped, scalar.isASCIIPunctuation { text.removeLast() }
      text.append(scalar)
      isEscaped = scalar == "\\" && !isEscaped
    }
    return String(text)
  }
}

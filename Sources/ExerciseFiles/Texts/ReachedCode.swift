import Pages

/// What a function of the learner's comes to: its own words, and those of what it uses that is the learner's too.
struct ReachedCode {
  /// All words of the file but comments. A name between backticks is the same name.
  let words: [String]
  /// The line of each, counted from 1.
  let lines: [Int]
  /// The places of the words that the function comes to.
  private(set) var bodies: [Range<Int>] = []

  init(of function: String, in source: String) {
    let scalars = Array(source.unicodeScalars)
    let tokens = SwiftScanner.tokens(of: scalars).filter { $0.kind != .comment && $0.kind != .prose }
    words = tokens.map { token in
      let word = String(String.UnicodeScalarView(scalars[token.range]))
      return token.kind == .identifier && word.hasPrefix("`") ? word.replacing("`", with: "") : word
    }
    lines = tokens.map(\.lines.lowerBound)
    let own = declarations
    var open = [function] + ReachedCode.nameless
    var seen: Set<String> = []
    while let name = open.popLast() {
      guard seen.insert(name).inserted else { continue }
      let found =
        name == function ? [Declaration.find(name, in: words)?.body].compactMap(\.self) : own[name, default: []]
      bodies += found
      open += found.joined().map { words[$0] }.filter { own[$0] != nil }
    }
  }

  /// What code comes to without a name that says so.
  private static let nameless = ["callAsFunction", "init", "subscript"]
  private static let declaring: Set = ["func", "let", "var", "typealias"]
  /// What ends a value, beside another declaration.
  private static let beginning: Set = ["class", "enum", "extension", "private", "static", "struct"]

  /// The bodies of functions and the values of constants and variables, by their names, but for those that a function
  /// keeps to itself: they are part of its body.
  private var declarations: [String: [Range<Int>]] {
    var bodies: [String: [Range<Int>]] = [:]
    var place = 0
    while place < words.count - 1 {
      if declares(place) {
        let isNameless = ReachedCode.nameless.contains(words[place])
        let body =
          isNameless || words[place] == "func"
          ? Declaration.body(from: place, in: words) : value(declaredAt: place)
        if let body {
          bodies[words[isNameless ? place : place + 1], default: []].append(body)
          place = body.upperBound - 1
        }
      }
      place += 1
    }
    return bodies
  }

  /// Whether a function, a constant, a variable or a type's other name is declared at a place.
  private func declares(_ place: Int) -> Bool {
    if ReachedCode.declaring.contains(words[place]) { return true }
    return ReachedCode.nameless.contains(words[place]) && (place == 0 || ![".", "func"].contains(words[place - 1]))
      && ["(", "<", "?"].contains(words[place + 1])
  }

  /// What follows the name of a constant, a variable or a type, up to the next declaration or the end of the braces.
  private func value(declaredAt place: Int) -> Range<Int> {
    let end = end(from: place + 2) { next in
      next < words.count - 1 && declares(next) || ReachedCode.beginning.contains(words[next])
    }
    return place + 2..<max(place + 2, end)
  }

  /// The first place from `start` on that closes what is not opened there, or that holds outside of all brackets.
  func end(from start: Int, _ holds: (Int) -> Bool) -> Int {
    var depth = 0
    for place in words.indices.dropFirst(start) {
      if depth == 0, holds(place) { return place }
      if ["{", "(", "["].contains(words[place]) { depth += 1 }
      if ["}", ")", "]"].contains(words[place]) { depth -= 1 }
      if depth < 0 { return place }
    }
    return words.endIndex
  }
}

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
    let (tokens, written) = SwiftScanner.words(of: source, withComments: false)
    words = zip(tokens, written).map { token, word in
      token.kind == .identifier && word.hasPrefix("`") ? word.replacing("`", with: "") : word
    }
    lines = tokens.map(\.lines.lowerBound)
    let own = declarations
    var open = [function]
    var seen: Set<String> = []
    while let name = open.popLast() {
      guard seen.insert(name).inserted else { continue }
      let found =
        name == function || own[name]?.contains { words[$0] == "func" } == true
        ? [Declaration.find(name, in: words)?.body].compactMap(\.self) : own[name, default: []].map(value)
      bodies += found
      open += found.joined().map { words[$0] }.filter { own[$0] != nil }
    }
  }

  private static let declaring: Set = ["func", "let", "var", "typealias"]

  /// Where functions are declared, and what no function keeps to itself, by their names.
  private var declarations: [String: [Int]] {
    var depth = 0
    var places: [String: [Int]] = [:]
    for (place, word) in words.enumerated().dropLast() {
      if word == "{" { depth += 1 }
      if word == "}" { depth -= 1 }
      if ReachedCode.declaring.contains(word), word == "func" || depth <= 1 {
        places[words[place + 1], default: []].append(place)
      }
    }
    return places
  }

  /// What follows the name of a constant, a variable or a type, up to the next declaration or the end of the braces.
  private func value(declaredAt place: Int) -> Range<Int> {
    let end = end(from: place + 2) { ReachedCode.declaring.contains(words[$0]) || words[$0] == "static" }
    return place + 2..<end
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

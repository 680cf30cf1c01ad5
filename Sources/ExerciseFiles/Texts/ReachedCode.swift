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
    var open = [function]
    var seen: Set<String> = []
    while let name = open.popLast() {
      guard seen.insert(name).inserted else { continue }
      let found = own[name, default: []].map(value)
      bodies += found
      open += found.joined().map { words[$0] }.filter { own[$0] != nil }
    }
  }

  private static let declaring: Set = ["func", "let", "var", "typealias"]
  private static let types: Set = ["actor", "class", "enum", "extension", "struct"]
  /// What is reached by its type's name, and the words that reach it where that is extended.
  private static let nameless = ["callAsFunction": "(", "init": "init", "subscript": "["]

  /// Where what no function keeps to itself is declared, by the words that stand where it is used.
  private var declarations: [String: [Int]] {
    // The types around a place; nil stands for other braces.
    var around: [(name: String, isExtension: Bool)?] = []
    var type: (name: String, isExtension: Bool)?
    var places: [String: [Int]] = [:]
    for (place, word) in words.enumerated().dropLast() {
      if word == "{" {
        around.append(type)
        type = nil
      }
      if word == "}" { _ = around.popLast() }
      guard around.allSatisfy({ $0 != nil }) else { continue }
      if ReachedCode.types.contains(word) { type = (words[place + 1], word == "extension") }
      if let call = ReachedCode.nameless[word], words[place - 1] != ".", let type = around.last ?? nil {
        places[type.name, default: []].append(place)
        if type.isExtension { places[call, default: []].append(place) }
      }
      if ReachedCode.declaring.contains(word) {
        type = nil
        places[words[place + 1], default: []].append(place)
      }
    }
    return places
  }

  /// The body of a function; of a constant, a variable or a type what follows its name, up to the next declaration or the
  /// end of the braces.
  private func value(declaredAt place: Int) -> Range<Int> {
    if ["let", "var", "typealias"].contains(words[place]) {
      let end = end(from: place + 2) { ReachedCode.declaring.contains(words[$0]) || words[$0] == "static" }
      return place + 2..<end
    }
    let open = end(from: place + 1) { words[$0] == "{" }
    guard open < words.endIndex, words[open] == "{" else { return open..<open }
    return open + 1..<end(from: open + 1) { _ in false }
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

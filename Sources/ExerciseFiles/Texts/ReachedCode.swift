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
    // A type that is a value may have its functions called as a value's members.
    let hasTypeAsValue = words.indices.dropFirst().contains { words[$0] == "self" && words[$0 - 1] == "." }
    var open = own[function, default: []]
    var seen: Set<Range<Int>> = []
    while let next = open.popLast() {
      guard seen.insert(next.body).inserted else { continue }
      bodies.append(next.body)
      for place in next.body {
        guard let known = own[words[place]], !isLabel(place), !isLocalValue(place) else { continue }
        open += known.filter { hasTypeAsValue || isReachable($0, at: place) }
      }
    }
  }

  /// What a name calls for, and the innermost type around it.
  private struct Own {
    let body: Range<Int>
    let type: String?
  }

  /// Whether a name is not the member of a value, or what it declares is one, too.
  private func isReachable(_ own: Own, at place: Int) -> Bool {
    let isMember = words[place - 1] == "." && !ReachedCode.selves.contains(words[place - 2])
    return !isMember || own.type.map { $0 != "Exercises" } ?? false
  }

  /// What stands before the point where a function of the exercises' own is called by its full name.
  static let selves: Set = ["Exercises", "Self", "self"]

  private static let values: Set = ["let", "var", "typealias"]
  private static let types: Set = ["actor", "class", "enum", "extension", "struct"]

  /// What no function keeps to itself, by the words that call for it.
  private var declarations: [String: [Own]] {
    // The names of the types around a place; nil for braces of another kind.
    var around: [String?] = []
    var type: String?
    var places: [String: [Own]] = [:]
    func add(_ bodies: [Range<Int>], _ names: String?...) {
      let own = bodies.map { Own(body: $0, type: around.last ?? nil) }
      for name in names.compactMap(\.self) { places[name, default: []] += own }
    }
    for (place, word) in words.enumerated().dropLast() {
      let next = words[place + 1]
      if word == "{" {
        around.append(type)
        type = nil
      } else if word == "}" {
        _ = around.popLast()
      } else if ReachedCode.types.contains(word), next != "func", next != "var" {
        type = next
      } else if around.contains(nil) {
        continue
      } else if word == "func" {
        add(block(from: place + 2), next, next == "callAsFunction" ? around.last ?? nil : nil)
      } else if ReachedCode.values.contains(word) {
        add([value(declaredAt: place)], next)
      } else if word == "subscript" {
        add(block(from: place + 1), label(ofSubscript: place))
      } else if word == "init", let last = around.last, let name = last, words[place - 1] != "." {
        add(block(from: place + 1), "init", name)
      }
    }
    return places
  }

  /// What calls for a subscript: the label of its first index or, if that has none, any bracket.
  private func label(ofSubscript place: Int) -> String {
    let head = words[place...].prefix(4)
    return head.count == 4 && words[place + 1] == "(" && words[place + 2] != "_" && words[place + 3] != ":"
      ? words[place + 2] : "["
  }

  /// What stands up to the first brace that is opened and within it; nothing if it is not closed.
  private func block(from start: Int) -> [Range<Int>] {
    let opening = end(from: start) { words[$0] == "{" }
    guard opening < words.endIndex, words[opening] == "{" else { return [] }
    let closing = end(from: opening + 1) { _ in false }
    return closing < words.endIndex ? [start..<closing] : []
  }

  /// What follows the name of a constant, a variable or a type, up to the next declaration or the end of the braces.
  private func value(declaredAt place: Int) -> Range<Int> {
    let end = end(from: place + 2) {
      ReachedCode.values.contains(words[$0]) || words[$0] == "func" || words[$0] == "static"
    }
    return place + 2..<end
  }

  /// Whether the result of what stands at a place is thrown away.
  func throwsAway(_ place: Int) -> Bool { unused.contains { $0.contains(place) } || isStatement(place) }

  /// Values that are given to `_`, or to a name that stands nowhere else.
  private var unused: [Range<Int>] {
    words.indices.dropLast(2).compactMap { place in
      let isConstant = place > 0 && ReachedCode.values.contains(words[place - 1])
      guard words[place + 1] == "=",
        words[place] == "_" || isConstant && words.count(where: { $0 == words[place] }) == 1
      else { return nil }
      return
        place..<end(from: place + 2) {
          words[$0] == ";" || lines[$0] > lines[$0 - 1] && words[$0] != "."
        }
    }
  }

  /// Whether a call of what is not the learner's is a statement of its own. What stands alone within braces is their
  /// value.
  private func isStatement(_ place: Int) -> Bool {
    let before = words[place - 1]
    guard words[place + 1] == "(", before == "{" || before == ";" || lines[place] > lines[place - 1],
      Declaration.find(words[place], in: words) == nil
    else { return false }
    let end = end(from: place + 1) { words[$0] == ";" || lines[$0] > lines[$0 - 1] && words[$0] != "." }
    guard end < words.endIndex, !words[place..<end].contains("&") else { return false }
    let (isFirst, isLast) = (before == "{", words[end] == "}")
    return (isFirst ? !isLast : ReachedCode.ends(before)) && (isLast || !ReachedCode.continues(words[end]))
  }

  /// Whether an expression may end with a word.
  private static func ends(_ word: String) -> Bool {
    ![",", "(", "[", ":", "in", "return", "throw", "try"].contains(word) && !isOperator(word)
  }

  /// Whether a word at the beginning of a line goes on with the expression of the line above.
  private static func continues(_ word: String) -> Bool { word == "," || isOperator(word) }

  private static func isOperator(_ word: String) -> Bool { word.allSatisfy { "+-*/%=<>!?&|^~.".contains($0) } }

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

import Pages

/// What a task asks to do without, found in the learner's function, or in what it uses that is the learner's own.
package struct ShortCut: Equatable, Sendable {
  /// The name, as the task has it, or that of a gradient.
  package let name: String
  /// The line of the learner's file, counted from 1.
  package let line: Int

  /// The first of some names in a function; one that begins with a point is a member's, and that of a function is that of
  /// its gradients, too. Nil if there is none. A name that the learner has given to something else is passed over. If one of
  /// the names is asked for, it is not, but one whose result is thrown away is.
  package init?(_ names: [String], in function: String, of source: String, areAskedFor: Bool = false) {
    let code = ReachedCode(of: function, in: source)
    let words = code.words
    for place in code.bodies.joined() {
      let word = words[place], isMember = words[place - 1] == "."
      let found = names.first {
        $0 == word || isMember && $0 == "." + word || word.hasPrefix($0) && word.hasSuffix("Gradient")
      }
      if let found, areAskedFor ? !code.throwsAway(place) : !ShortCut.isOwn(place, in: words, code.lines) {
        (name, line) = (found.hasPrefix(".") ? found : word, code.lines[place])
        return
      }
    }
    return nil
  }

  /// Whether a name is the learner's own where it stands, as a label, or as a value of the same braces, a parameter or a
  /// function of the same type has it and so hides the library's. A function that calls what has its name, a value that
  /// is called, and one that a condition binds, which may be made of what it hides, may be another's.
  private static func isOwn(_ place: Int, in words: [String], _ lines: [Int]) -> Bool {
    if words[place - 1] == "." { return false }
    // A file that is not finished may end here.
    let next = words.indices.contains(place + 1) ? words[place + 1] : ""
    if next == ":", ["(", ",", "_"].contains(words[place - 1]) { return true }
    if isLabelOfParameter(place, in: words) { return true }
    if words[place - 1] == "func" || isDeclared(at: place, in: words) { return true }
    if let (head, body) = Declaration.find(words[place], in: words), !body.contains(place) {
      let depth = depths(words[..<head]).last ?? 0
      if depth == 1 || depth > 1 && isOpen(from: head, to: place, in: words) { return true }
    }
    if next == "(" { return false }
    return isParameter(place, in: words) || isClosureParameter(place, in: words)
      || words.indices[..<place].dropLast().contains { declared in
        guard declaring.contains(words[declared]) || isNext(declared, in: words),
          names(declaredAt: declared, in: words).contains(words[place])
        else { return false }
        let loop = words[declared] == "for" ? words[declared..<place].firstIndex(of: "{") : nil
        guard loop != nil || lines[declared] < lines[place] else { return false }
        let depth = depths(words[..<declared]).last ?? 0
        return depth > 1 && isOpen(from: loop.map { $0 + 1 } ?? declared, to: place, in: words)
          && !["if", "guard", "while", ","].contains(words[declared - 1])
      }
  }

  private static let declaring: Set = ["let", "var", "for"]

  /// Whether a comma has a further name behind it that is declared, as in `let a = 1, b = 2`.
  private static func isNext(_ comma: Int, in words: [String]) -> Bool {
    words[comma] == "," && words.indices.contains(comma + 2) && words[comma + 2] == "="
  }

  /// Whether a label stands in front of a parameter's name, as in `func f(label name: Int)`.
  private static func isLabelOfParameter(_ place: Int, in words: [String]) -> Bool {
    guard ["(", ","].contains(words[place - 1]), words.indices.contains(place + 2), words[place + 2] == ":",
      let first = words[place + 1].first
    else { return false }
    return first.isLetter || first == "_"
  }

  /// What is declared behind one of these words: a name, or those of a tuple.
  private static func names(declaredAt place: Int, in words: [String]) -> ArraySlice<String> {
    words[place + 1] == "(" ? words[(place + 2)...].prefix { $0 != ")" } : words[place + 1...place + 1]
  }

  /// Whether a name is declared where it stands, alone or in a tuple.
  private static func isDeclared(at place: Int, in words: [String]) -> Bool {
    if declaring.contains(words[place - 1]) || isNext(place - 1, in: words) { return true }
    guard let open = words[..<place].lastIndex(of: "("), open > 0, declaring.contains(words[open - 1]) else {
      return false
    }
    return !words[open..<place].contains(")")
  }

  /// Whether a parameter of a function around it has the name that stands at a place.
  private static func isParameter(_ place: Int, in words: [String]) -> Bool {
    words.indices[..<place].contains { start in
      guard words[start] == "func", let open = words[start...].firstIndex(of: "{"), open < place,
        (start..<open).contains(where: { words[$0] == words[place] && words[$0 + 1] == ":" })
      else { return false }
      return depths(words[open..<place]).allSatisfy { $0 > 0 }
    }
  }

  /// Whether a closure around it has the name that stands at a place as a parameter. What it captures is none.
  private static func isClosureParameter(_ place: Int, in words: [String]) -> Bool {
    var closed = 0
    for open in (0..<place).reversed() {
      if words[open] == "}" { closed += 1 }
      guard words[open] == "{" else { continue }
      if closed > 0 {
        closed -= 1
        continue
      }
      let head = words[(open + 1)...].prefix { !["in", "for", "=", "{", "}"].contains($0) }
      guard head.first != "[", words[head.endIndex...].first == "in" else { continue }
      if head.indices.contains(where: { words[$0] == words[place] && words[$0 - 1] != ":" }) { return true }
    }
    return false
  }

  /// Whether the braces that one place stands in are still open at a later one.
  private static func isOpen(from place: Int, to other: Int, in words: [String]) -> Bool {
    place < other && depths(words[place..<other]).allSatisfy { $0 >= 0 }
  }

  /// How many braces are open after each of some words.
  private static func depths(_ words: ArraySlice<String>) -> [Int] {
    words.reduce(into: []) { depths, word in
      depths.append((depths.last ?? 0) + (word == "{" ? 1 : word == "}" ? -1 : 0))
    }
  }
}

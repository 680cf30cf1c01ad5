import Pages

extension ReachedCode {
  /// Whether a name is the learner's own where it stands, as a label, or as a value of the same braces, a parameter or a
  /// function of the same type has it and so hides the library's. A function that calls what has its name, a value that
  /// is called, and one that a condition binds, which may be made of what it hides, may be another's.
  func isOwn(_ place: Int) -> Bool {
    let isMember = words[place - 1] == "."
    if isMember, !ReachedCode.selves.contains(words[place - 2]) { return false }
    if isLabel(place) || isLabelOfParameter(place) { return true }
    if words[place - 1] == "func" || isDeclared(at: place) { return true }
    return isOwnFunction(place) || !isMember && isLocalValue(place)
  }

  /// Whether a name stands before a colon that a bracket or a comma precedes.
  func isLabel(_ place: Int) -> Bool {
    // A file that is not finished may end here.
    words.indices.contains(place + 1) && words[place + 1] == ":" && ["(", ",", "_"].contains(words[place - 1])
  }

  /// Whether a value of the braces around it has the name that stands at a place, and it is not called.
  func isLocalValue(_ place: Int) -> Bool {
    if words.indices.contains(place + 1), words[place + 1] == "(" { return false }
    return isDeclared(at: place) || isParameter(place) || isClosureParameter(place)
      || words.indices[..<place].dropLast().contains { declared in
        guard ReachedCode.declaring.contains(words[declared]) || isNext(declared),
          names(declaredAt: declared).contains(words[place])
        else { return false }
        let loop = words[declared] == "for" ? words[declared..<place].firstIndex(of: "{") : nil
        guard loop != nil || lines[declared] < lines[place] else { return false }
        return depth(before: declared) > 1 && isOpen(from: loop.map { $0 + 1 } ?? declared, to: place)
          && !["if", "guard", "while", ","].contains(words[declared - 1])
      }
  }

  /// Whether a function has the name that stands at a place, in the same type or in braces around it, and does not call
  /// itself there.
  private func isOwnFunction(_ place: Int) -> Bool {
    let functions = words.indices.dropLast().filter { words[$0] == "func" && words[$0 + 1] == words[place] }
    if functions.contains(where: { Declaration.body(from: $0, in: words)?.contains(place) ?? false }) { return false }
    return functions.contains { function in
      let depth = depth(before: function)
      return depth == 1
        ? outermostBrace(around: function) == outermostBrace(around: place)
        : depth > 1 && isOpen(from: function, to: place)
    }
  }

  private static let declaring: Set = ["let", "var", "for"]

  /// Whether a comma has a further name behind it that is declared, as in `let a = 1, b = 2`.
  private func isNext(_ comma: Int) -> Bool {
    words[comma] == "," && words.indices.contains(comma + 2) && words[comma + 2] == "="
  }

  /// Whether a label stands in front of a parameter's name, as in `func f(label name: Int)`.
  private func isLabelOfParameter(_ place: Int) -> Bool {
    guard ["(", ","].contains(words[place - 1]), words.indices.contains(place + 2), words[place + 2] == ":",
      let first = words[place + 1].first
    else { return false }
    return first.isLetter || first == "_"
  }

  /// What is declared behind one of these words: a name, or those of a tuple.
  private func names(declaredAt place: Int) -> ArraySlice<String> {
    words[place + 1] == "(" ? words[(place + 2)...].prefix { $0 != ")" } : words[place + 1...place + 1]
  }

  /// Whether a name is declared where it stands, alone or in a tuple.
  private func isDeclared(at place: Int) -> Bool {
    if ReachedCode.declaring.contains(words[place - 1]) || isNext(place - 1) { return true }
    guard let open = words[..<place].lastIndex(of: "("), open > 0, ReachedCode.declaring.contains(words[open - 1])
    else { return false }
    return !words[open..<place].contains(")")
  }

  /// Whether a parameter of a function around it has the name that stands at a place.
  private func isParameter(_ place: Int) -> Bool {
    words.indices[..<place].contains { start in
      guard words[start] == "func", let open = words[start...].firstIndex(of: "{"), open < place,
        (start..<open).contains(where: { words[$0] == words[place] && words[$0 + 1] == ":" })
      else { return false }
      return depths(words[open..<place]).allSatisfy { $0 > 0 }
    }
  }

  /// Whether a closure around it has the name that stands at a place as a parameter. What it captures is none.
  private func isClosureParameter(_ place: Int) -> Bool {
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
  private func isOpen(from place: Int, to other: Int) -> Bool {
    place < other && depths(words[place..<other]).allSatisfy { $0 >= 0 }
  }

  private func depth(before place: Int) -> Int { depths(words[..<place]).last ?? 0 }

  /// The outermost brace that is open at a place; nil if none is.
  private func outermostBrace(around place: Int) -> Int? {
    let depths = depths(words[..<place])
    guard depths.last ?? 0 > 0 else { return nil }
    return depths.lastIndex { $0 == 0 }.map { $0 + 1 } ?? 0
  }

  /// How many braces are open after each of some words.
  private func depths(_ words: ArraySlice<String>) -> [Int] {
    words.reduce(into: []) { depths, word in
      depths.append((depths.last ?? 0) + (word == "{" ? 1 : word == "}" ? -1 : 0))
    }
  }
}

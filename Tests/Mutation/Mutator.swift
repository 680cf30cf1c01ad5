import Pages

/// A reference answer with one small change.
struct Mutant {
  /// The exercise that it answers, and the name of the function.
  let exercise, function: String
  /// The lines that the change touches, before and after, without the white space around them.
  let before, after: String
  let change: Change

  enum Change {
    case edit(Edit)
    /// A parameter is taken for a constant.
    case argument(name: String, value: String)
  }

  /// How it is listed.
  var text: String { "\(before)  →  \(after.isEmpty ? "(nothing)" : after)" }
}

/// All small changes of a function: of bounds, starts, comparisons, indices, axes, operators, constants and the order of
/// loops. What the compiler refuses is dropped later.
struct Mutator {
  let function: FunctionSource
  private var source: [Unicode.Scalar] { function.scalars }
  private var tokens: [Lexeme] { function.tokens }
  private var words: [String] { function.words }
  private var body: Range<Int> { function.body }
  private let parameters: [(name: String, type: String)]
  private var edits: [(range: Range<Int>, text: String)] = []

  init(_ function: FunctionSource) {
    self.function = function
    let words = function.words
    // The colons of the outermost brackets, and none of a tuple's.
    var depth = 0
    var colons: [Int] = []
    for place in 0..<function.body.lowerBound {
      if ["(", "["].contains(words[place]) { depth += 1 }
      if [")", "]"].contains(words[place]) { depth -= 1 }
      if words[place] == "->", depth == 0 { break }
      if words[place] == ":", depth == 1 { colons.append(place) }
    }
    parameters = colons.map { (words[$0 - 1], words[$0 + 1]) }
    changeTokens()
    changeIdentifiers()
    changeLists()
    changeBounds()
    changeStatements()
    changeLoops()
  }

  /// The changes, each of which makes another text of the function.
  func mutants(of exercise: String) -> [Mutant] {
    var seen: Set<String> = [String(String.UnicodeScalarView(source))]
    var mutants: [Mutant] = []
    let opening = tokens[body.lowerBound - 1].range.upperBound
    for edit in edits where edit.range.lowerBound >= opening {
      var changed = source
      changed.replaceSubrange(edit.range, with: Array(edit.text.unicodeScalars))
      guard seen.insert(String(String.UnicodeScalarView(changed))).inserted else { continue }
      let first = source[..<edit.range.lowerBound].lastIndex(of: "\n").map { $0 + 1 } ?? 0
      let end = source[edit.range.upperBound...].firstIndex(of: "\n") ?? source.count
      let tail = changed.count - source.count + end
      mutants.append(
        Mutant(
          exercise: exercise, function: function.name, before: Mutator.oneLine(source[first..<end]),
          after: Mutator.oneLine(changed[first..<max(first, tail)]),
          change: .edit(Edit(range: edit.range, text: edit.text))))
    }
    let values = ["Int": ["0", "1", "2", "3"], "Float": ["0", "0.1", "0.5", "1"], "Bool": ["true", "false"]]
    for (name, type) in parameters {
      mutants += (values[type] ?? []).map { value in
        Mutant(
          exercise: exercise, function: function.name, before: name, after: "\(name) is \(value)",
          change: .argument(name: name, value: value))
      }
    }
    return mutants
  }

  private static func oneLine(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func replace(_ place: Int, with texts: [String]) {
    for text in texts { edits.append((tokens[place].range, text)) }
  }

  // MARK: Token by token

  private static let operations: [String: [String]] = [
    "+": ["-"], "-": ["+"], "*": ["/", "+"], "/": ["*"], "%": ["/"],
    "<": ["<=", ">"], "<=": ["<"], ">": [">=", "<"], ">=": [">"], "==": ["!="], "!=": ["=="],
    ".<": [".<=", ".>"], ".>": [".>=", ".<"], ".>=": [".>"], ".<=": [".<"], ".==": [".!="],
    "&&": ["||"], "||": ["&&"], "..<": ["..."], "...": ["..<"],
    "+=": ["-=", "="], "-=": ["+=", "="], "*=": ["+=", "="], "/=": ["*="],
    "true": ["false"], "false": ["true"],
  ]

  private mutating func changeTokens() {
    for place in body {
      let word = words[place]
      if let others = Mutator.operations[word] {
        let isPrefix = !tokens[place].range.isEmpty && isUnary(place)
        replace(place, with: isPrefix ? [""] : others)
      }
      guard tokens[place].kind == .number else { continue }
      if let whole = Int(word) {
        replace(place, with: ["\(whole + 1)", whole == 0 ? "(-1)" : "\(whole - 1)"])
      } else if let value = Double(word) {
        replace(place, with: ["\(value * 1.01)", "\(value * 2)"])
      }
    }
  }

  /// Whether an operator stands before its only operand.
  private func isUnary(_ place: Int) -> Bool {
    guard ["-", "+"].contains(words[place]) else { return false }
    let before = words[place - 1]
    return tokens[place - 1].kind == .operation || tokens[place - 1].kind == .keyword
      || ["(", "[", ",", "{", ":", "="].contains(before)
  }

  private static let partners: [String: String] = [
    "height": "width", "rows": "columns", "kernelHeight": "kernelWidth", "imageHeight": "imageWidth",
    "down": "right", "fromRow": "fromColumn", "bestRow": "bestColumn", "max": "min", "maximum": "minimum",
    "mean": "sum", "labels": "predictions", "up": "down", "old": "new", "mean_": "variance",
    "argmax": "argmin",
  ]

  private mutating func changeIdentifiers() {
    var others: [String: [String]] = [:]
    for (one, other) in Mutator.partners {
      others[one, default: []].append(other)
      others[other, default: []].append(one)
    }
    let loops = body.filter { words[$0] == "for" && tokens[$0 + 1].kind == .identifier }.map { words[$0 + 1] }
    for variable in loops { others[variable, default: []] += Set(loops).subtracting([variable]).sorted() }
    for place in body {
      // What is declared there, or a label.
      let isLabel = words[place + 1] == ":" || ["let", "var", "for"].contains(words[place - 1])
      if !isLabel, let names = others[words[place]] { replace(place, with: names) }
      if !isLabel, parameters.contains(where: { $0.name == words[place] && $0.type == "Int" }),
        words[place - 1] != "."
      {
        replace(place, with: ["2"])
      }
      // A method without arguments is left out.
      if words[place] == ".", place + 3 < words.count, words[place + 2] == "(", words[place + 3] == ")" {
        edits.append((tokens[place].range.lowerBound..<tokens[place + 3].range.upperBound, ""))
      }
    }
  }

  // MARK: Lists

  /// Two neighbours without labels change places; the last of several axes is left out.
  private mutating func changeLists() {
    for open in body where ["(", "["].contains(words[open]) {
      guard let parts = parts(from: open) else { continue }
      for (one, other) in zip(parts, parts.dropFirst()) {
        let texts = [one, other].map(text)
        if !["max", "min", "maximum", "minimum"].contains(words[open - 1]), !texts[0].contains(": "),
          !texts[1].contains(": ")
        {
          edits.append(
            (
              one.lowerBound..<other.upperBound,
              texts[1] + String(String.UnicodeScalarView(source[one.upperBound..<other.lowerBound])) + texts[0]
            ))
        }
      }
      if parts.count > 1, let first = parts.first, text(first).hasPrefix("axes:"), let last = parts.last {
        edits.append((parts[parts.count - 2].upperBound..<last.upperBound, ""))
      }
    }
  }

  private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(source[range])) }

  /// What stands between a bracket and the one that closes it, cut at commas; as positions of scalars.
  private func parts(from open: Int) -> [Range<Int>]? {
    var parts: [Range<Int>] = []
    var depth = 0
    var start = open + 1
    for place in open..<body.upperBound {
      if ["(", "[", "{"].contains(words[place]) { depth += 1 }
      if [")", "]", "}"].contains(words[place]) { depth -= 1 }
      if depth == 0 || (depth == 1 && words[place] == ",") {
        if start < place { parts.append(tokens[start].range.lowerBound..<tokens[place - 1].range.upperBound) }
        start = place + 1
      }
      if depth == 0 { return parts }
    }
    return nil
  }

  // MARK: Bounds, statements, loops

  /// Where a range ends, one less and one more.
  private mutating func changeBounds() {
    for place in body where words[place] == "..<" || words[place] == "..." {
      var end = place + 1
      guard tokens[end].kind == .identifier || tokens[end].kind == .number else { continue }
      while end + 1 < body.upperBound {
        if words[end + 1] == ".", tokens[end + 2].kind == .identifier {
          end += 2
        } else if words[end + 1] == "[", let close = words[end...].firstIndex(of: "]") {
          end = close
        } else {
          break
        }
      }
      let position = tokens[end].range.upperBound
      edits.append((position..<position, " - 1"))
      edits.append((position..<position, " + 1"))
    }
  }

  /// A statement is left out, a condition always or never holds, and a variable begins with something else.
  private mutating func changeStatements() {
    var depth = 0
    var start = body.lowerBound
    for place in body {
      if ["(", "[", "{"].contains(words[place]) { depth += 1 }
      if [")", "]", "}"].contains(words[place]) { depth -= 1 }
      if place > start, tokens[place].lines.lowerBound > tokens[place - 1].lines.upperBound { start = place }
      let isLast = place + 1 >= body.upperBound || tokens[place + 1].lines.lowerBound > tokens[place].lines.upperBound
      if isLast, !words[start...place].contains(where: { ["{", "}"].contains($0) }),
        !["let", "var", "return", "guard", "case"].contains(words[start]),
        words[start...place].contains(where: { ["=", "+=", "-=", "*=", "("].contains($0) }), depth >= 0,
        start...place != body.lowerBound...body.upperBound - 1
      {
        edits.append((tokens[start].range.lowerBound..<tokens[place].range.upperBound, ""))
      }
      if ["if", "where"].contains(words[place]), let open = words[place...].firstIndex(of: "{"),
        open < body.upperBound
      {
        let condition = tokens[place + 1].range.lowerBound..<tokens[open - 1].range.upperBound
        for text in ["true", "false"] { edits.append((condition, text)) }
      }
      if words[place] == "var", tokens[place + 1].kind == .identifier,
        let equals = words[place...].firstIndex(of: "=")
      {
        let line = tokens[place].lines
        let last = tokens.indices.last { tokens[$0].lines.lowerBound == line.upperBound } ?? equals
        if tokens[equals].lines == line, !words[place...last].contains(",") || words[equals...last].contains("(") {
          let range = tokens[equals + 1].range.lowerBound..<tokens[last].range.upperBound
          for text in ["0", "1", "-100", "-1000", "100"] { edits.append((range, text)) }
        }
      }
    }
  }

  /// Of two nested loops the inner one becomes the outer one.
  private mutating func changeLoops() {
    let loops = body.filter { words[$0] == "for" }
    for (outer, inner) in zip(loops, loops.dropFirst()) {
      guard let open = words[outer...].firstIndex(of: "{"), open + 1 == inner,
        let end = words[inner...].firstIndex(where: { $0 == "{" || $0 == "where" })
      else { continue }
      let heads = [outer..<open, inner..<end].map {
        tokens[$0.lowerBound].range.lowerBound..<tokens[$0.upperBound - 1].range.upperBound
      }
      edits.append(
        (
          heads[0].lowerBound..<heads[1].upperBound,
          text(heads[1]) + text(heads[0].upperBound..<heads[1].lowerBound) + text(heads[0])
        ))
    }
  }
}

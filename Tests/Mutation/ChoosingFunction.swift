import Pages

/// A function in which changes are chosen at run time, by the number `mutant`: each stands beside what it takes the place
/// of, so that the compiler reads the rest of the function once, however many changes there are.
struct ChoosingFunction {
  /// Its source, one line for each change that is chosen in it.
  private(set) var code = ""
  /// The lines of the code, counted from 0, and the number of the change on each; nil where no change stands.
  private(set) var changes: [Int?] = []

  /// A function named `name`, of whose changes those are chosen that a `place` holds.
  init(_ function: FunctionSource, name: String, changes: [(number: Int, edit: Edit)]) {
    var position = 0
    for place in function.places {
      let own = changes.filter { place.holds($0.edit) }
      guard !own.isEmpty else { continue }
      add(function.text(position..<place.range.lowerBound))
      let text = function.text(place.range)
      add(place.opening(text))
      for (number, edit) in own {
        let change = place.choice(function.text(place.range, edit))
        add("\ncase \(number): ")
        // All of a change's lines tell the compiler's errors to be its own.
        add(change, number)
      }
      add(place.ending(text))
      position = place.range.upperBound
    }
    add(function.text(position..<function.end))
    code.replace("func \(function.name)(", with: "func \(name)(")
  }

  private mutating func add(_ text: String, _ number: Int? = nil) {
    code += text
    if changes.isEmpty { changes = [nil] }
    if number != nil { changes[changes.count - 1] = number }
    changes += Array(repeating: number, count: text.count { $0 == "\n" })
  }
}

/// A part of a function in whose place another can be chosen at run time.
struct ChoicePlace {
  enum Kind {
    /// A statement that declares nothing.
    case statement
    /// A variable's or a constant's first value; the name stands before the range.
    case value(name: String)
    /// What is given back without the word `return`.
    case result
    /// What a loop runs through, or a condition: an expression of the type.
    case expression(type: String)
  }

  let kind: Kind
  /// Positions of scalars.
  let range: Range<Int>

  func holds(_ edit: Edit) -> Bool {
    range.lowerBound <= edit.range.lowerBound && edit.range.upperBound <= range.upperBound
  }

  fileprivate func opening(_ text: String) -> String {
    switch kind {
    case .statement, .result: "switch mutant {"
    case .value: "\(text)\nswitch mutant {"
    case .expression(let type): "({ () -> \(type) in\nswitch mutant {"
    }
  }

  fileprivate func choice(_ text: String) -> String {
    switch kind {
    case .statement: text.isEmpty ? "break" : text
    case .value(let name): "\(name) = \(text)"
    case .result: "return \(text)"
    case .expression("Range<Int>") where text.contains("..."): "return Range(\(text))"
    case .expression: "return \(text)"
    }
  }

  fileprivate func ending(_ text: String) -> String {
    switch kind {
    case .value: "\ndefault: break\n}"
    case .expression: "\ndefault: \(choice(text))\n}\n}())"
    case .statement, .result: "\ndefault: \(choice(text))\n}"
    }
  }
}

/// Other text for a part of a function, given by positions of scalars.
struct Edit {
  let range: Range<Int>
  let text: String
}

/// A token, or an operator that begins with points, such as `..<` and `.>`, which the scanner cuts.
struct Lexeme {
  let kind: Token.Kind
  /// Positions of scalars.
  let range: Range<Int>
  let lines: ClosedRange<Int>

  /// All but comments.
  static func all(in scalars: [Unicode.Scalar]) -> [Lexeme] {
    var all: [Lexeme] = []
    for token in SwiftScanner.tokens(of: scalars) where token.kind != .comment {
      let isPoint = { (range: Range<Int>) in scalars[range].allSatisfy { $0 == "." } }
      let goesOn = token.kind == .operation || isPoint(token.range)
      if goesOn, let last = all.last, last.range.upperBound == token.range.lowerBound, isPoint(last.range) {
        all[all.count - 1] = Lexeme(
          kind: .operation, range: last.range.lowerBound..<token.range.upperBound, lines: last.lines)
      } else {
        all.append(Lexeme(kind: token.kind, range: token.range, lines: token.lines))
      }
    }
    return all
  }
}

/// A function's source, cut into tokens, and the places in it where a change can be chosen at run time.
struct FunctionSource {
  let name: String
  let scalars: [Unicode.Scalar]
  let tokens: [Lexeme]
  let words: [String]
  /// The positions of the tokens between the function's braces.
  let body: Range<Int>
  private(set) var places: [ChoicePlace] = []
  /// Where `let` stands before a value that changes may take the place of.
  private var constants: [Range<Int>] = []

  /// Nil if the text declares no function of this name.
  init?(_ code: String, function: String) {
    name = function
    scalars = Array(code.unicodeScalars)
    tokens = Lexeme.all(in: scalars)
    words = tokens.map { [scalars] in String(String.UnicodeScalarView(scalars[$0.range])) }
    guard let (_, body) = Declaration.find(function, in: words) else { return nil }
    self.body = body
    findPlaces(in: body)
  }

  /// One behind the last scalar.
  var end: Int { scalars.count }

  /// A part of the source, in which every constant is a variable, so that another value can be chosen for it.
  func text(_ range: Range<Int>) -> String {
    var text = Array(scalars[range])
    for constant in constants.reversed()
    where range.lowerBound <= constant.lowerBound && constant.upperBound <= range.upperBound {
      let place = constant.lowerBound - range.lowerBound
      text.replaceSubrange(place..<place + constant.count, with: Array("var".unicodeScalars))
    }
    return String(String.UnicodeScalarView(text))
  }

  /// A part of the source after an edit of it.
  func text(_ range: Range<Int>, _ edit: Edit) -> String {
    text(range.lowerBound..<edit.range.lowerBound) + edit.text + text(edit.range.upperBound..<range.upperBound)
  }

  /// Where an edit can be chosen at run time; nil if it takes a copy of the function.
  func place(of edit: Edit) -> ChoicePlace? { places.first { $0.holds(edit) } }

  /// The whole function after an edit, under another name.
  func copy(named copy: String, _ edit: Edit) -> String {
    text(0..<end, edit).replacing("func \(name)(", with: "func \(copy)(")
  }

  private mutating func findPlaces(in block: Range<Int>) {
    var place = block.lowerBound
    while place < block.upperBound {
      switch words[place] {
      case "for": place = findPlacesOfLoop(from: place, block)
      case "if", "while": place = findPlacesOfCondition(from: place, block)
      case "else":
        let open = opening(from: place, block)
        place = open == place + 1 ? findPlaces(behind: open, block) : place + 1
      case "}": place += 1
      case "guard", "func": place = behind(opening(from: place, block), block)
      default:
        let last = lastOfStatement(from: place, block)
        addStatement(place...last, isOnly: place == body.lowerBound && last + 1 == body.upperBound)
        place = last + 1
      }
    }
  }

  private mutating func findPlacesOfLoop(from start: Int, _ block: Range<Int>) -> Int {
    let open = opening(from: start, block)
    guard let list = words[start..<open].firstIndex(of: "in") else { return behind(open, block) }
    let condition = words[list..<open].firstIndex(of: "where")
    let sequence = list + 1..<(condition ?? open)
    if words[sequence].contains(where: { ["..<", "..."].contains($0) }) {
      add(.expression(type: "Range<Int>"), sequence)
    }
    if let condition { add(.expression(type: "Bool"), condition + 1..<open) }
    return findPlaces(behind: open, block)
  }

  private mutating func findPlacesOfCondition(from start: Int, _ block: Range<Int>) -> Int {
    let open = opening(from: start, block)
    if !["let", "var", "case"].contains(words[start + 1]) { add(.expression(type: "Bool"), start + 1..<open) }
    return findPlaces(behind: open, block)
  }

  /// Goes through what stands between a brace and its partner, and gives the position behind it.
  private mutating func findPlaces(behind open: Int, _ block: Range<Int>) -> Int {
    let next = behind(open, block)
    if open + 1 < next - 1 { findPlaces(in: open + 1..<next - 1) }
    return next
  }

  private mutating func addStatement(_ tokens: ClosedRange<Int>, isOnly: Bool) {
    let all = tokens.lowerBound..<tokens.upperBound + 1
    let inner = all.dropFirst()
    switch words[tokens.lowerBound] {
    case "let", "var":
      guard let equals = first("=", in: inner), first(",", in: inner) == nil else { return }
      let name = all.lowerBound + 1..<(first(":", in: all.lowerBound + 1..<equals) ?? equals)
      add(.value(name: wordsOf(name)), equals + 1..<all.upperBound)
      if words[all.lowerBound] == "let" { constants.append(self.tokens[all.lowerBound].range) }
    case "return": add(.statement, all)
    default: add(isOnly ? .result : .statement, all)
    }
  }

  private func wordsOf(_ range: Range<Int>) -> String { words[range].joined(separator: " ") }

  private mutating func add(_ kind: ChoicePlace.Kind, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    places.append(
      ChoicePlace(
        kind: kind, range: tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound))
  }

  /// The first such word that stands in no bracket.
  private func first(_ word: String, in range: Range<Int>) -> Int? {
    var depth = 0
    for place in range {
      if ["(", "[", "{"].contains(words[place]) { depth += 1 }
      if [")", "]", "}"].contains(words[place]) { depth -= 1 }
      if depth == 0, words[place] == word { return place }
    }
    return nil
  }

  private func opening(from start: Int, _ block: Range<Int>) -> Int {
    var depth = 0
    for place in start..<block.upperBound {
      if ["(", "["].contains(words[place]) { depth += 1 }
      if [")", "]"].contains(words[place]) { depth -= 1 }
      if depth == 0, words[place] == "{" { return place }
    }
    return block.upperBound
  }

  /// The position behind the partner of an opening brace.
  private func behind(_ open: Int, _ block: Range<Int>) -> Int {
    var depth = 0
    for place in open..<max(open, block.upperBound) {
      if words[place] == "{" { depth += 1 }
      if words[place] == "}" { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return block.upperBound
  }

  private func lastOfStatement(from start: Int, _ block: Range<Int>) -> Int {
    var depth = 0
    for place in start..<block.upperBound {
      if ["(", "[", "{"].contains(words[place]) { depth += 1 }
      if [")", "]", "}"].contains(words[place]) { depth -= 1 }
      guard depth == 0, place + 1 < block.upperBound,
        tokens[place + 1].lines.lowerBound > tokens[place].lines.upperBound
      else { continue }
      let goesOn = { (place: Int) in tokens[place].kind == .operation || ["?", ":", "."].contains(words[place]) }
      if !goesOn(place), !goesOn(place + 1), words[place] != "," { return place }
    }
    return block.upperBound - 1
  }
}

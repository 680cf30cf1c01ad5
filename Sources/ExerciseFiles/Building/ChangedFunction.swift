import Pages
import System

/// A function of the learner's that no longer is the one that the lesson calls: renamed, given other parameters or another
/// result, no longer static, or gone.
struct ChangedFunction {
  /// The exercise that it answers: solutions stand in the order of the exercises.
  let exercise: String
  /// How it is declared now, and in which line; nil if it is gone.
  let found: (signature: OutsideText, line: Int)?
  /// How the exercise asks for it.
  let asked: String

  /// Those of a lesson, whose solutions say how each function is declared.
  static func all(in files: LessonExercises) -> [ChangedFunction] {
    let source = Folder.text(of: files.path) ?? ""
    let chapter = LessonHeading.shortNumber(of: files.lesson)
    return files.solutions.enumerated().compactMap { place, solution in
      guard let asked = CallForm(solution.code) else { return nil }
      let named = Declaration(of: solution.function, in: source)
      if let named, CallForm(named.text) == asked { return nil }
      let exercise = files.exercise(of: solution)
      return ChangedFunction(
        exercise: "\(chapter).\(place + 1)", found: exercise.map { ($0.signature, $0.line) },
        asked: CallForm.throwing(solution.code).trimmed)
    }
  }

  /// The function as it is, and below it as it should be.
  func text(width: Int) -> String {
    let place = found.map { "Exercises.swift:\($0.line)" } ?? "Exercises.swift"
    let rows = [
      (place, found?.signature.description ?? "(there is no function for exercise \(exercise))"),
      ("exercise \(exercise)", asked),
    ]
    let gutter = (rows.map(\.0.terminalWidth).max() ?? 0) + 5
    return rows.map { label, code in
      let line = code.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("( ", with: "(")
        .replacing(
          " )", with: ")")
      let parts = Wrapping.cut(line: [Span(text: line)], width: max(16, width - gutter - 2), continuation: 0)
      return parts.enumerated().map { index, part in
        let head = index == 0 ? "    \(label)".padded(to: gutter) + "│ " : String(repeating: " ", count: gutter + 2)
        return head + part.map(\.text).joined() + "\n"
      }.joined()
    }.joined()
  }
}

/// What the calls of a function depend on: whether it is static, its name, the labels and types of its parameters, and its
/// result.
private struct CallForm: Equatable {
  private let modifiers: Set<String>
  private let name: String
  private let parameters: [[String]]
  private let result: [String]

  /// Nil if the text declares no function.
  init?(_ declaration: String) {
    let (words, _) = CallForm.words(declaration)
    guard let function = words.firstIndex(of: "func"), let (open, close) = CallForm.brackets(words) else {
      return nil
    }
    let behind = words[(close + 1)...].prefix { $0 != "{" }
    let telling: Set = ["static", "private", "fileprivate", "mutating", "async"]
    modifiers = telling.intersection(words[..<function] + behind.prefix { $0 != "->" })
    name = words[(function + 1)..<open].joined()
    parameters = CallForm.parts(words[(open + 1)..<close]).map(CallForm.parameter)
    result = behind.drop { $0 != "->" }.map(\.self)
  }

  /// The declaration up to its body, as that of a function that may throw.
  static func throwing(_ declaration: String) -> String {
    let (words, ends) = CallForm.words(declaration)
    guard let (_, close) = brackets(words) else { return "" }
    let scalars = declaration.unicodeScalars
    let behind = scalars.index(scalars.startIndex, offsetBy: ends[close])
    let rest = declaration[behind...].prefix { $0 != "{" }
    return declaration[..<behind] + (words[close...].prefix { $0 != "{" }.contains("throws") ? "" : " throws") + rest
  }

  /// The words of a source without its comments, and where each ends.
  private static func words(_ source: String) -> (words: [String], ends: [Int]) {
    let (tokens, words) = SwiftScanner.words(of: source, withComments: false)
    return (words, tokens.map(\.range.upperBound))
  }

  /// The brackets around the parameters.
  private static func brackets(_ words: [String]) -> (open: Int, close: Int)? {
    guard let function = words.firstIndex(of: "func"), let open = words[function...].firstIndex(of: "(") else {
      return nil
    }
    var depth = 0
    for place in open..<words.count {
      if words[place] == "(" { depth += 1 }
      if words[place] == ")" { depth -= 1 }
      if depth == 0 { return (open, place) }
    }
    return nil
  }

  /// The parameters between the brackets.
  private static func parts(_ words: ArraySlice<String>) -> [ArraySlice<String>] {
    var parts: [ArraySlice<String>] = [[]]
    var depth = 0
    for word in words {
      if ["(", "[", "{", "<"].contains(word) { depth += 1 }
      if [")", "]", "}", ">"].contains(word) { depth -= 1 }
      if word == ",", depth == 0 { parts.append([]) } else { parts[parts.count - 1].append(word) }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// A parameter's label and type, without its own name and what it is unless told.
  private static func parameter(_ words: ArraySlice<String>) -> [String] {
    guard let label = words.first, let colon = words.firstIndex(of: ":") else { return Array(words) }
    return [label] + words[colon...].prefix { $0 != "=" }
  }
}

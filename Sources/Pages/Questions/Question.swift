import System

/// What a question takes as its answer: the right one, which the lesson computes, and the wrong ones that known
/// misconceptions lead to, each with its name and its reason.
///
/// A misconception is told as `Name: reason.`, such as `You forgot the padding: it adds a row above and one below.`
public struct Question: Equatable, Sendable {
  /// What kind of answer it is.
  package enum Kind: Equatable, Sendable {
    /// A number, and by what share of itself it may be off.
    case number(within: Double)
    case shape
    case choice
    /// A cell of a table of numbers, which is shown with the question.
    case cell(in: [[String]])
  }

  /// An answer that is known.
  package enum Value: Hashable, Sendable {
    case number(Double)
    /// The sizes of a shape, or row and column of a cell.
    case wholeNumbers([Int])
    case choice(String)

    /// The answer as a page keeps it and as one would type it.
    package var text: String {
      switch self {
      case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      case .wholeNumbers(let numbers): numbers.map(String.init).joined(separator: ", ")
      case .choice(let text): text
      }
    }
  }

  /// An answer, and what is said of it; nothing if it is the right one.
  package struct Known: Equatable, Sendable {
    package let value: Value
    package let message: String?

    /// What the misconception is called: the message up to its colon.
    package var name: String? { message.map { String($0.prefix { $0 != ":" }) } }
  }

  package let kind: Kind
  /// The right answer and the wrong ones that can be told by name; choices in the order in which they are shown.
  package let known: [Known]

  /// A whole number; `slips` are wrong ones with their messages.
  public static func number(_ right: Int, slips: KeyValuePairs<Int, String> = [:]) -> Question {
    Question(.number(within: 0), .number(Double(right)), slips.map { (.number(Double($0)), $1) })
  }

  /// A number that may be off by a share of itself, 2 % unless told.
  public static func number(
    _ right: Float, within share: Float = 0.02, slips: KeyValuePairs<Float, String> = [:]
  ) -> Question {
    Question(.number(within: short(share)), .number(short(right)), slips.map { (.number(short($0)), $1) })
  }

  /// A number with no more digits than a Float has.
  private static func short(_ number: Float) -> Double { Double("\(number)") ?? Double(number) }

  /// A shape, such as `[6, 3, 5, 5]`.
  public static func shape(_ right: [Int], slips: KeyValuePairs<[Int], String> = [:]) -> Question {
    Question(.shape, .wholeNumbers(right), slips.map { (.wholeNumbers($0), $1) })
  }

  /// One of some texts, which are shown in alphabetical order; every wrong one has its message.
  public static func choice(_ right: String, slips: KeyValuePairs<String, String>) -> Question {
    Question(.choice, .choice(right), slips.map { (.choice($0), $1) })
  }

  /// A place in a table of numbers, counted from 0; each slip is a row and a column.
  package static func cell(
    row: Int, column: Int, in numbers: [[String]], slips: KeyValuePairs<[Int], String> = [:]
  ) -> Question {
    Question(.cell(in: numbers), .wholeNumbers([row, column]), slips.map { (.wholeNumbers($0), $1) })
  }

  /// Stops if two answers cannot be told apart, or if a misconception has no name, as either is a mistake of the lesson.
  private init(_ kind: Kind, _ right: Value, _ slips: [(value: Value, message: String)]) {
    var known = [Known(value: right, message: nil)] + slips.map { Known(value: $0.value, message: $0.message) }
    if kind == .choice { known.sort { $0.value.text < $1.value.text } }
    self.init(kind: kind, known: known)
    if let fault { stop("Question: \(fault)") }
  }

  /// A question as it was written.
  init(kind: Kind, known: [Known]) { (self.kind, self.known) = (kind, known) }

  /// Why nobody should be asked this; nil for a sound question.
  package var fault: String? {
    guard known.count(where: { $0.message == nil }) == 1 else { return "exactly one answer must be right" }
    if kind == .choice, known.count > Question.letters.count { return "there are more choices than letters" }
    for (index, one) in known.enumerated() {
      if case .choice(let text) = one.value, text.trimmed.isEmpty || text.contains(/[\t\n\r]/) {
        return "a choice is one line without a tab, and not '\(text)'"
      }
      if let message = one.message, !message.contains(/^[^:\t\n]+: [^\t\n]+\.$/) {
        return "a wrong answer is told as 'Name: reason.', and not as '\(message)'"
      }
      if let twin = known[..<index].first(where: { areAlike($0.value, one.value) }) {
        return "the answers \(twin.value.text) and \(one.value.text) cannot be told apart"
      }
      if let twin = known[..<index].first(where: { $0.name != nil && $0.name == one.name }) {
        return "two misconceptions are called '\(twin.name ?? "")'"
      }
      if case .cell(let numbers) = kind, case .wholeNumbers(let place) = one.value, !Question.has(numbers, place) {
        return "there is no cell \(one.value.text)"
      }
      if case .number(let number) = one.value, !number.isFinite { return "an answer is not a finite number" }
    }
    return nil
  }

  private func areAlike(_ a: Value, _ b: Value) -> Bool {
    guard case (.number(let share), .number(let a), .number(let b)) = (kind, a, b) else { return a == b }
    return abs(a - b) <= share * (abs(a) + abs(b))
  }

  /// Whether a table has a cell at a row and column.
  static func has(_ numbers: [[String]], _ place: [Int]) -> Bool {
    place.count == 2 && numbers.indices.contains(place[0]) && numbers[place[0]].indices.contains(place[1])
  }

  /// The right answer, as one would type it.
  package var right: String { known.first { $0.message == nil }.map { $0.value.text } ?? "" }

  /// What one is to type, in a few words.
  package var request: String {
    switch kind {
    case .number: "a number"
    case .shape: "a shape, such as (3, 4)"
    case .choice: "a letter"
    case .cell: "row, column"
    }
  }

  /// What is shown below the question: the choices by their letters, or the table.
  package var options: [Markup] {
    switch kind {
    case .number, .shape: return []
    case .choice:
      let items = zip(Question.letters, known).map { letter, choice -> [Markup] in
        [.paragraph("**\(letter))** \(choice.value.text)")]
      }
      return [.list(start: nil, isLoose: false, items: items)]
    case .cell(let numbers):
      let width = numbers.joined().map(\.count).max() ?? 0
      let lines = numbers.map { row in row.map { $0.padded(to: width, .right) }.joined(separator: "  ") }
      return [.code(language: "text", text: lines.joined(separator: "\n"))]
    }
  }

  /// What choices are called, in order.
  static let letters = Array("abcdefghijklmnopqrstuvwxyz")
}

/// A question as a page asks it, and as its text there can be read back.
package struct AskedQuestion: Equatable, Sendable {
  /// A short name that changes with the words of the question.
  package let identity: String
  package let question: Question

  /// A question that is asked in some words.
  package init(_ question: Question, asked: [Markup]) {
    (identity, self.question) = (AskedQuestion.identity(of: asked), question)
  }

  /// The name of a question in some words (FNV-1a, 32 bits).
  static func identity(of asked: [Markup]) -> String {
    let words = asked.map(\.plainText).joined(separator: " ").split { $0.isWhitespace }.joined(separator: " ")
    let hash = words.utf8.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return String(hash, radix: 36)
  }

  /// The question in lines: its name, its kind and what belongs to that; then each answer, and behind a tab what is said
  /// of it, unless it is the right one.
  var text: String {
    let head =
      switch question.kind {
      case .number(let share): "number \(share)"
      case .shape: "shape"
      case .choice: "choice"
      case .cell(let numbers): "cell " + numbers.map { $0.joined(separator: " ") }.joined(separator: "/")
      }
    let answers = question.known.map { known in known.value.text + (known.message.map { "\t\($0)" } ?? "") }
    return (["\(identity) \(head)"] + answers).joined(separator: "\n")
  }

  /// Reads what `text` has written; nil for anything else.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines[0].split(separator: " ", maxSplits: 2).map(String.init)
    guard head.count >= 2, let kind = AskedQuestion.kind(head[1], head.count > 2 ? head[2] : "") else { return nil }
    var known: [Question.Known] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let value = AskedQuestion.value(parts[0], of: kind) else { return nil }
      known.append(Question.Known(value: value, message: parts.count > 1 ? parts[1] : nil))
    }
    (identity, question) = (head[0], Question(kind: kind, known: known))
    if question.fault != nil { return nil }
  }

  private static func kind(_ word: String, _ rest: String) -> Question.Kind? {
    switch word {
    case "number": Double(rest).flatMap { (0..<1).contains($0) ? .number(within: $0) : nil }
    case "shape": .shape
    case "choice": .choice
    case "cell": .cell(in: rest.split(separator: "/").map { $0.split(separator: " ").map(String.init) })
    default: nil
    }
  }

  private static func value(_ text: String, of kind: Question.Kind) -> Question.Value? {
    switch kind {
    case .number: return Double(text).map(Question.Value.number)
    case .choice: return .choice(text)
    case .shape, .cell:
      let numbers = text.split(separator: ", ").map { Int($0) }
      return numbers.contains(nil) ? nil : .wholeNumbers(numbers.compactMap { $0 })
    }
  }
}

/// The words of a question and of its answer, where prose ends with them.
package struct QuestionText: Equatable {
  /// What stands above the question.
  package let before: [Markup]
  package let asked, answer: [Markup]

  /// The question at the end of some blocks; nil if they end with none.
  package init?(_ blocks: [Markup]) {
    guard case .folded(Markup.answer, let answer)? = blocks.last,
      case .callout(.question, let asked)? = blocks.dropLast().last
    else { return nil }
    (before, self.asked, self.answer) = (Array(blocks.dropLast(2)), asked, answer)
  }
}

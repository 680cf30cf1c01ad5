extension Question {
  /// What is said to an answer.
  package enum Reply: Equatable, Sendable {
    case right
    /// Wrong, and here is why.
    case slip(String)
    /// Wrong, in no way that is known.
    case wrong
    /// No answer of the kind that is asked for; here is what would be one.
    case unread(String)

    /// The reply in words.
    package var words: String {
      switch self {
      case .right: "Right."
      case .slip(let message): "Not quite. \(message)"
      case .wrong: "That is not it. Try again, or look at the answer."
      case .unread(let request): request
      }
    }
  }

  /// Judges what somebody has typed.
  package func reply(to typed: String) -> Reply {
    let values = readings(of: typed)
    guard !values.isEmpty else { return .unread(refusal) }
    let met = known.filter { known in values.contains { isMet(known.value, by: $0) } }
    if case .number = kind, met.count > 1, TypedAnswer(typed).hasDoubtfulComma {
      return .unread("This asks for a number that has one meaning: type it with a point, or without the comma.")
    }
    guard let first = met.first(where: { $0.message == nil }) ?? met.first else { return .wrong }
    return first.message.map(Reply.slip) ?? .right
  }

  /// The answers that a text may mean; none if it is no answer of this kind.
  private func readings(of typed: String) -> [Value] {
    let answer = TypedAnswer(typed)
    switch kind {
    case .number:
      let isWhole = known.contains {
        if $0.message == nil, case .number(let right) = $0.value { right == right.rounded() } else { false }
      }
      return answer.numbers(isWhole: isWhole).map(Value.number)
    case .shape: return answer.wholeNumbers.map { [.wholeNumbers($0)] } ?? []
    case .choice:
      return answer.place(in: known.map(\.value.text)).map { [known[$0].value] } ?? []
    case .cell(let numbers):
      guard let place = answer.wholeNumbers, Question.has(numbers, place) else { return [] }
      return [.wholeNumbers(place)]
    }
  }

  private func isMet(_ value: Value, by answer: Value) -> Bool {
    guard case (.number(let share), .number(let value), .number(let answer)) = (kind, value, answer) else {
      return value == answer
    }
    // A little more than nothing, as a fraction that was typed is rounded too.
    return abs(answer - value) <= max(share, 1e-9) * abs(value)
  }

  /// What to say where the answer cannot be read.
  private var refusal: String {
    switch kind {
    case .number: "This asks for a number, such as 12, 0.5 or 3/4."
    case .shape: "This asks for a shape: whole numbers, such as (3, 4)."
    case .choice: "This asks for one of the letters a to \(Question.letters[max(0, known.count - 1)])."
    case .cell(let numbers):
      "This asks for a row from 0 to \(numbers.count - 1) and a column from 0 to \((numbers.first?.count ?? 1) - 1), such as 0, 1."
    }
  }
}

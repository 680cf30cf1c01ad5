import Pages
import System

/// What a check has found of an exercise.
package struct ExerciseResult: Equatable, Sendable {
  /// Lesson and place in it, such as `4.1`.
  package let number: String
  package let state: ExerciseState
  /// In how many cases the answer is right, and how many there are; none where nothing has been tried.
  package let rightCases, cases: Int
  /// The rest of the sentence "It looks as if …"; nil if the mistake is none that is known by name.
  package let mistake: OutsideText?
  /// What is wrong, in a line; empty if nothing is, or if nothing has been tried.
  package let finding: OutsideText

  /// A result; the mistake and the finding become a line each.
  package init(
    _ number: String, _ state: ExerciseState, rightCases: Int = 0, cases: Int = 0, mistake: OutsideText? = nil,
    finding: OutsideText = ""
  ) {
    (self.number, self.state, self.rightCases, self.cases) = (number, state, rightCases, cases)
    self.mistake = mistake?.inOneLine
    self.finding = finding.inOneLine
  }

  /// How much of it is right: 1 for a right answer, else the share of the cases, and nothing for one that goes a way which
  /// the task forbids.
  package var share: Double {
    state == .right ? 1 : cases == 0 ? 0 : min(1, Double(rightCases) / Double(cases))
  }

  /// The same share of a whole number, rounded down.
  package func share(of whole: Int) -> Int {
    state == .right ? whole : cases == 0 ? 0 : whole * min(rightCases, cases) / cases
  }

  /// The result as a JSON object, with members more at its end.
  package func json(and others: [(key: String, value: String)] = []) -> String {
    JSON.object(
      [
        ("number", JSON.string(number)), ("state", JSON.string(state.rawValue)), ("right", "\(rightCases)"),
        ("cases", "\(cases)"), ("mistake", mistake.map { JSON.string($0.description) } ?? "null"),
        ("finding", JSON.string(finding.description)),
      ] + others)
  }

  /// Reads such an object; nil if it is none, or says what cannot be.
  package init?(_ value: JSONValue) {
    guard let number = value["number"]?.asText, number.count <= 12,
      number.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
      let state = value["state"]?.asText.flatMap({ ExerciseState(rawValue: $0) }),
      let right = value["right"]?.asNumber, let cases = value["cases"]?.asNumber, right <= cases, cases <= 10_000
    else { return nil }
    self.init(
      number, state, rightCases: right, cases: cases,
      mistake: value["mistake"]?.asText.map { OutsideText(String($0.prefix(500))) },
      finding: OutsideText(String((value["finding"]?.asText ?? "").prefix(2000))))
  }
}

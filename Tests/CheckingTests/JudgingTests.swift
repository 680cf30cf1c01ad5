import TensorCore
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import Pages
@testable import System

/// An exercise for the tests: add up the rows of a matrix. `yours` is what each test hands in.
@Suite struct JudgingTests {
  private func rowSums(_ yours: @escaping @Sendable (Tensor) throws -> any Answerable) -> Exercise {
    let right: @Sendable (Tensor) throws -> any Answerable = { $0.sum(axes: 1) }
    return Exercise(
      "9.9", Answers(learner: yours, solution: right),
      cases: [
        Case("a square matrix", Tensor([[1, 2], [3, 4]])),
        Case("a matrix wider than high", Tensor([[1, 2, 5], [3, -4, 6]])),
      ],
      expected: { $0.sum(axes: 1) },
      answer: { try $0($1) },
      mistakes: [
        Mistake("the columns are added up", "Go along a row first.") { $0.sum(axes: 0) },
        Mistake("the last column is left out", "The range ends too early.") {
          Tensor((0..<$0.shape[0]).map { _ in Float(0) }) + $0[0..., 0..<($0.shape[1] - 1)].sum(axes: 1)
        },
        Mistake("height and width are exchanged", "A matrix is read by row, then column.") {
          guard $0.shape[0] == $0.shape[1] else { throw WouldCrash() }
          return $0.sum(axes: 1)
        },
      ])
  }

  /// For an exercise whose answer is written into it.
  private let unasked = Answers(learner: true, solution: true)

  private func verdict(_ yours: @escaping @Sendable (Tensor) throws -> any Answerable) -> Verdict {
    let exercise = rowSums(yours)
    return exercise.judge(exercise.outcomes(by: .learner))
  }

  private func diagnosis(_ yours: @escaping @Sendable (Tensor) throws -> any Answerable) throws -> Diagnosis {
    guard case .wrong(let diagnosis) = verdict(yours) else {
      throw WouldCrash()
    }
    return diagnosis
  }

  @Test func theRightAnswerIsRight() { #expect(verdict { $0.sum(axes: 1) } == .right) }

  @Test func theStubIsNotAttempted() { #expect(verdict { _ in throw Unattempted() } as Verdict == .notAttempted) }

  @Test func roundingIsNoMistake() { #expect(verdict { $0.sum(axes: 1) * 1.000001 } == .right) }

  @Test func aSmallErrorIsAMistake() { #expect(verdict { $0.sum(axes: 1) * 1.001 } != .right) }

  @Test func twoMistakesInTwoValuesAreBothNamed() throws {
    func diagnosis(_ yours: @escaping @Sendable (Int) -> Answer) -> Diagnosis? {
      let exercise = Exercise(
        "9.9", Answers(learner: yours, solution: yours),
        cases: [Case("2", 2), Case("5", 5)],
        expected: { .parts(["twice": 2 * $0, "square": $0 * $0]) as Answer },
        answer: { $0($1) },
        mistakes: [
          Mistake("nothing is doubled", "Twice.") { Answer.parts(["twice": $0, "square": $0 * $0]) },
          Mistake("it is doubled in place of squared", "Times itself.") {
            Answer.parts(["twice": 2 * $0, "square": 2 * $0])
          },
        ])
      guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else { return nil }
      return diagnosis
    }
    let both = diagnosis { .parts(["twice": $0, "square": 2 * $0]) }
    #expect(both?.mistake?.name == "nothing is doubled, and it is doubled in place of squared")
    #expect(both?.mistake?.explanation == "Twice. Times itself.")
    // One that nobody knows leaves both unnamed, and a single one stays itself.
    let half = diagnosis { .parts(["twice": $0, "square": 7 * $0 + $0 * $0 * $0]) }
    #expect(half != nil && half?.mistake == nil)
    #expect(
      diagnosis { .parts(["twice": 2 * $0, "square": 2 * $0]) }?.mistake?.name == "it is doubled in place of squared")
  }

  @Test func aKnownMistakeIsNamed() throws {
    #expect(try diagnosis { $0.sum(axes: 0) }.mistake?.name == "the columns are added up")
    #expect(
      try diagnosis { $0[0..., 0..<($0.shape[1] - 1)].sum(axes: 1) }.mistake?.name == "the last column is left out")
  }

  @Test func aMistakeThatHoldsInSomeCasesOnlyIsNotNamed() throws {
    #expect(try diagnosis { $0.shape[1] == 2 ? $0.sum(axes: 0) : Tensor([0, 0]) }.mistake == nil)
  }

  @Test func aCrashIsNamedByTheCasesThatAreRight() throws {
    let exercise = rowSums { $0.sum(axes: 1) }
    let crash = Crash(message: "Index out of range", line: 12)
    let outcomes = [exercise.outcome(case: 0), .crashed(crash)]
    guard case .crashed(crash, let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("no crash: \(exercise.judge(outcomes))")
      return
    }
    #expect(diagnosis.mistake?.name == "height and width are exchanged")
    #expect(diagnosis.place == 1 && diagnosis.rightCases == 1)
  }

  @Test func aCrashEverywhereIsNotNamedAfterAMistakeThatIsOnlyWrong() {
    let exercise = rowSums { $0.sum(axes: 1) }
    let crash = Crash(message: "Index out of range", line: 12)
    guard case .crashed(crash, let diagnosis) = exercise.judge([.crashed(crash), .crashed(crash)]) else {
      Issue.record("no crash")
      return
    }
    #expect(diagnosis.mistake == nil)
  }

  @Test func aCrashOfAnotherKindIsNotNamed() {
    let exercise = Exercise(
      "9.7", unasked, cases: [Case("an empty row", Tensor.zeros(0))], expected: { _ in Float(0) },
      answer: { try $1.element(0) },
      mistakes: [Mistake("it is read at once", "Is there an element?") { try $0.element(0) }])
    func name(_ message: String) -> String? {
      guard
        case .crashed(_, let diagnosis) = exercise.judge([.crashed(Crash(message: OutsideText(message), line: 1))])
      else {
        return "no crash"
      }
      return diagnosis.mistake?.name.plainText
    }
    #expect(name("subscript: index 0 is outside axis 0 of size 0 (shape [0])") == "it is read at once")
    #expect(name("matmul: the inner sizes 3 and 4 must be equal") == nil)
  }

  @Test func aLoopWithoutEndIsTimedOut() {
    let exercise = rowSums { $0.sum(axes: 1) }
    guard case .timedOut(let diagnosis) = exercise.judge([exercise.outcome(case: 0), .timedOut(line: nil)]) else {
      Issue.record("not timed out")
      return
    }
    #expect(diagnosis.place == 1)
  }

  @Test func theFirstDifferingElementIsFound() throws {
    let found = try diagnosis { Tensor([$0.sum(axes: 1)[0], 100]) }
    #expect(found.difference == Difference(part: 0, place: [1], expected: 7, found: 100))
    #expect(found.finding.plainText == "at [1] it gives 100, and 7 is correct; 1 of 2 elements differs")
  }

  @Test func theShapeIsNamed() throws {
    #expect(try diagnosis { $0 }.finding.plainText == "its shape is [2, 2], and [2] is correct")
  }

  @Test func aNumberThatIsNoneIsSeen() throws {
    #expect(try diagnosis { $0.sum(axes: 1) * Float.nan }.finding.plainText.contains("there is NaN in it"))
  }

  @Test func infinityIsNotCloseToAnything() throws {
    let exercise = Exercise(
      "9.7", unasked, cases: [Case("one", Tensor([1, 2]))], expected: { $0 },
      answer: { Tensor([$1[0], -.infinity]) },
      mistakes: [Mistake("all is infinite", "Look at the divisor.") { $0 / 0 }])
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.mistake == nil)
    #expect(
      diagnosis.finding.plainText.contains(
        "gives −∞, and 2 is correct; 1 of 2 elements differs; there is infinity in it"))
  }

  @Test func whatIsNoTensorHasNoPattern() throws {
    let exercise = Exercise(
      "9.6", unasked, cases: [Case("one", Tensor([1, 2]))],
      expected: { .parts(["sum": $0.sum(), "shape": $0.shape]) as Answer },
      answer: { .parts(["sum": $1.sum(), "shape": [1, 2]]) as Answer })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.finding.plainText == "shape: it gives [1, 2], and [2] is correct")
  }

  @Test func whatTheSolutionsAnswerIsNoAnswer() {
    let exercise = rowSums { $0.sum(axes: 1) }
    let attempt = Attempt(outcomes: exercise.outcomes(by: .learner), printed: ["", ""])
    func report(_ line: String) -> String {
      let source = "enum Exercises {\n  static func sums() {\n\(line)\n  }\n}"
      let checked = CheckedExercise(exercise, attempt, function: "sums", source: source, checks: "Sums")
      return CheckReport(texts: [], width: 80, colored: false, source: OutsideText(source).lines)
        .text(checked, picture: nil)
    }
    #expect(report("// As in Solutions.\n    9").hasPrefix("✓ 9.9"))
    let text = report("    Solutions.sums()")
    #expect(text.hasPrefix("✗ 9.9") && text.contains("it is Solutions that answers:"))
    #expect(text.contains("Exercises.swift:3 │ Solutions.sums()"))
    #expect(report("    Sums.wrapped(1)").contains("it is Sums that answers:"))
  }

  @Test func aRightAnswerOnAnotherWayThanTheTaskAsksForIsToldSo() {
    let double: @Sendable (Int) throws -> any Answerable = { 2 * $0 }
    let exercise = Exercise(
      "9.9", Answers(learner: double, solution: double), cases: [Case("one", 1)], through: [".shifted", "moved"],
      expected: { 2 * $0 }, answer: { try $0($1) })
    let attempt = Attempt(outcomes: exercise.outcomes(by: .learner), printed: [""])
    func text(_ line: String) -> String {
      let source = "enum Exercises {\n  static func moved() {}\n  static func twice() {\n\(line)\n  }\n}"
      let checked = CheckedExercise(exercise, attempt, function: "twice", source: source)
      #expect(checked.isWrong == (checked.verdict != .right))
      return CheckReport(texts: [], width: 80, colored: false, source: []).text(checked, picture: nil)
    }
    for line in ["image.shifted(down: 1)", "try moved()"] { #expect(text(line).hasPrefix("✓ 9.9")) }
    for line in ["for y in 0..<2 {}", "shifted", "// image.shifted()"] {
      #expect(text(line).hasPrefix("✗ 9.9") && text(line).contains("the task asks to do it by shifted."), "\(line)")
    }
    let thrown = text("_ = image.shifted(down: 1)").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(thrown.contains("the task asks to do it by shifted, and what shifted gives is thrown away"))
  }

  @Test(arguments: [
    (LoopRule.any, "the task asks to do without a loop:"),
    (.overTensors, "the task asks for all pixels and channels at once, without a loop that goes through them:"),
  ])
  func aRightAnswerByALoopThatTheTaskForbidsIsToldSo(_ rule: LoopRule, _ objection: String) {
    let double: @Sendable (Int) throws -> any Answerable = { 2 * $0 }
    let exercise = Exercise(
      "9.9", Answers(learner: double, solution: double), cases: [Case("one", 1)], withoutLoop: rule,
      expected: { 2 * $0 }, answer: { try $0($1) })
    let attempt = Attempt(outcomes: exercise.outcomes(by: .learner), printed: [""])
    let source = "enum Exercises {\n  static func twice(_ map: Tensor) {\n    for y in 0..<map.shape[0] {}\n  }\n}"
    let checked = CheckedExercise(exercise, attempt, function: "twice", source: source)
    let text = CheckReport(texts: [], width: 200, colored: false, source: OutsideText(source).lines)
      .text(checked, picture: nil)
    #expect(text.contains("It gives what is correct, but \(objection)"))
    #expect(text.contains("Exercises.swift:3 │ for y in 0..<map.shape[0] {}"))
    let kept = ExerciseResult(checked).finding.description
    #expect(kept == "it gives what is correct, but \(objection.dropLast())")
  }

  @Test func anEmptyListOfNumbersIsAListOfNumbers() {
    #expect([Float]().answer == Answer(.tensor(Tensor([Float]()))))
    #expect([Int]().answer == Answer(.integers([])))
  }

  @Test func anEmptyListOfTensorsHasNoValues() {
    #expect([Tensor]().answer == Answer(parts: []) && [[Float]]().answer == Answer(parts: []))
    #expect([String]().answer == Answer(.lines([])))
  }

  /// The first case has three values, the second one; what is wrong with the third value of the first is looked for in
  /// the second too.
  @Test func casesMayHaveAnswersOfDifferentLengths() throws {
    let exercise = Exercise(
      "9.7", unasked, cases: [Case("three", 3), Case("one", 1)],
      expected: { (count: Int) in (0..<count).map { Tensor([Float($0), 1]) } },
      answer: { _, _ in (0..<3).map { Tensor([Float($0), $0 < 2 ? 1 : 5]) } })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.finding.plainText.hasPrefix("[2]: at [1] it gives 5, and 1 is correct"))
  }

  @Test func errorsOfTheLearnersOwnAreShown() throws {
    #expect(
      try diagnosis { _ in throw WalkthroughTestError() }.finding.plainText == "it throws an error: my own error")
  }

  @Test func partsAreComparedByName() throws {
    let exercise = Exercise(
      "9.8", unasked, cases: [Case("one", 1)],
      expected: { .parts(["weight": Tensor([1, 2]), "steps": $0]) as Answer },
      answer: { .parts(["weight": Tensor([1, 2]), "steps": $1 + 1]) as Answer })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.finding.plainText == "steps: it gives 2, and 1 is correct")
  }
}

private struct WalkthroughTestError: Error, CustomStringConvertible {
  let description = "my own error"
}

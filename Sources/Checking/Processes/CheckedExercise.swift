import Drawing
import ExerciseFiles
import Figures
import Inspector
import Pages
import System
import TensorCore

/// An exercise after its check.
struct CheckedExercise {
  let exercise: Exercise
  let attempt: Attempt
  let verdict: Verdict

  /// `source` is the learner's file, `function` what the exercise's function is called in it, and `checks` the type that
  /// holds the lesson's exercises. Without a source, nothing is said of the way that an answer takes.
  init(_ exercise: Exercise, _ attempt: Attempt, function: String = "", source: String? = "", checks: String = "") {
    self.exercise = exercise
    self.attempt = attempt
    let verdict = exercise.judge(attempt.outcomes)
    let way = verdict == .right ? source.flatMap { CheckedExercise.way(exercise, in: function, of: $0, checks) } : nil
    self.verdict = way ?? verdict
  }

  /// What is wrong with the way that a right answer takes.
  private static func way(
    _ exercise: Exercise, in function: String, of source: String, _ checks: String
  ) -> Verdict? {
    func code(_ name: String) -> Prose { "\(code: String(name.drop { $0 == "." }))" }
    if let found = ShortCut(exercise.without + ["Solutions", checks], in: function, of: source) {
      let objection: Prose =
        exercise.without.contains(found.name)
        ? "the task asks to do without \(code(found.name))" : "it is \(code(found.name)) that answers"
      return .anotherWay(AnotherWay(objection: objection, line: found.line))
    }
    if let rule = exercise.withoutLoop, let loop = ForbiddenLoop(rule, in: function, of: source) {
      let objection: Prose =
        switch rule {
        case .any, .evenByMap, .evenOverElements: "the task asks to do without a loop"
        case .overTensors: "the task asks for all pixels and channels at once, without a loop that goes through them"
        }
      return .anotherWay(AnotherWay(objection: objection, line: loop.line))
    }
    guard let asked = exercise.through.first,
      ShortCut(exercise.through, in: function, of: source, areAskedFor: true) == nil
    else { return nil }
    let way: Prose = "the task asks to do it by \(code(asked))"
    let thrown = ShortCut(exercise.through, in: function, of: source)
    let objection: Prose = thrown.map { "\(way), and what \(code($0.name)) gives is thrown away" } ?? way
    return .anotherWay(AnotherWay(objection: objection, line: thrown?.line))
  }

  /// Whether there is something to put right.
  var isWrong: Bool { ![.right, .notAttempted].contains(ExerciseState(verdict)) }

  /// What is wrong, if anything is.
  var diagnosis: Diagnosis? {
    switch verdict {
    case .notAttempted, .right, .anotherWay: nil
    case .wrong(let diagnosis), .crashed(_, let diagnosis), .timedOut(let diagnosis): diagnosis
    }
  }

  /// The learner's tensor that is wrong, beside the right one.
  var tensors: (expected: Tensor, yours: Tensor, difference: Difference?)? {
    guard let diagnosis, !exercise.isByHand, let answer = attempt.outcomes[diagnosis.place].answer else { return nil }
    let expected = exercise.expected(case: diagnosis.place)
    for (place, (right, yours)) in zip(expected.parts, answer.parts).enumerated() {
      guard place == diagnosis.difference?.part ?? place, case .tensor(let right) = right.value,
        case .tensor(let yours) = yours.value, right != yours
      else { continue }
      return (right, yours, diagnosis.difference)
    }
    return nil
  }

  /// Where the right value of the first differing element comes from.
  var explanation: String? {
    guard let diagnosis, !exercise.isByHand, let place = diagnosis.difference?.place else { return nil }
    switch exercise.explain(case: diagnosis.place, place: place) {
    case nil: return nil
    case .text(let text): return Comparison.withMinusSigns(text)
    case .pixel(let inspection):
      let map = place.count > 2 ? place[place.count - 3] : 0
      guard place.count >= 2, place.count < 4 || place[0] == 0, map < inspection.output.shape[0],
        let breakdown = try? PixelBreakdown(
          inspection, row: place[place.count - 2], column: place[place.count - 1], map: map)
      else { return nil }
      return BreakdownText(breakdown).text
    }
  }

  /// The cases that are right.
  var rightCases: [Int] {
    attempt.outcomes.indices.filter { exercise.agrees(attempt.outcomes[$0], case: $0) }
  }

  /// What the learner's function printed where it went wrong, or in all cases if it is right.
  var printed: [OutsideText] {
    let texts = diagnosis.map { [attempt.printed[$0.place]] } ?? attempt.printed
    let lines = texts.flatMap(\.text.lines).filter { $0 != "" }.map { $0.shortened(to: CheckedExercise.mostLetters) }
    guard lines.count > CheckedExercise.mostLines else { return lines }
    let half = CheckedExercise.mostLines / 2
    let others = texts.reduce(0) { $0 + $1.lines } - 2 * half
    return lines.prefix(half) + [OutsideText("… \(Numerals.text(others)) more lines …")] + lines.suffix(half)
  }

  private static let mostLines = 12
  private static let mostLetters = 200
}

extension ExerciseResult {
  init(_ checked: CheckedExercise) {
    var (right, cases, finding) = (0, checked.exercise.caseNames.count, OutsideText(""))
    switch checked.verdict {
    case .notAttempted: cases = 0
    case .right: right = cases
    case .anotherWay(let way):
      // All are correct, and none counts.
      cases = 0
      finding = OutsideText("it gives what is correct, but \(way.objection.plainText)")
    case .wrong(let diagnosis), .crashed(_, let diagnosis), .timedOut(let diagnosis):
      right = diagnosis.rightCases
      let text: Prose = "for “\(checked.exercise.caseNames[diagnosis.place])”: \(diagnosis.finding)"
      finding = OutsideText(text.plainText)
    }
    self.init(
      checked.exercise.number, ExerciseState(checked.verdict), rightCases: right, cases: cases,
      mistake: checked.diagnosis?.mistake.map { OutsideText($0.name.plainText) }, finding: finding)
  }
}

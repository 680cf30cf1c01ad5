import Checking
import TensorCore
import Walkthrough

/// A lesson whose exercises have been answered as badly as can be, for the tests of the checker.
@main
struct Misbehaving: Lesson {
  static let title = "How a program can misbehave"
  static let summary = "see the checker survive."

  static func walk(_ notebook: Notebook) throws {}

  static let exercises = [
    exercise("indexOutOfRange") { try Exercises.indexOutOfRange($0) },
    exercise("overflow") { try Exercises.overflow($0) },
    exercise("unwrapped") { try Exercises.unwrapped($0) },
    exercise("tensorIndex") { try Exercises.tensorIndex($0) },
    exercise("endlessLoop") { try Exercises.endlessLoop($0) },
    exercise("endlessTensor") { try Exercises.endlessTensor($0) },
    exercise("endlessClosure") { try Exercises.endlessClosure($0) },
    exercise("endlessPrinting") { try Exercises.endlessPrinting($0) },
    exercise("ending") { try Exercises.ending($0) },
    exercise("recursion") { try Exercises.recursion($0) },
    exercise("memory") { try Exercises.memory($0) },
    exercise("throwing") { try Exercises.throwing($0) },
    exercise("notANumber") { try Exercises.notANumber($0) },
    exercise("sleeping") { try Exercises.sleeping($0) },
    exercise("garbage") { try Exercises.garbage($0) },
    exercise("killing") { try Exercises.killing($0) },
    exercise("printing") { try Exercises.printing($0) },
    exercise("closing") { try Exercises.closing($0) },
    exercise("unattempted") { try Exercises.unattempted($0) },
    exercise("message") { try Exercises.message($0) },
    exercise("printingMuch") { try Exercises.printingMuch($0) },
    exercise("tooManyNumbers") { try Exercises.tooManyNumbers($0) },
    Exercise(
      "99.manyNumbers", Answers(learner: Exercises.self, solution: Exercises.self), cases: [Case("two rows", 2)],
      expected: { Tensor(shape: [$0, 6_000_000], repeating: 2) }, answer: { try $0.manyNumbers($1) }),
  ]

  /// Doubles what it is given, and refuses 2.
  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? {
    guard function == .maxPooling else { return nil }
    return Tensor([try Exercises.indexOutOfRange(Int(operands[0].item)), Float(operands.count)])
  }

  /// Twice the number is right; the number 2 is where the trouble begins.
  private static func exercise(
    _ function: String, yours: @escaping @Sendable (Int) throws -> any Answerable
  ) -> Exercise {
    let right: @Sendable (Int) throws -> any Answerable = { Float(2 * $0) }
    return Exercise(
      "99.\(function)", Answers(learner: yours, solution: right),
      cases: [Case("one", 1), Case("two", 2), Case("three", 3)], expected: { Float(2 * $0) }, answer: { try $0($1) })
  }
}

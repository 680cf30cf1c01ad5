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
    exercise("1") { try Exercises.indexOutOfRange($0) },
    exercise("2") { try Exercises.overflow($0) },
    exercise("3") { try Exercises.unwrapped($0) },
    exercise("4") { try Exercises.tensorIndex($0) },
    exercise("5") { try Exercises.endlessLoop($0) },
    exercise("6") { try Exercises.endlessPrinting($0) },
    exercise("7") { try Exercises.ending($0) },
    exercise("8") { try Exercises.recursion($0) },
    exercise("9") { try Exercises.memory($0) },
    exercise("10") { try Exercises.throwing($0) },
    exercise("11") { try Exercises.notANumber($0) },
    exercise("12") { try Exercises.sleeping($0) },
    exercise("13") { try Exercises.garbage($0) },
    exercise("14") { try Exercises.killing($0) },
    exercise("15") { try Exercises.printing($0) },
    exercise("16") { try Exercises.unattempted($0) },
    exercise("17") { try Exercises.message($0) },
    exercise("18") { try Exercises.printingMuch($0) },
    exercise("19") { try Exercises.tooManyNumbers($0) },
    Exercise(
      "99.20", Answers(learner: Exercises.self, solution: Exercises.self), cases: [Case("two rows", 2)],
      expected: { Tensor(shape: [$0, 6_000_000], repeating: 2) }, answer: { try $0.manyNumbers($1) }),
  ]

  /// Doubles what it is given, and refuses 2.
  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? {
    guard function == .maxPooling else { return nil }
    return Tensor([try Exercises.indexOutOfRange(Int(operands[0].item)), Float(operands.count)])
  }

  /// Twice the number is right; the number 2 is where the trouble begins.
  private static func exercise(
    _ place: String, yours: @escaping @Sendable (Int) throws -> any Answerable
  ) -> Exercise {
    Exercise(
      "99.\(place)", Answers(learner: yours, solution: { Float(2 * $0) }),
      cases: [Case("one", 1), Case("two", 2), Case("three", 3)], expected: { Float(2 * $0) }, answer: { try $0($1) })
  }
}

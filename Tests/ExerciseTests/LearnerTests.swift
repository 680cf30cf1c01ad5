import Foundation
import TestedPackage
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import System
@testable import Walkthrough

/// The learner's own answers: those that have been attempted count, the others are skipped by name.
@Suite struct LearnerTests {
  /// An exercise and what its file says of it.
  struct Task: CustomTestStringConvertible {
    let exercise: Exercise
    let text: ExerciseText
    let files: LessonExercises
    var testDescription: String { "\(text.number) \(text.title)" }

    static let all: [Task] = AllExercises.lessons.flatMap { lesson in
      let files = LessonExercises(lesson: lesson.name, root: TestedPackage.root.path)
      return zip(lesson.exercises, files.exercises).map { Task(exercise: $0, text: $1, files: files) }
    }

    static let unattempted = all.filter(\.text.isPristine)
  }

  @Test(arguments: Task.all) func theAnswerIsRight(_ task: Task) throws {
    let process = LearnerProcess(
      program: TestedPackage.products.appending(path: task.files.lesson).path,
      file: "\(task.files.lesson)/Exercises.swift")
    let attempts = try Checker(process: process).attempts([task.exercise])
    let source = (try? String(contentsOfFile: task.files.path, encoding: .utf8)) ?? ""
    let checked = CheckedExercise(
      task.exercise, try #require(attempts.first), function: task.text.function, source: source)
    if task.text.isPristine { try #require(checked.verdict == .notAttempted) }
    switch checked.verdict {
    case .notAttempted: try Test.cancel("\(task.testDescription) is not attempted")
    case .right: break
    case .wrong, .anotherWay, .crashed, .timedOut:
      let report = CheckReport(
        texts: task.files.exercises, width: 100, colored: false,
        source: OutsideText(source).lines)
      Issue.record("\(report.text(checked, picture: nil))")
    }
  }

  /// Names in the output of the tests what is skipped above, which says so of whole tests only.
  @Test func unattemptedExercisesAreSkipped() throws {
    guard !Task.unattempted.isEmpty else { return }
    let names = Task.unattempted.map { "  \($0.testDescription)" }.joined(separator: "\n")
    try Test.cancel("\(Task.unattempted.count) exercises are skipped, as they are not attempted:\n\(names)")
  }

  @Test func everyExerciseIsTried() { #expect(Task.all.count == AllExercises.all.count && Task.all.count >= 70) }
}

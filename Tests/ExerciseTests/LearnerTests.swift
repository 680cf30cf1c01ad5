import Foundation
import Testing

@testable import Walkthrough

/// The learner's own answers: those that have been attempted count, the others are skipped by name.
@Suite struct LearnerTests {
  @Test(arguments: AllExercises.all) func theAnswerIsRight(_ exercise: Exercise) throws {
    let lesson = try #require(AllExercises.lessons.first { $0.exercises.contains { $0.number == exercise.number } })
      .name
    let files = LessonExercises(lesson: lesson, root: LessonFolders.package.path)
    let text = try #require(files.exercises.first { $0.number == exercise.number })
    let process = LearnerProcess(
      program: Products.folder.appending(path: lesson).path, file: "\(lesson)/Exercises.swift")
    let attempts = try Checker(process: process).attempts([exercise])
    let checked = CheckedExercise(exercise, try #require(attempts.first))
    if text.isPristine { try #require(checked.verdict == .notAttempted) }
    switch checked.verdict {
    case .notAttempted: try Test.cancel("\(text.number) \(text.title) is not attempted")
    case .right: break
    case .wrong, .crashed, .timedOut:
      let source = (try? String(contentsOfFile: files.path, encoding: .utf8)) ?? ""
      let report = CheckReport(
        texts: files.exercises, width: 100, colored: false,
        source: source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      Issue.record("\(report.text(checked, picture: nil))")
    }
  }
}

import Pages
import System

/// A lesson's exercises as its files have them, and what is known of the learner's answers, without building anything.
package struct LessonExercises: Sendable {
  /// The lesson's name.
  package let lesson: String
  /// What is to be done.
  package let exercises: [ExerciseText]
  /// Hints and solutions.
  package let solutions: [SolutionText]
  /// The learner's file.
  package let path: String
  /// The lesson's protocol `Tasks`, as a source text.
  let tasks: String

  /// A number that changes with the learner's file and with the checks.
  package let fingerprint: String
  private let record: ExerciseRecord

  /// Reads the files of a lesson in the package at `root`; a lesson that has none has no exercises.
  package init(lesson: String, root: String) {
    self.lesson = lesson
    let folder = "\(root)/Lessons/\(lesson)"
    path = folder + "/Exercises.swift"
    let source = Folder.text(of: path) ?? ""
    exercises = ExerciseText.read(source)
    solutions = Folder.text(of: folder + "/Solutions.swift").map(SolutionText.read) ?? []
    tasks = Folder.text(of: folder + "/Tasks.swift") ?? ""
    fingerprint = ExerciseRecord.fingerprint(folder: folder)
    record = ExerciseRecord(lesson: lesson, root: root)
  }

  /// Hints and solution of an exercise: those of the function of its name, or of its place if it has been renamed.
  package func solution(of exercise: ExerciseText) -> SolutionText? {
    solutions.first { $0.function == exercise.function }
      ?? zip(exercises, solutions).first { $0.0 == exercise }?.1
  }

  /// The exercise that a solution belongs to; nil if the learner's file has none.
  func exercise(of solution: SolutionText) -> ExerciseText? {
    exercises.first { self.solution(of: $0) == solution }
  }

  /// What is known of the learner's answers, in the order of the exercises.
  package var states: [ExerciseState] {
    let known = record.read(fingerprint: fingerprint)
    return exercises.map { $0.isPristine ? .notAttempted : known[$0.number] ?? .unchecked }
  }

  /// Keeps what a check has found, for as long as the files stay as they are.
  package func keep(_ states: [(number: String, state: ExerciseState)]) {
    var known = record.read(fingerprint: fingerprint)
    for (number, state) in states { known[number] = state }
    record.write(exercises.compactMap { text in known[text.number].map { (text.number, $0) } }, fingerprint)
  }
}

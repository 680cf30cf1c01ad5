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

  /// What keeps the learner's file from being read, in a line; nil if nothing does, or if there is none.
  package let complaint: String?
  /// A number that changes with the learner's file and with the checks.
  package let fingerprint: String
  private let record: ExerciseRecord

  /// Reads the files of a lesson in the package at `root`; a lesson that has none has no exercises.
  package init(lesson: String, root: String) {
    self.lesson = lesson
    let folder = "\(root)/Lessons/\(lesson)"
    path = folder + "/Exercises.swift"
    let source = Folder.text(of: path, limit: 1_000_000)
    complaint =
      source != nil || FileKind(path) == nil && !Folder.isLink(path)
      ? nil
      : "\(Path.relative(path)) cannot be read: it must be a file of text in UTF-8 of at most 1 MB; save it as that, or let "
        + "git restore give you the file as it was"
    let solutions = Folder.text(of: folder + "/Solutions.swift").map(SolutionText.read) ?? []
    self.solutions = solutions
    exercises = LessonExercises.once(source.map(ExerciseText.read) ?? [], solutions)
    tasks = Folder.text(of: folder + "/Tasks.swift") ?? ""
    fingerprint = complaint == nil ? ExerciseRecord.fingerprint(folder: folder) : ""
    record = ExerciseRecord(lesson: lesson, root: root)
  }

  /// Each exercise once, also where an earlier answer stands beside it under another name.
  private static func once(_ texts: [ExerciseText], _ solutions: [SolutionText]) -> [ExerciseText] {
    let names = Set(solutions.map(\.function))
    return texts.filter { text in
      let same = texts.filter { $0.number == text.number }
      return text == same.first { names.contains($0.function) } ?? same[0]
    }
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

  /// What the function of an exercise is called. The solutions stand in the order of the exercises, whatever the learner's
  /// file says.
  package func function(of number: String) -> String {
    let place = number.split(separator: ".").last.flatMap { Int($0) } ?? 0
    if solutions.indices.contains(place - 1) { return solutions[place - 1].function }
    return exercises.first { $0.number == number }?.function ?? ""
  }

  /// What is known of the learner's answers, in the order of the exercises.
  package var states: [ExerciseState] {
    let known = results
    return exercises.map { $0.isPristine ? .notAttempted : known[$0.number]?.state ?? .unchecked }
  }

  /// What the last check has found, by exercise, if the files have stayed as they were.
  package var results: [String: ExerciseResult] { record.read(fingerprint: fingerprint) }

  /// Forgets what is known of some exercises, which are to be checked anew.
  package func forget(_ numbers: [String]) {
    record.write(results.values.filter { !numbers.contains($0.number) }.sorted { $0.number < $1.number }, fingerprint)
  }

  /// Keeps what a check has found, for as long as the files stay as they are.
  package func keep(_ results: [ExerciseResult]) {
    var known = self.results
    for result in results { known[result.number] = result }
    record.write(known.values.sorted { $0.number < $1.number }, fingerprint)
  }
}

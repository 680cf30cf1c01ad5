import ExerciseFiles
import Pages
import System
import TensorCore

/// The learner's functions of other lessons, called in processes of their own.
package struct OwnFunctions {
  let root: String
  /// The programs of their lessons, by the lessons' names.
  private var programs: [String: String] = [:]

  /// The functions of the package at `root`.
  package init(root: String) { self.root = root }

  /// Why a function did not give what was asked of it: the rest of a sentence that a colon opens.
  struct Failure: Error {
    let finding: Prose
  }

  /// Sees to it that functions can be called: that they have been written, and that their lessons' programs are built.
  /// Throws a line that says what to do first. Gives what is wrong with the source of a lesson, to be shown in a terminal;
  /// nil if nothing is.
  package mutating func prepare(_ functions: [LearnerFunction]) throws -> String? {
    for function in functions {
      let files = LessonExercises(lesson: function.lesson, root: root)
      guard let text = files.exercises.first(where: { $0.number == function.exercise }) else {
        throw ProgramFailure("\(function.lesson) has no exercise \(function.exercise), whose answer is to run here")
      }
      guard !text.isPristine else {
        throw ProgramFailure(
          "solve exercise \(text.number), \(text.title), first: type your answer in "
            + "Lessons/\(function.lesson)/Exercises.swift and check it with swift run course check \(text.number)")
      }
    }
    for lesson in Set(functions.map(\.lesson)).sorted() {
      let path = LessonExercises(lesson: lesson, root: root).path
      if let program = Path.executable.flatMap(Path.parent).map({ "\($0)/\(lesson)" }),
        Folder.isOlder(path, than: program)
      {
        programs[lesson] = program
      } else {
        let build = try LessonBuild(lesson: lesson, root: root, in: BuildFolder(root: root))
        if let complaint = build.complaint { return complaint }
        programs[lesson] = build.program
      }
    }
    return nil
  }

  /// What the learner's function gives for each of some operands. Throws a `Failure` if it does not.
  package func call(_ function: LearnerFunction, _ operands: [[Tensor]]) throws -> [Tensor] {
    var request = ByteWriter()
    operands.forEach { ServingProcess.write($0, to: &request) }
    guard let program = programs[function.lesson] else { throw failure(function, "has not been built") }
    let file = "\(function.lesson)/Exercises.swift"
    let process = LearnerProcess(program: program, file: file)
    let run = try process.run(
      ["--serve", function.rawValue], input: request.bytes, within: 4 * AnsweringProcess.seconds)
    return try operands.indices.map { place in
      switch place < run.outcomes.count ? run.outcomes[place] : run.end {
      case .answered(let answer):
        guard case .tensor(let tensor) = answer.parts.first?.value else { throw failure(function, "gives no tensor") }
        return tensor
      case .unattempted: throw failure(function, "is not attempted")
      case .threw(let error): throw failure(function, "throws an error: \(error)")
      case .tooLarge(let what): throw failure(function, "gives \(what), which is more than can be sent")
      case .crashed(let crash):
        throw failure(
          function, "crashes\(crash.line.map { " in line \($0) of Lessons/\(file)" } ?? ""): \(crash.message)")
      case .timedOut(let line):
        throw failure(
          function, "does not come to an end\(line.map { ", and was in line \($0) of Lessons/\(file)" } ?? "")")
      }
    }
  }

  private func failure(_ function: LearnerFunction, _ what: Prose) -> Failure {
    Failure(finding: "your answer to exercise \(function.exercise) \(what)")
  }
}

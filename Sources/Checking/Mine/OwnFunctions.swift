import ExerciseFiles
import System
import TensorCore

/// The learner's functions of other lessons, called in processes of their own.
package struct OwnFunctions {
  let root: String

  /// The functions of the package at `root`.
  package init(root: String) { self.root = root }

  /// Why a function did not give what was asked of it, in a line or two for a terminal.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Sees to it that functions can be called: that they have been written, and that their lessons' programs are built.
  /// Throws a line that says what to do first.
  package func prepare(_ functions: [LearnerFunction]) throws {
    for function in functions {
      let files = LessonExercises(lesson: function.lesson, root: root)
      guard let place = files.exercises.firstIndex(where: { $0.number == function.exercise }) else {
        throw ProgramFailure("\(function.lesson) has no exercise \(function.exercise), whose answer is to run here")
      }
      guard !files.exercises[place].isPristine else {
        let text = files.exercises[place]
        throw ProgramFailure(
          "solve exercise \(text.number), \(text.title), first: type your answer in "
            + "Lessons/\(function.lesson)/Exercises.swift and check it with swift run course check \(text.number)")
      }
    }
    for lesson in Set(functions.map(\.lesson)).sorted() {
      let path = LessonExercises(lesson: lesson, root: root).path
      guard !Folder.isOlder(path, than: try program(of: lesson)) else { continue }
      if let complaint = try LessonBuild(lesson: lesson, root: root).complaint {
        throw Failure(description: complaint)
      }
    }
  }

  /// What the learner's function gives for each of some operands. Throws a `Failure` if it does not.
  package func call(_ function: LearnerFunction, _ operands: [[Tensor]]) throws -> [Tensor] {
    var request = ByteWriter()
    operands.forEach { ServingProcess.write($0, to: &request) }
    let process = LearnerProcess(
      program: try program(of: function.lesson), file: "\(function.lesson)/Exercises.swift")
    let run = try process.run(
      ["--serve", function.rawValue], input: request.bytes, within: 4 * AnsweringProcess.seconds)
    return try operands.indices.map { place in
      switch place < run.outcomes.count ? run.outcomes[place] : run.end {
      case .answered(let answer):
        guard case .tensor(let tensor) = answer.parts.first?.value else { throw failure(function, "gives no tensor") }
        return tensor
      case .unattempted: throw failure(function, "is not attempted")
      case .threw(let error): throw failure(function, "throws an error: \(error)")
      case .crashed(let crash):
        throw failure(
          function, "crashes\(crash.line.map { " in line \($0) of Exercises.swift" } ?? ""): \(crash.message)")
      case .timedOut(let line):
        throw failure(
          function, "does not come to an end\(line.map { ", and was in line \($0) of Exercises.swift" } ?? "")")
      }
    }
  }

  private func program(of lesson: String) throws -> String {
    guard let products = Path.executable.flatMap(Path.parent) else {
      throw ProgramFailure("cannot find the program that is running")
    }
    return "\(products)/\(lesson)"
  }

  private func failure(_ function: LearnerFunction, _ what: String) -> Failure {
    Failure(description: "your answer to exercise \(function.exercise) \(what)")
  }
}

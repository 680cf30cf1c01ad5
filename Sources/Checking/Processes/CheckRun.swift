import ExerciseFiles
import Pages
import System
import TensorCore

/// A check of a lesson's exercises, or of some of them, as `--check` asks for it.
package struct CheckRun {
  let lesson: String
  let exercises: [Exercise]
  /// The type that holds them.
  let type: String
  let root: String
  let folder: OutputFolder
  /// The fingerprint of the files that the running program was built from, if whoever has built it says so.
  let builtFrom: String?

  /// A check of some exercises of a lesson in the package at `root`, whose pictures go into `folder`.
  package init(
    lesson: String, exercises: [Exercise], of type: String, root: String, folder: OutputFolder, builtFrom: String?
  ) {
    (self.lesson, self.exercises, self.type, self.root) = (lesson, exercises, type, root)
    (self.folder, self.builtFrom) = (folder, builtFrom)
  }

  /// Tries the learner's functions, says what came of it, and draws what is wrong. Gives whether nothing is.
  /// Throws if one of `numbers` is no exercise of the lesson.
  package func run(_ numbers: [String]) throws -> Bool {
    let chosen = try chosen(numbers)
    guard let program = Path.executable else { throw ProgramFailure("cannot find the program that is running") }
    let texts = LessonExercises(lesson: lesson, root: root)
    let isCurrent = builtFrom.map { $0 == texts.fingerprint } ?? Folder.isOlder(texts.path, than: program)
    // What has been saved since is not what answers.
    let source = isCurrent ? Folder.text(of: texts.path) : nil
    let process = LearnerProcess(program: program, file: "\(lesson)/Exercises.swift")
    let attempts = try Checker(process: process).attempts(chosen)
    let checked = zip(chosen, attempts).map { exercise, attempt in
      CheckedExercise(
        exercise, attempt, function: texts.function(of: exercise.number), source: source, checks: type)
    }
    if isCurrent { texts.keep(checked.map { ExerciseResult($0) }) }
    let report = CheckReport(
      texts: texts.exercises, width: Terminal.width, colored: Terminal.hasColor,
      source: source.map { OutsideText($0).lines } ?? [])
    Terminal.print("\n")
    for exercise in checked { Terminal.print(report.text(exercise, picture: picture(exercise))) }
    if checked.last?.isWrong != true { Terminal.print("\n") }
    Terminal.print(report.summary(checked.map { ExerciseState($0.verdict) }, path: texts.path))
    if let source, texts.solutions.contains(where: \.isWithheld), let stranger = StrangeDeclaration(in: source) {
      Terminal.print("As it is, the file cannot be handed in: \(stranger.text).\n")
    }
    if !isCurrent {
      Terminal.print(
        "Exercises.swift has been saved since this program was built; swift run course check builds it anew.\n")
    }
    return !checked.contains(where: \.isWrong)
  }

  private func chosen(_ numbers: [String]) throws -> [Exercise] {
    guard !exercises.isEmpty else {
      throw ProgramFailure("this lesson has no exercises", exitCode: ProgramFailure.usage)
    }
    for number in numbers where !exercises.contains(where: { $0.number == number }) {
      let all = exercises.map(\.number).joined(separator: ", ")
      throw ProgramFailure(
        "there is no exercise \(number) in this lesson; it has \(all)", exitCode: ProgramFailure.usage)
    }
    return numbers.isEmpty ? exercises : exercises.filter { numbers.contains($0.number) }
  }

  /// Draws what is wrong and gives the path of the picture, or nil if it cannot be written; takes away the picture of what
  /// is not wrong any more.
  private func picture(_ checked: CheckedExercise) -> String? {
    let name = "exercise-\(checked.exercise.number)"
    guard let tensors = checked.tensors,
      let drawing = AnswerFigure(expected: tensors.expected, yours: tensors.yours, difference: tensors.difference)
    else {
      Folder.removeFile("\(folder.path)/\(name).png")
      return nil
    }
    do {
      try folder.prepare()
      try drawing.figure.written(to: "\(folder.path)/\(name).png")
      return "\(Path.relative(folder.path))/\(name).png"
    } catch {
      Terminal.printError("\(lesson): \(error)")
      return nil
    }
  }
}

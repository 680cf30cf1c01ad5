import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `course reset 4.1`
struct Reset: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts an exercise back to its beginning, and keeps what you have typed in a file of its own.")

  @Argument(help: "An exercise, such as 4.1.")
  var exercise: String

  func run() throws {
    let package = try CoursePackage()
    let (_, text, solution) = try package.exercise(exercise)
    let files = package.exercises(of: try package.target(exercise).lesson)
    guard let stub = ExerciseStub(of: text, solution: solution, in: files) else {
      throw ProgramFailure(
        "\(Path.relative(files.path)) cannot be put right; git restore gives you the file as it was")
    }
    if stub.isThere {
      Terminal.print("Exercise \(text.number) is as it was at the beginning.\n")
      return
    }
    let kept = try Reset.keep(stub.removed, of: text.number, in: "\(package.root)/.kept")
    try WholeFile.write(Array(stub.source.utf8), to: files.path)
    Terminal.print(
      "Exercise \(text.number) is as it was at the beginning. What you had typed is in \(Path.relative(kept)).\n")
  }

  /// Writes a text into the first file of the exercise's that is not there yet, and gives its path.
  private static func keep(_ text: String, of number: String, in folder: String) throws -> String {
    try Folder.make(folder)
    let names = Folder.names(in: folder) ?? []
    let free = (1...).lazy.map { "\(number)-\($0).swift" }.first { !names.contains($0) } ?? ""
    try WholeFile.write(Array((text + "\n").utf8), to: "\(folder)/\(free)")
    return "\(folder)/\(free)"
  }
}

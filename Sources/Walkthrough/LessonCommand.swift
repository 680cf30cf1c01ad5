import ArgumentParser
import Programs
import System

/// The command line of one lesson, for its help and its errors.
struct LessonCommand<L: Lesson>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: L.name, abstract: L.title,
      discussion:
        "After this lesson you can \(L.summary) It is read in the terminal and in output/\(L.name)/README.md.")
  }

  @OptionGroup var options: Options

  /// The options in some arguments. Throws as `Program.command` does.
  static func options(_ arguments: some Sequence<String>) throws -> Options {
    let options = try Program.command(LessonCommand<L>.self, arguments).options
    // Here, once every option is known to be one: else the word after a misspelt option would be blamed.
    if let first = options.exercises.first, !options.check {
      throw ProgramFailure(
        "\(OutsideText(first).inOneLine) has no use here; exercises are named after --check; --help lists the options",
        exitCode: ProgramFailure.usage)
    }
    return options
  }
}

import ArgumentParser
import Programs

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
    try Program.command(LessonCommand<L>.self, arguments).options
  }
}

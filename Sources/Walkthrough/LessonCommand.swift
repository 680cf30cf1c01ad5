import ArgumentParser

/// The command line of one lesson, for its help and its errors.
struct LessonCommand<L: Lesson>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: L.name, abstract: L.title,
      discussion:
        "After this lesson you can \(L.summary) It is read in the terminal and in output/\(L.name)/README.md.")
  }

  @OptionGroup var options: Options

  /// The options in some arguments. Throws a failure with exit code 0 that holds the help if that is asked for, and
  /// one line with exit code 64 if the arguments make no sense.
  static func options(_ arguments: some Sequence<String>) throws -> Options {
    do {
      guard let command = try parseAsRoot(Array(arguments)) as? LessonCommand<L> else {
        throw CleanExit.helpRequest(self)
      }
      return command.options
    } catch {
      guard exitCode(for: error) != .success else {
        throw LessonFailure(fullMessage(for: error), exitCode: 0)
      }
      let message = message(for: error)
      throw LessonFailure("\(message); --help lists the options", exitCode: LessonFailure.usage)
    }
  }
}

import ArgumentParser
import Pages
import System

/// How every program of the package begins and ends.
package enum Program {
  /// Does what a program is for and ends the process unless that goes well: with 64 where the options make no sense, with
  /// 1 where a file, a folder or the processor is not what it must be, each time with one line that begins with `name`.
  package static func run(_ name: String, _ body: () throws -> Void) {
    ProcessSetup.settle()
    do {
      try checkProcessor()
      try body()
    } catch {
      end(name, error)
    }
  }

  /// Ends the process because of an error, as `run` does.
  package static func end(_ name: String, _ error: any Error) -> Never {
    let failure = error as? ProgramFailure
    if failure?.exitCode == 0 {
      Terminal.print("\(OutsideText("\(error)"))\n")
    } else {
      Terminal.printError("\(name): \(error)")
    }
    Terminal.exit(failure?.exitCode ?? 1)
  }

  /// The command that some arguments make. Throws a failure with exit code 0 that holds the help if that is asked for, and
  /// one line with exit code 64 if the arguments make no sense.
  package static func command<Command: ParsableCommand>(
    _ type: Command.Type, _ arguments: some Sequence<String>
  ) throws -> Command {
    do {
      guard let command = try type.parseAsRoot(joined(arguments)) as? Command else {
        throw CleanExit.helpRequest(type)
      }
      return command
    } catch {
      throw failure(error, of: type)
    }
  }

  /// Does what a command or one of its subcommands is for. Throws as `command` does, and what the command throws.
  package static func perform(_ type: (some ParsableCommand).Type, _ arguments: some Sequence<String>) throws {
    do {
      var command = try type.parseAsRoot(joined(arguments))
      try command.run()
    } catch let error where type.exitCode(for: error) == .failure {
      throw error
    } catch {
      throw failure(error, of: type)
    }
  }

  /// The arguments with each number below zero joined to the option before it, which would else miss its value.
  private static func joined(_ arguments: some Sequence<String>) -> [String] {
    arguments.reduce(into: []) { joined, argument in
      if argument.starts(with: /-[0-9]/), let option = joined.last, option.wholeMatch(of: /--[a-z][a-z-]*/) != nil {
        joined[joined.count - 1] = "\(option)=\(argument)"
      } else {
        joined.append(argument)
      }
    }
  }

  private static func failure(_ error: any Error, of type: (some ParsableCommand).Type) -> ProgramFailure {
    guard type.exitCode(for: error) != .success else {
      return ProgramFailure(type.fullMessage(for: error), exitCode: 0)
    }
    let message = type.message(for: error)
    return ProgramFailure(
      "\(message.hasSuffix(".") ? message.dropLast() : message[...]); --help lists the options",
      exitCode: ProgramFailure.usage)
  }
}

/// Why a program could not do what it was asked: one line that says what was expected, what was found, and what to do.
public struct ProgramFailure: Error, CustomStringConvertible, Equatable {
  /// The line.
  public let description: String
  /// What the process ends with: 64 for options that make no sense, 1 for everything else.
  public let exitCode: Int32

  /// A failure with its one line; for options that make no sense the exit code is 64.
  public init(_ description: String, exitCode: Int32 = 1) {
    self.description = description
    self.exitCode = exitCode
  }

  /// The exit code for options that make no sense.
  package static let usage: Int32 = 64
}

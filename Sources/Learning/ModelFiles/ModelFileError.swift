/// Why a model file cannot be read or used; the description is one line.
public struct ModelFileError: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What was expected and what was found.
  public let problem: String

  /// File and problem.
  public var description: String { "\(path): \(problem)" }
}

/// Why a file of data cannot be used: where, what was expected, what was found, and what to do about it.
public struct DataFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder concerned.
  public let path: String
  /// What is wrong with it.
  public let problem: Problem
  /// What was expected and what was found.
  public let detail: String
  /// What the reader can do.
  public let advice: String

  /// The kinds of trouble with a file of data.
  public enum Problem: Equatable, Sendable {
    /// There is no such file or folder.
    case missing
    /// It is there and cannot be read, or is a folder where a file was expected.
    case unreadable
    /// It is not a file of the kind expected.
    case wrongFormat
    /// It holds less or more than its header says.
    case wrongSize
    /// What is compressed in it is damaged.
    case damaged
    /// Its header asks for more than any data set of this kind needs.
    case tooLarge
    /// Its contents contradict themselves or the file that goes with it.
    case inconsistent
    /// It is a file of another data set that is known.
    case anotherSet
    /// It cannot be written.
    case unwritable
  }

  /// One line that says all of it.
  public var description: String { "\(path): \(detail); \(advice)" }
}

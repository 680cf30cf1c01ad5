/// Why a real data set could not be had.
public struct DownloadError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the set.
  public let set: String
  /// What went wrong, mirror by mirror.
  public let reasons: [String]

  /// One line: what failed, why, and the three things that one can do.
  public var description: String {
    "\(set) is not on this machine and could not be downloaded (\(reasons.joined(separator: "; "))); put its files "
      + "into a folder and name that with --data-directory, name it in PATCHWORK_DATA_DIRECTORY, or leave --data out "
      + "and use the drawn images"
  }
}

/// How far the download of a data set has come.
public struct DownloadProgress: Equatable, Sendable {
  /// The name of the set.
  public let set: String
  /// The folder that it is put into.
  public let folder: String
  /// The bytes that are there.
  public let received: Int
  /// The bytes that there will be.
  public let total: Int
  /// Whether all are there and have been found right.
  public let isComplete: Bool
}

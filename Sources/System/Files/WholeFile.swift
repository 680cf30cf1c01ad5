#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files that are written whole or not at all.
package enum WholeFile {
  /// Writes a file beside its place, under a name that no other process uses, and then puts it there: whoever reads
  /// `path` finds what stood there before or all of the new bytes. A file that stood there passes its permissions on. A
  /// link stays and leads to the new bytes; a device or a pipe is written to as it is.
  ///
  /// Throws `UnwritableFile`, and then nothing has changed and nothing is left beside it.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    guard Path.isWhole(path) else { throw UnwritableFile(path, EINVAL) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      return try replace(destination(of: path), with: bytes, as: path, permissions: nil)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      try replace(Path.resolved(path) ?? path, with: bytes, as: path, permissions: status.st_mode & 0o7777)
    case S_IFDIR: throw UnwritableFile(path, EISDIR)
    default: try pour(bytes, into: path)
    }
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], as name: String, permissions: mode_t?
  ) throws {
    try Interruptions.holdOff {
      let (beside, file) = try create(beside: path, as: name, permissions: permissions)
      var problem = SystemCall.write(bytes, to: file) ? 0 : errno
      // What the process leaves out of new files is not left out of these.
      if let permissions, problem == 0, fchmod(file, permissions) != 0 { problem = errno }
      if close(file) != 0, problem == 0 { problem = errno }
      if problem == 0, rename(beside, path) != 0 { problem = errno }
      if problem != 0 {
        unlink(beside)
        throw UnwritableFile(name, problem)
      }
    }
  }

  private static func create(
    beside path: String, as name: String, permissions: mode_t?
  ) throws -> (path: String, descriptor: Int32) {
    // A name of its own, as that of the file may be as long as a name can be.
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    for number in 0... {
      let beside = "\(folder).\(getpid())-\(number).part"
      let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (permissions ?? 0o666) & 0o777)
      if file >= 0 { return (beside, file) }
      if errno != EEXIST { break }
    }
    throw UnwritableFile(name, errno)
  }

  private static func pour(_ bytes: [UInt8], into path: String) throws {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw UnwritableFile(path, errno) }
    var problem = SystemCall.write(bytes, to: file) ? 0 : errno
    if close(file) != 0, problem == 0 { problem = errno }
    if problem != 0 { throw UnwritableFile(path, problem) }
  }

  /// Where something is to be written at which nothing is yet: what a link names, or the last of several links; the path
  /// itself if it is none. Throws `UnwritableFile` if links lead round in a circle.
  private static func destination(of path: String) throws -> String {
    var place = path
    // The system follows as many.
    for _ in 0..<40 {
      var bytes = [CChar](repeating: 0, count: 4096)
      let count = readlink(place, &bytes, bytes.count)
      if count < 0 { return place }
      let target = String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = target.hasPrefix("/") ? "" : place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
      place = folder + target
    }
    throw UnwritableFile(path, ELOOP)
  }
}

/// A file or folder that cannot be written, and why; the description is one line that says what to do.
public struct UnwritableFile: Error, Equatable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// What the system says.
  public let reason: String

  /// What the system says by an error code, that of its last refusal unless told.
  public init(_ path: String, _ code: Int32 = errno) {
    self.path = path
    reason = String(cString: strerror(code))
  }

  /// Path, reason and remedy.
  public var description: String {
    "cannot write to \(path): \(reason); make room, see to its permissions, or name another place"
  }
}

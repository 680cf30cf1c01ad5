#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Folders, and reading small files whole.
package enum Folder {
  /// The names in a folder, in alphabetical order; nil if it cannot be read, which `errno` then explains.
  package static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
      // What has been done with the last name may have left a code.
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return errno == 0 ? names.sorted() : nil
  }

  /// No file of the course comes near so many bytes.
  package static let mostBytes = 1 << 26

  /// The text of a file, its lines ended as Unix ends them; nil if it cannot be read, is not UTF-8, or has more than
  /// `limit` bytes.
  package static func text(of path: String, limit: Int = mostBytes) -> String? {
    guard let bytes = bytes(of: path, limit: limit), let text = String(validating: bytes, as: UTF8.self) else {
      return nil
    }
    return bytes.contains(UInt8(ascii: "\r")) ? text.replacing("\r\n", with: "\n") : text
  }

  /// The bytes of a file; nil if it cannot be read, is no file but a folder or a device, or has too many.
  package static func bytes(of path: String, limit: Int = mostBytes) -> [UInt8]? {
    try? ReadableFile.bytes(of: path, limit: limit)
  }

  /// Whether something is there.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a link lies there, wherever it leads.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether the file or folder is there and may be written to.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Makes a folder and those above it, where they are missing. Throws `UnwritableFile` if that cannot be done, or if
  /// files cannot be written there.
  package static func prepare(_ path: String) throws {
    try make(path)
    guard isWritable(path) else { throw UnwritableFile(path) }
  }

  /// Makes a folder and those above it, where they are missing. Throws `UnwritableFile` if that cannot be done.
  package static func make(_ path: String) throws {
    switch FileKind(path) {
    case .folder: return
    case .file, .special: throw UnwritableFile(path, ENOTDIR)
    case nil: break
    }
    if let parent = Path.parent(path) { try make(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw UnwritableFile(path) }
  }

  /// Takes a file away, if it is there.
  package static func removeFile(_ path: String) { unlink(path) }

  /// Does something while no other process does the same with this folder.
  package static func locked<Result>(_ path: String, _ body: () throws -> Result) rethrows -> Result {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    // A file system without locks is taken as one on which nobody else writes.
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }

  /// Whether a file was last changed before another; false if one of them is missing.
  package static func isOlder(_ path: String, than other: String) -> Bool {
    guard let first = version(of: path), let second = version(of: other) else { return false }
    return (first.seconds, first.nanoseconds) < (second.seconds, second.nanoseconds)
  }

  /// What changes whenever a file is written or another takes its place.
  package struct Version: Equatable {
    /// When it was last changed.
    fileprivate let seconds, nanoseconds: Int
    private let file: UInt64
    private let size: Int64

    fileprivate init(_ status: stat) {
      #if canImport(Darwin)
        (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
      #else
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      #endif
      (file, size) = (UInt64(status.st_ino), Int64(status.st_size))
    }
  }

  /// The version of a file that is there now; nil if there is none.
  package static func version(of path: String) -> Version? {
    var status = stat()
    return stat(path, &status) == 0 ? Version(status) : nil
  }
}

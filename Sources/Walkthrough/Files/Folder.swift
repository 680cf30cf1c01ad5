#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reading folders and small text files.
enum Folder {
  /// The names in a folder, in alphabetical order; none if it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// No file of the course comes near so many bytes.
  private static let mostBytes = 1 << 26

  /// The text of a file, its lines ended as Unix ends them; nil if it cannot be read or is not UTF-8.
  static func text(of path: String) -> String? {
    guard let bytes = bytes(of: path), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return bytes.contains(UInt8(ascii: "\r")) ? text.replacing("\r\n", with: "\n") : text
  }

  /// The bytes of a file; nil if it cannot be read, is no file but a folder or a device, or has too many.
  static func bytes(of path: String) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = fopen(path, "r")
    else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= mostBytes, case let count = fread(&piece, 1, piece.count, file), count > 0 {
      bytes += piece[..<count]
    }
    return ferror(file) == 0 && bytes.count <= mostBytes ? bytes : nil
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a file was last changed before another; false if one of them is missing.
  static func isOlder(_ path: String, than other: String) -> Bool {
    guard let first = changed(path), let second = changed(other) else { return false }
    return first < second
  }

  /// When a file was last changed, in seconds and nanoseconds.
  private static func changed(_ path: String) -> (Int, Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      return (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
      return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files, with errors that say what went wrong.
enum Files {
  /// The bytes of a file that has at most `limit` of them.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason: PNGError.Reason = errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(systemReason)
      throw PNGError(path: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw PNGError(path: path, reason: .notAFile) }
    let size = Int(status.st_size)
    guard size <= limit else { throw PNGError(path: path, reason: .fileTooLarge(size)) }
    guard let file = fopen(path, "rb") else { throw PNGError(path: path, reason: .unreadable(systemReason)) }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
    guard ferror(file) == 0 else { throw PNGError(path: path, reason: .unreadable(systemReason)) }
    return bytes
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}

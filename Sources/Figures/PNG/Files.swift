#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files in and out, with errors that say what went wrong.
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

  /// Writes a file whole or not at all: beside its place under another name, then renamed.
  static func write(_ bytes: [UInt8], to path: String) throws {
    // Two runs that write the same picture at the same time must not write to the same temporary file.
    let temporary = "\(path).\(getpid()).part"
    func failure() -> PNGError {
      let error = PNGError(path: path, reason: .unwritable(systemReason))
      unlink(temporary)
      return error
    }
    guard let file = fopen(temporary, "wb") else { throw failure() }
    let written = fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
    let problem = written ? nil : failure()
    let closed = fclose(file) == 0
    if let problem { throw problem }
    guard closed, rename(temporary, path) == 0 else { throw failure() }
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is being downloaded, under a name of its own beside that of the whole file. One process at a time has it;
/// nothing is left of one that stayed empty.
final class PartialFile {
  let path: String
  private let whole: String
  private var descriptor: Int32 = -1

  /// Takes the partial file of `whole`, with what it holds already. As long as another process has it, `waiting` is
  /// called now and then with its size. Gives nil if the whole file is there.
  init?(of whole: String, waiting: (Int) -> Void) throws {
    self.whole = whole
    path = whole + ".part"
    while !isThere(whole) {
      descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw PartialFile.failure(path) }
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
        waiting(size)
        usleep(100_000)
      }
      // Whoever had it may have given it its final name, or taken it away.
      var (own, current) = (stat(), stat())
      if fstat(descriptor, &own) == 0, stat(path, &current) == 0, own.st_ino == current.st_ino { return }
      close(descriptor)
      descriptor = -1
    }
    return nil
  }

  deinit {
    guard descriptor >= 0 else { return }
    if size == 0 { unlink(path) }
    close(descriptor)
  }

  /// The number of bytes so far.
  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Writes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno != EINTR { throw PartialFile.failure(path) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// The check sum of all bytes.
  func checksum() -> Checksum<SHA256> {
    var (checksum, position) = (Checksum<SHA256>(), 0)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = pread(descriptor, &piece, piece.count, position), count > 0 {
      piece.withUnsafeBytes { checksum.add(.init(rebasing: $0[..<count])) }
      position += count
    }
    return checksum
  }

  /// Throws everything away.
  func empty() throws {
    guard ftruncate(descriptor, 0) == 0 else { throw PartialFile.failure(path) }
  }

  /// Gives the file its final name.
  func publish() throws {
    guard rename(path, whole) == 0 else { throw PartialFile.failure(whole) }
    close(descriptor)
    descriptor = -1
  }

  /// What the system has just refused.
  static func failure(_ path: String) -> DataFileError {
    DataFileError(
      path: path, problem: .unwritable, detail: "cannot be written: \(String(cString: strerror(errno)))",
      advice: "make room or see to its permissions, or name a folder that holds the files")
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is being downloaded, under a name of its own beside that of the whole file. One process at a time has it;
/// nothing is left of one that stayed empty.
package final class PartialFile {
  package let path: String
  private let whole: String
  private var descriptor: Int32 = -1

  /// Takes the partial file of `whole`, with what it holds already. As long as another process has it, `waiting` is
  /// called now and then with its size. Gives nil if the whole file is there.
  package init?(of whole: String, waiting: (Int) -> Void) throws {
    self.whole = whole
    path = whole + ".part"
    while !Folder.exists(whole) {
      descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw UnwritableFile(path) }
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
  package var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Writes at the end.
  package func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard SystemCall.write(Array(bytes), to: descriptor) else { throw UnwritableFile(path) }
  }

  /// Throws everything away.
  package func empty() throws {
    guard ftruncate(descriptor, 0) == 0 else { throw UnwritableFile(path) }
  }

  /// Gives the file its final name.
  package func publish() throws {
    guard rename(path, whole) == 0 else { throw UnwritableFile(whole) }
    close(descriptor)
    descriptor = -1
  }
}

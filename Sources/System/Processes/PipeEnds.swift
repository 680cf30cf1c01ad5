#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Two ends of a pipe, neither of which other programs inherit, and both above the descriptors that a child uses.
struct PipeEnds {
  let reading, writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SpawnActions.failure("make a pipe", errno) }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    let code = errno
    ends.forEach { _ = close($0) }
    guard !moved.contains(-1) else {
      moved.forEach { _ = close($0) }
      throw SpawnActions.failure("make a pipe", code == EINVAL ? EMFILE : code)
    }
    (reading, writing) = (moved[0], moved[1])
  }

  func closeBoth() {
    close(reading)
    close(writing)
  }
}

/// A descriptor from which some bytes can be read, of a file without a name.
func descriptor(reading bytes: [UInt8]) throws -> Int32 {
  let remedy = "name a folder with room in TMPDIR"
  var file: Int32 = -1
  for folder in [Environment.value("TMPDIR") ?? "", "/tmp"] where file < 0 && !folder.isEmpty {
    var template = Array("\(folder)/patchwork-XXXXXX".utf8CString)
    file = mkstemp(&template)
    if file >= 0 { unlink(template) }
  }
  guard file >= 0 else { throw SpawnActions.failure("make a temporary file", errno, remedy: remedy) }
  let descriptor = fcntl(file, F_DUPFD_CLOEXEC, 10)
  let code = errno
  close(file)
  guard descriptor >= 0 else {
    throw SpawnActions.failure("make a temporary file", code == EINVAL ? EMFILE : code, remedy: remedy)
  }
  guard SystemCall.write(bytes, to: descriptor) else {
    let code = errno
    close(descriptor)
    throw SpawnActions.failure("write a temporary file", code, remedy: remedy)
  }
  lseek(descriptor, 0, SEEK_SET)
  return descriptor
}

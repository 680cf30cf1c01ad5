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
    ends.forEach { _ = close($0) }
    (reading, writing) = (moved[0], moved[1])
  }
}

/// A descriptor from which some bytes can be read, of a file without a name.
func descriptor(reading bytes: [UInt8]) throws -> Int32 {
  var template = Array("\(Terminal.environment("TMPDIR") ?? "/tmp")/patchwork-XXXXXX".utf8CString)
  let file = mkstemp(&template)
  guard file >= 0 else { throw SpawnActions.failure("make a temporary file", errno) }
  unlink(template)
  let descriptor = fcntl(file, F_DUPFD_CLOEXEC, 10)
  close(file)
  Terminal.write(bytes, to: descriptor)
  lseek(descriptor, 0, SEEK_SET)
  return descriptor
}

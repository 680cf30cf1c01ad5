#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What all calls of the system need.
package enum SystemCall {
  /// What the system said when it last refused something.
  package static var lastRefusal: String { String(cString: strerror(errno)) }

  /// Writes everything, however often it takes and however long the reader lets it wait. Gives whether all went well.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EAGAIN {
        var full = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&full, 1, -1)
      } else if written < 0, errno != EINTR {
        return false
      }
      bytes = bytes.dropFirst(max(0, written))
    }
    return true
  }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

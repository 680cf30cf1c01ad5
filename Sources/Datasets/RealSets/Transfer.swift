#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a file comes from a web server: through the system's `curl`, which knows proxies and certificates and is loaded
/// only when something is downloaded.
struct Transfer {
  /// How long a connection may take to come about.
  var connectionSeconds = 15
  /// How long less than a kilobyte a second may come.
  var stallSeconds = 30

  enum Ending: Equatable {
    /// All that the server says there is has come.
    case complete
    /// The server does not send the rest of a file.
    case cannotResume
    /// More came than there can be.
    case tooLong
    /// Nothing came, or not all, for this reason.
    case failed(String)
  }

  /// Gets what follows the first `start` bytes of the file at `address`, which must hold no quotation mark, piece by
  /// piece, until it would have more than `limit` bytes.
  func fetch(
    _ address: String, from start: Int, limit: Int, receive: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Ending {
    // What curl writes after the file is the status that the server answered with, in three digits.
    let command = """
      exec 2>/dev/null </dev/null; exec curl --disable --silent --fail --location --max-redirs 5 \
      --proto =http,https --proto-redir =http,https --connect-timeout \(connectionSeconds) \
      --speed-limit 1024 --speed-time \(stallSeconds) --max-filesize \(limit) \
      --continue-at \(start) --write-out '%{http_code}' '\(address)'
      """
    guard let pipe = popen(command, "r") else { return .failed("cannot be asked: no process can be started") }
    var isOpen = true
    defer { if isOpen { pclose(pipe) } }

    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var (held, size) = (0, start)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(fileno(pipe), $0.baseAddress.map { $0 + held }, $0.count - held)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      held += count
      let ready = max(0, held - 3)
      size += ready
      if size > limit { return .tooLong }
      try buffer.withUnsafeBytes { try receive(.init(rebasing: $0[..<ready])) }
      buffer.withUnsafeMutableBytes { $0.copyBytes(from: $0[ready..<held]) }
      held -= ready
    }
    let status = String(decoding: buffer[..<held], as: UTF8.self)
    isOpen = false
    let ending = pclose(pipe)
    return Transfer.ending(code: ending & 0x7f == 0 ? ending >> 8 & 0xff : -1, status: status)
  }

  private static func ending(code: Int32, status: String) -> Ending {
    switch code {
    case 0: .complete
    case 22 where status == "416", 33: .cannotResume
    case 63: .tooLong
    case 5, 6: .failed("cannot be found: no network?")
    case 7: .failed("cannot be reached")
    case 18, 52, 55, 56, 92: .failed("breaks off")
    case 22: .failed("answers with status \(status)")
    case 28: .failed("does not answer in time, or stalls")
    case 35, 51, 58, 60, 77: .failed("offers no connection that can be trusted")
    case 127: .failed("cannot be asked: curl is not installed")
    default: .failed("cannot be read: curl ended with code \(code)")
    }
  }
}

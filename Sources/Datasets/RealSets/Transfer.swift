import System

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

  /// Gets what follows the first `start` bytes of the file at `address`, piece by piece, until it would have more than
  /// `limit` bytes.
  func fetch(
    _ address: String, from start: Int, limit: Int, receive: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Ending {
    // What curl writes after the file is the status that the server answered with, in three digits: the last three bytes
    // are held back until more come.
    var (held, size, isTooLong) = ([UInt8](), start, false)
    let code: Int32?
    do {
      code = try Subprocess.read(from: "curl", arguments(address, from: start, limit: limit)) { piece in
        held += piece
        let ready = max(0, held.count - 3)
        size += ready
        isTooLong = size > limit
        if isTooLong { return false }
        try held.withUnsafeBytes { try receive(.init(rebasing: $0[..<ready])) }
        held.removeFirst(ready)
        return true
      }
    } catch let failure as ProgramFailure {
      return .failed("cannot be asked: \(failure)")
    }
    return isTooLong ? .tooLong : Transfer.ending(code: code ?? -1, status: String(decoding: held, as: UTF8.self))
  }

  private func arguments(_ address: String, from start: Int, limit: Int) -> [String] {
    [
      "--disable", "--silent", "--fail", "--location", "--max-redirs", "5", "--proto", "=http,https", "--proto-redir",
      "=http,https", "--connect-timeout", "\(connectionSeconds)", "--speed-limit", "1024", "--speed-time",
      "\(stallSeconds)", "--max-filesize", "\(limit)", "--continue-at", "\(start)", "--write-out", "%{http_code}",
      "--", address,
    ]
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
    default: .failed("cannot be read: curl ended with code \(code)")
    }
  }
}

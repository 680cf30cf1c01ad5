#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The standard output and error of the process, as far as a lesson cares about them.
package enum Terminal {
  private static let widest = 100
  private static let narrowest = 40

  /// Columns to write in: `COLUMNS`, or the window's, or 80 where nothing is known; at most 100, as longer lines
  /// are hard to read.
  package static var width: Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return bounded(columns) }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return bounded(Int(size.ws_col)) }
    return 80
  }

  /// Whether to write in colour: only to a terminal that has it, and not where `NO_COLOR` is set.
  package static var hasColor: Bool {
    isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  package static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func printError(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// A reader that stops reading, as `head` does, ends the lesson without a word.
  static func endQuietlyOnBrokenPipe() { signal(SIGPIPE, SIG_DFL) }

  package static func exit(_ code: Int32) -> Never { system_exit(code) }

  private static func bounded(_ columns: Int) -> Int { min(max(columns, narrowest), widest) }

  private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  /// Writes everything, however often it takes, unless that fails.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { system_write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, written))
    }
  }
}

private func system_write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func system_exit(_ code: Int32) -> Never { exit(code) }

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The standard output and error of the process, as far as the programs of the package care about them.
package enum Terminal {
  private static let widest = 100
  private static let narrowest = 40

  /// Columns to write in: those of a line, but at least 40, into which what is written is made to fit.
  package static var width: Int { max(narrowest, columns) }

  /// Columns of a line: `COLUMNS`, or the window's, or 80 where nothing is known; at most 100, as longer lines are hard to
  /// read.
  package static var columns: Int {
    if let columns = Environment.value("COLUMNS").flatMap({ Int($0) }), columns > 0 { return min(widest, columns) }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return min(widest, Int(size.ws_col)) }
    return 80
  }

  /// Rows of the window; 24 where nothing is known.
  package static var rows: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
  }

  /// Whether to write in colour: to a terminal that has it, and wherever `CLICOLOR_FORCE` asks for it, such as through
  /// `less -R`; never where `NO_COLOR` is set.
  package static var hasColor: Bool { hasColor(isTerminal: isTerminal, environment: Environment.value) }

  static func hasColor(isTerminal: Bool, environment: (String) -> String?) -> Bool {
    guard (environment("NO_COLOR") ?? "").isEmpty else { return false }
    if !["", "0"].contains(environment("CLICOLOR_FORCE") ?? "") { return true }
    return isTerminal && environment("TERM") != "dumb" && environment("CLICOLOR") != "0"
  }

  /// Whether what has been written can be written over: in a terminal, in colour.
  package static var isRedrawn: Bool { isTerminal && hasColor && Environment.value("TERM") != "dumb" }

  package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes to the standard output; ends the program with a line if that cannot be done.
  package static func print(_ text: String) {
    guard !SystemCall.write(Array(text.utf8), to: STDOUT_FILENO) else { return }
    let reason = SystemCall.lastRefusal
    let program = CommandLine.arguments.first?.split(separator: "/").last ?? "this program"
    printError("\(program): cannot write to the standard output: \(reason)")
    exit(1)
  }

  /// Writes a line to the standard error, in which nothing that a stranger's file or name holds can steer the terminal;
  /// on a terminal it is broken between words.
  package static func printError(_ line: String) {
    let line = "\(OutsideText(line).inOneLine)"
    let text = isatty(STDERR_FILENO) == 1 ? broken(line, width: width) : line
    SystemCall.write(Array("\(text)\n".utf8), to: STDERR_FILENO)
  }

  /// A line broken between words, as far as they fit into so many columns.
  package static func broken(_ line: String, width: Int) -> String {
    var lines: [String] = []
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// All that can be read from the standard input.
  package static func input() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(STDIN_FILENO, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  /// The next line of the standard input, without its end; nil if there is none. A longer one than `limit` bytes is cut.
  package static func line(limit: Int) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    var isAny = false
    while read(STDIN_FILENO, &byte, 1) == 1 {
      isAny = true
      if byte == UInt8(ascii: "\n") { break }
      if bytes.count < limit { bytes.append(byte) }
    }
    return isAny ? String(decoding: bytes, as: UTF8.self) : nil
  }

  package static func exit(_ code: Int32) -> Never {
    Keyboard.letGo()
    system_exit(code)
  }
}

private func system_exit(_ code: Int32) -> Never { exit(code) }

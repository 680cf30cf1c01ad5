/// What the Swift runtime writes when a program crashes: a message, and where the program was.
package struct CrashReport {
  /// The errors that the program wrote before.
  package let printed: String
  /// What the runtime said, in one line; empty if it said nothing.
  package let message: OutsideText
  /// The line of the file that was asked for, if the report names it.
  package let line: Int?

  /// Asks the runtime for a report that is short. On a busy machine it may take seconds to read where the lines of a program
  /// are.
  package static let setting =
    "SWIFT_BACKTRACE=enable=yes,interactive=no,color=no,demangle=no,sanitize=no,threads=crashed,images=none,"
    + "registers=none,limit=24,top=6,timeout=10s"

  /// Reads what a program wrote to its standard error. `file` is the end of the path of the file whose line is wanted.
  package init(_ errors: String, file: String) {
    let lines = errors.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    let start = lines.firstIndex { $0.hasPrefix("*** Signal ") } ?? lines.endIndex
    let report = lines[start...]
    var before = lines[..<start].filter { !$0.hasPrefix("swift runtime: ") && !$0.hasPrefix("swift-runtime: ") }
    let labelled = before.lastIndex { line in
      CrashReport.labels.contains { line.contains($0) || line.hasSuffix(": " + $0.dropLast(2)) }
    }
    var line: Int?
    var message = ""
    if let labelled {
      message = before[labelled...].map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
      line = CrashReport.line(of: file.split(separator: "/").suffix(1).joined(), in: before[labelled])
      for label in CrashReport.labels {
        if let found = message.firstRange(of: label) { message = String(message[found.upperBound...]) }
        if message.hasSuffix(": " + label.dropLast(2)) { message = "it stops itself, and does not say why" }
      }
      before = Array(before[..<labelled])
    } else if let failure = report.first(where: { $0.hasPrefix("*** Swift runtime failure: ") }) {
      message = String(failure.dropFirst("*** Swift runtime failure: ".count).prefix { $0 != "*" }).trimmed
    }
    if CrashReport.isStackOverflow(report) { message = "the stack is full: a function calls itself without end" }
    if ["failed to allocate", "the system has no memory"].contains(where: { message.contains($0) }) {
      message = CrashReport.tooMuchMemory
    }
    self.message = OutsideText(message).shortened()
    self.line = report.lazy.compactMap { CrashReport.line(of: file, in: $0) }.first ?? line
    printed = before.joined(separator: "\n")
  }

  private static let tooMuchMemory = "it asks for more than 1 GB of memory"

  private static let labels = ["Fatal error: ", "Precondition failed: ", "Assertion failed: "]

  /// Whether the calls of the crashed thread are nested deeper than any sensible program's.
  private static func isStackOverflow(_ report: ArraySlice<Substring>) -> Bool {
    report.contains { line in
      line.contains(" in ") && (Int(line.trimmed.prefix { $0.isNumber }) ?? 0) > 2000
    }
  }

  /// The number after `file:` in a line of text. Nil for 0 too, which stands for what the compiler has added.
  private static func line(of file: String, in text: Substring) -> Int? {
    guard let found = text.firstRange(of: file + ":") else { return nil }
    return Int(text[found.upperBound...].prefix { $0.isNumber }).flatMap { $0 > 0 ? $0 : nil }
  }
}

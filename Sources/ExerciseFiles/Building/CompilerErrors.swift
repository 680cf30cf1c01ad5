import Pages
import System

/// The errors among what a build prints.
struct CompilerErrors {
  /// An error in a source file.
  struct Entry: Equatable {
    let path: String
    /// Counted from 1.
    let line, column: Int
    let message: String
  }

  let entries: [Entry]
  private let lastLines: [String]

  /// At most so many errors are shown: the rest often follows from the first.
  private static let most = 4

  init(in text: String) {
    let lines = CompilerErrors.uncolored(text).split(separator: "\n").map(String.init)
    var entries: [Entry] = []
    for line in lines {
      guard let mark = line.firstRange(of: ": error: ") else { continue }
      let place = line[..<mark.lowerBound].split(separator: ":")
      guard place.count == 3, line.hasPrefix("/"), let row = Int(place[1]), row > 0, let column = Int(place[2]),
        column > 0
      else {
        continue
      }
      let entry = Entry(path: String(place[0]), line: row, column: column, message: String(line[mark.upperBound...]))
      // What else is wrong on a line often follows from the first.
      if !entries.contains(where: { $0.path == entry.path && $0.line == entry.line }) { entries.append(entry) }
    }
    self.entries = entries
    lastLines = lines.filter { !$0.hasPrefix("[") && !$0.hasPrefix("remark: ") }.suffix(8)
  }

  /// The text without what switches colours in a terminal.
  private static func uncolored(_ text: String) -> String {
    var pieces = text.split(separator: "\u{1B}[", omittingEmptySubsequences: false)[...]
    let first = pieces.popFirst() ?? ""
    return first + pieces.map { $0.drop { $0 != "m" }.dropFirst() }.joined()
  }

  /// What the learner should know: the errors of the learner's own file if there are any.
  func text(lesson: String, root: String) -> String {
    let own = entries.filter { $0.path.hasSuffix("/\(lesson)/Exercises.swift") }
    guard !own.isEmpty || !entries.isEmpty else {
      return "\(lesson) cannot be built:\n" + lastLines.map { "    \($0)\n" }.joined()
    }
    let shown = own.isEmpty ? entries : own
    let name =
      own.isEmpty
      ? "\(lesson) does not compile, and not because of Exercises.swift" : "Exercises.swift does not compile yet"
    let more = shown.count > CompilerErrors.most ? "    … and \(shown.count - CompilerErrors.most) more\n\n" : ""
    return "✗ \(name):\n\n"
      + shown.prefix(CompilerErrors.most).map { CompilerErrors.text($0, isOwn: !own.isEmpty) + "\n" }.joined() + more
  }

  private static func text(_ entry: Entry, isOwn: Bool) -> String {
    let source = Folder.text(of: entry.path)?.split(separator: "\n", omittingEmptySubsequences: false)
    let code = source.flatMap { $0.indices.contains(entry.line - 1) ? $0[entry.line - 1] : nil } ?? ""
    let indentation = code.prefix { $0 == " " }.count
    let file = isOwn ? "Exercises.swift" : Path.relative(entry.path)
    let gutter = "    \(file):\(entry.line) │ "
    let room = max(16, Terminal.width - gutter.terminalWidth)
    let text = code.trimmed
    let shown = text.count > room ? text.prefix(room - 1) + "…" : text
    let place = max(0, entry.column - 1 - indentation)
    let caret = place < room ? String(repeating: " ", count: gutter.terminalWidth + place) + "^\n" : ""
    let message = Wrapping.words([Span(text: entry.message)], width: Terminal.width - 4).map {
      "    " + $0.map(\.text).joined() + "\n"
    }
    return gutter + shown + "\n" + caret + message.joined()
  }
}

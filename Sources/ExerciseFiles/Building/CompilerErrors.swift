import Pages
import System

/// The errors among what a build prints.
package struct CompilerErrors {
  /// An error in a source file.
  package struct Entry: Equatable {
    package let path: String
    /// The line and the byte in it, counted from 1.
    package let line, column: Int
    package let message: OutsideText

    /// Whether braces do not match, which the compiler notices far below, and from which much else follows.
    var isAboutBraces: Bool {
      ["expected '}'", "extraneous '}'"].contains { message.description.hasPrefix($0) }
    }

    /// Whether a function of the lesson's protocol `Tasks` is missing, or declared otherwise: the compiler does not say
    /// which of the learner's functions it could have been.
    var isAboutTasks: Bool { message.description.hasSuffix("does not conform to protocol 'Tasks'") }
  }

  /// The first error of each line that has any.
  package let entries: [Entry]
  private let lastLines: [OutsideText]

  /// At most so many errors are shown: the rest often follows from the first.
  private static let most = 4

  /// Reads what `swift build` has printed.
  package init(in text: String) {
    let lines = CompilerErrors.uncolored(text).split(separator: "\n").map(String.init)
    var entries: [Entry] = []
    for entry in lines.compactMap(CompilerErrors.entry) {
      // What else is wrong on a line often follows from the first.
      if !entries.contains(where: { $0.path == entry.path && $0.line == entry.line }) { entries.append(entry) }
    }
    self.entries = entries
    lastLines = lines.filter { !$0.hasPrefix("[") && !$0.hasPrefix("remark: ") }.suffix(8).map { OutsideText($0) }
  }

  /// Reads `/path/file.swift:3:9: error: message`, in whose path colons may stand too.
  private static func entry(_ line: String) -> Entry? {
    guard line.hasPrefix("/"), let mark = line.firstRange(of: ": error: ") else { return nil }
    let place = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
    guard place.count > 2, let row = Int(place[place.count - 2]), row > 0, let column = Int(place[place.count - 1]),
      column > 0
    else { return nil }
    return Entry(
      path: place.dropLast(2).joined(separator: ":"), line: row, column: column,
      message: OutsideText(String(line[mark.upperBound...])))
  }

  /// The text without what switches colours in a terminal.
  private static func uncolored(_ text: String) -> String {
    var pieces = text.split(separator: "\u{1B}[", omittingEmptySubsequences: false)[...]
    let first = pieces.popFirst() ?? ""
    return first + pieces.map { $0.drop { $0 != "m" }.dropFirst() }.joined()
  }

  /// What the learner should know: the errors of the learner's own file if there are any, else which of the learner's
  /// functions the other files do not find as they call them.
  func text(lesson: String, root: String) -> String {
    guard !entries.isEmpty else {
      return "\(lesson) cannot be built:\n" + lastLines.map { "    \($0)\n" }.joined()
    }
    let files = LessonExercises(lesson: lesson, root: root)
    let file = Path.relative(files.path)
    let own = entries.filter { $0.path.hasSuffix("/\(lesson)/Exercises.swift") }
    let told = own.filter { !$0.isAboutTasks }
    if !told.isEmpty { return "✗ \(file) does not compile yet:\n\n" + ownText(told, files.path) }
    let changed = ChangedFunction.all(in: files)
    guard changed.isEmpty else {
      return "✗ \(file) does not have the functions that its exercises ask for:\n\n"
        + changed.map { $0.text(width: Terminal.width) + "\n" }.joined()
    }
    if !own.isEmpty { return "✗ \(file) does not compile yet:\n\n" + ownText(own, files.path) }
    return "✗ \(lesson) does not compile, though not in Exercises.swift:\n\n"
      + text(entries) { path in
        // What lies in the lesson's folder needs no longer name, and leaves the room to its code.
        path.hasPrefix("\(root)/Lessons/\(lesson)/")
          ? OutsideText(String(path.split(separator: "/").last ?? "")) : Path.relative(path)
      }
  }

  private func ownText(_ own: [Entry], _ path: String) -> String {
    let about = own.filter(\.isAboutBraces)
    let rest = own.count - about.count
    guard !about.isEmpty, let braces = Folder.text(of: path).flatMap(MismatchedBraces.init) else {
      return text(about + own.filter { !$0.isAboutBraces }) { _ in "Exercises.swift" }
    }
    return paragraph(braces.text) + "\n" + text(about) { _ in "Exercises.swift" }
      + (rest > 0 ? "    … and \(rest) more, which may follow from this\n\n" : "")
  }

  private func text(_ entries: [Entry], name: (String) -> OutsideText) -> String {
    let more = entries.count > CompilerErrors.most ? "    … and \(entries.count - CompilerErrors.most) more\n\n" : ""
    return entries.prefix(CompilerErrors.most).map { text($0, file: name($0.path)) + "\n" }.joined() + more
  }

  private func text(_ entry: Entry, file: OutsideText) -> String {
    let gutter = "    \(file):\(entry.line) │ "
    let line = SourceExcerpt.line(entry.line, of: Folder.text(of: entry.path) ?? "")
    let excerpt = SourceExcerpt(line, column: entry.column, width: max(16, Terminal.width - gutter.terminalWidth))
    return gutter + excerpt.text + "\n"
      + String(repeating: " ", count: gutter.terminalWidth + excerpt.caret) + "^\n"
      + paragraph(entry.message.description)
  }

  private func paragraph(_ text: String) -> String {
    Wrapping.words([Span(text: text)], width: Terminal.width - 4).map { "    " + $0.map(\.text).joined() + "\n" }
      .joined()
  }
}

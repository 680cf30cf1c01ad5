import System

/// A file of the package that names every lesson, each in a line of its own, in order.
struct LessonList {
  let path: String
  let names: [String]
  private let opening: String
  private let lines: [Substring]

  /// The list of `Package.swift`, from which the lessons' programs are built.
  static func manifest(root: String) throws -> LessonList {
    try LessonList("\(root)/Package.swift", opening: "  (\"")
  }

  /// The table of `README.md`.
  static func readme(root: String) throws -> LessonList { try LessonList("\(root)/README.md", opening: "| [") }

  /// Reads a file in which `opening` stands before the name of each lesson. Throws a line if it names none.
  private init(_ path: String, opening: String) throws {
    guard let text = Folder.text(of: path) else {
      throw ProgramFailure("cannot read \(path), which lists the lessons")
    }
    (self.path, self.opening) = (path, opening)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    names = lines.compactMap { LessonList.name(in: $0, after: opening) }
    if names.isEmpty {
      throw ProgramFailure("\(path) lists no lesson: there is no line that begins with '\(opening)lesson-'")
    }
  }

  private static func name(in line: Substring, after opening: String) -> String? {
    guard line.hasPrefix(opening + "lesson-") else { return nil }
    return String(line.dropFirst(opening.count).prefix { $0.isLetter || $0.isNumber || $0 == "-" })
  }

  /// The file's text with one more lesson at its place.
  func text(adding lesson: String, as line: String) -> String {
    let names = lines.map { LessonList.name(in: $0, after: opening) }
    let next = names.firstIndex { $0.map { $0 > lesson } ?? false }
    let place = next ?? names.lastIndex { $0 != nil }.map { $0 + 1 } ?? lines.endIndex
    return (lines[..<place] + [Substring(line)] + lines[place...]).joined(separator: "\n")
  }
}

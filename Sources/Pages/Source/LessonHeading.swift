import System

/// What a lesson's source says of the lesson, read without building it.
package struct LessonHeading: Equatable {
  /// The name of the lesson's folder.
  package let name: String
  /// What the lesson is about; the lesson's name where the source does not say it in a way that can be read.
  package let title: OutsideText
  /// The rest of the sentence "After this lesson you can …"; empty where it cannot be read.
  package let summary: Prose
  /// One line on what could not be read, and how to write it; nil if both could.
  package let complaint: String?

  /// Whether a lesson can be called so, as its folder, its program and its pages are: by letters, digits and hyphens.
  static func isName(_ name: String) -> Bool {
    name.hasPrefix("lesson-") && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  /// The number in a lesson's name as it is said: `4` of `lesson-04-pooling`.
  package static func shortNumber(of name: String) -> String {
    let number = name.split(separator: "-").dropFirst().first.map(String.init) ?? name
    return Int(number).map(String.init) ?? number
  }

  /// What a lesson is called by its number: `Lesson 4`.
  static func label(of name: String) -> String { "Lesson \(shortNumber(of: name))" }

  /// Reads the lesson's own `title` and `summary`: static constants, or properties that give a value and nothing else.
  /// Each is one literal or several joined by `+`.
  init(name: String, source: String) {
    // They nearly always stand before the walk, which is long.
    let opening = source[..<(source.firstRange(of: "func walk(")?.lowerBound ?? source.endIndex)]
    var texts = LessonHeading.texts(in: opening)
    if texts.count < 2 { texts = LessonHeading.texts(in: source[...]) }
    let unread = ["title", "summary"].filter { texts[$0] == nil }
    self.name = name
    title = OutsideText(texts["title"] ?? name)
    summary = Prose(markdown: texts["summary"] ?? "")
    complaint =
      unread.isEmpty
      ? nil
      : "cannot read the \(unread.joined(separator: " and the ")) of Lessons/\(name)/Lesson.swift; write "
        + unread.map { "static let \($0) = \"…\"" }.joined(separator: " and ") + ", without \\( )"
  }

  /// The values of the properties that stand in braces, and in no braces within them.
  private static func texts(in source: Substring) -> [String: String] {
    let words = SwiftScanner.words(of: String(source), withComments: false).words
    var texts: [String: String] = [:]
    var depth = 0
    for (place, word) in words.enumerated() {
      if word == "{" { depth += 1 }
      if word == "}" { depth -= 1 }
      guard depth == 1, word == "title" || word == "summary", texts[word] == nil, isStatic(words[..<place]),
        let text = value(words[place...].dropFirst())
      else { continue }
      texts[word] = text
    }
    return texts
  }

  /// Whether what stands before a name declares it as a static property.
  private static func isStatic(_ words: ArraySlice<String>) -> Bool {
    guard let keyword = words.last, keyword == "let" || keyword == "var" else { return false }
    let modifiers: Set = ["public", "package", "internal", "nonisolated", "final"]
    return words.dropLast().last { !modifiers.contains($0) } == "static"
  }

  /// The literals behind a property's name and type; nil if there is anything but them.
  private static func value(_ words: ArraySlice<String>) -> String? {
    guard let start = words.firstIndex(where: { $0 == "=" || $0 == "{" }),
      ["", ": String"].contains(words[..<start].joined(separator: " "))
    else { return nil }
    var rest = words[start...].drop { ["=", "{", "get", "return"].contains($0) }
    var text = ""
    repeat {
      guard let literal = rest.popFirst().flatMap({ StringLiteral($0) }) else { return nil }
      text += literal.value
    } while rest.popFirst(if: "+")
    // An operator, a member or a call would make something else of them.
    let isWhole =
      rest.first.map { $0 == "}" || $0 == ";" || $0 == "@" || $0 == "#if" || $0.first?.isLetter == true } ?? true
    return isWhole ? text : nil
  }
}

extension ArraySlice<String> {
  /// Takes the first word away if it is the one that is wanted, and says whether it is.
  fileprivate mutating func popFirst(if wanted: String) -> Bool {
    guard first == wanted else { return false }
    removeFirst()
    return true
  }
}

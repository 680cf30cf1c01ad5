import Foundation
import Testing

@testable import Pages
@testable import System

/// What a lesson says of itself, read from its source.
@Suite struct LessonHeadingTests {
  private func heading(_ properties: String, walk: String = "func walk(_ notebook: Notebook) {}") -> LessonHeading {
    LessonHeading(
      name: "lesson-42-tests", source: "@main\nstruct Tests: Lesson {\n\(properties)\n\n  static \(walk)\n}\n")
  }

  @Test(arguments: [
    ("static let title = \"A | b\"", "A | b"), ("static let title: String = \"A\"", "A"),
    ("public static let title:String=\"A\" // why", "A"), ("static var title: String { \"A\" }", "A"),
    ("static var title: String {\n  // why\n  get { return \"A\" }\n}", "A"),
    ("static let title =\n  \"A \"\n  + \"b \" + \"c\"", "A b c"),
    (#"static let title = "\"A\" \\ \u{e9}\t\'b\'""#, "\"A\" \\ é\t'b'"),
    (##"static let title = #"\n "A" \#u{41}\#\"#"##, "\\n \"A\" A\\"), (##"static let title = #"""#"##, "\""),
    ("static let title = \"\"\"\n    A\n      b \\\n    c\n\n    \"d\"\n    \"\"\"", "A\n  b c\n\n\"d\""),
    ("static let other = \"x\"; static let title = \"A\"; func title() {}", "A"),
    ("struct Inner {\n  static let title = \"x\"\n}\nstatic let title = \"A\"", "A"),
    ("let title = \"x\"\nstatic let title = \"A\"", "A"), ("static let title = \"\"", ""),
  ])
  func `a title is read however it is declared`(properties: String, title: String) {
    let heading = heading("\(properties)\n  static let summary = \"see.\"")
    #expect(heading.title.description == title && heading.summary == "see." && heading.complaint == nil, "\(heading)")
  }

  @Test func `a title may stand behind the walk`() {
    let heading = heading(
      "static let summary = \"see.\"",
      walk: "func walk(_ notebook: Notebook) { let title = \"x\" }\n  static let title = \"A\"")
    #expect(heading.title == "A" && heading.complaint == nil)
  }

  @Test(arguments: [
    "static let title = \"\\(1) a\"", "static let title = name", "static let title = \"a\" + name",
    "static let title = \"a\".uppercased()", "static var title: String { made() }", "static let title = \"a", "",
    "static let title = \"a\" == \"b\"", "static let title = [\"a\"]", "static let title: Int = 3",
  ])
  func `a title that cannot be read does not take the lesson away`(properties: String) {
    let heading = heading("\(properties)\n  static let summary = \"see.\"")
    #expect(heading.title == "lesson-42-tests" && heading.summary == "see.")
    #expect(
      heading.complaint
        == "cannot read the title of Lessons/lesson-42-tests/Lesson.swift; write static let title = \"…\""
        + ", without \\( )")
  }

  @Test func `every lesson of the course is read`() {
    let lessons = Checkout(root: Checkout.builtAt).lessons
    #expect(lessons.count >= 11 && lessons.allSatisfy { $0.complaint == nil && $0.title.description != $0.name })
  }

  @Test func `a lesson whose source is no text is listed all the same`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for name in ["lesson-01-bytes", "lesson-02-empty"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: "Lessons/\(name)"), withIntermediateDirectories: true)
    }
    try Data([0xFF, 0xFE]).write(to: root.appending(path: "Lessons/lesson-01-bytes/Lesson.swift"))
    let lessons = Checkout(root: root.path).lessons
    #expect(
      lessons.map(\.title) == ["lesson-01-bytes"] && lessons[0].complaint?.contains("title and the summary") == true)
  }
}

import Foundation
import TestedPackage
import Testing

@testable import ExerciseFiles
@testable import Pages
@testable import System
@testable import course

/// `swift run course new lesson-11-some-name`, in a checkout without sources. That what it writes builds and runs is
/// tried by `.ci/new-lesson`.
@Suite struct NewLessonTests {
  private let folder: TemporaryFolder
  private var root: URL { folder.url }
  private let listed = ["lesson-00-images", "lesson-04-pooling", "lesson-10-regularization"]

  init() throws {
    folder = try TemporaryFolder()
    try TestedPackage.copy("course", into: root.appending(path: ".build/debug"))
    for lesson in listed {
      let folder = root.appending(path: "Lessons/\(lesson)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Manifest.root.appending(path: "Lessons/\(lesson)/Lesson.swift"),
        to: folder.appending(path: "Lesson.swift"))
    }
    let rows = listed.map { "  (\"\($0)\", false),\n" }.joined()
    try write("let lessons = [\n\(rows)]\n// the end\n", "Package.swift")
    let table = listed.map { "| [\($0)](output/\($0)/README.md) | what one does |\n" }.joined()
    try write("# Course\n\n| lesson | what |\n|---|---|\n\(table)\nMore.\n", "README.md")
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(to: root.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  /// Every file and its text, but for the program.
  private func everything() throws -> [String: String] {
    let names = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
    return Dictionary(
      uniqueKeysWithValues: names.filter { !$0.hasPrefix(".build") }.map { ($0, (try? text($0)) ?? "") })
  }

  private func course(_ arguments: String..., limit: String = "unlimited") throws -> ProgramRun {
    try ProgramRun(
      program: root.appending(path: ".build/debug/course").path, arguments,
      command: "ulimit -f \(limit); exec \"$0\" \"$@\"", in: root)
  }

  @Test func aLessonIsBegunAndListedAtItsPlace() throws {
    let run = try course("new", "lesson-05-some-new-name").succeeded()
    #expect(run.output.contains("swift run lesson-05-some-new-name") && run.output.contains("course check 5"))
    #expect(run.output.contains("course write\n"), "every page lists all lessons")
    #expect(try LessonList.manifest(root: root.path).names == (listed + ["lesson-05-some-new-name"]).sorted())
    #expect(try LessonList.readme(root: root.path).names == (listed + ["lesson-05-some-new-name"]).sorted())
    #expect(
      try text("Package.swift").contains("\", false),\n  (\"lesson-05-some-new-name\", false),\n  (\"lesson-10"))
    #expect(try text("Package.swift").hasSuffix("]\n// the end\n") && text("README.md").hasSuffix(" |\n\nMore.\n"))
    let folder = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Lessons").path)
    #expect(folder.sorted() == (listed + ["lesson-05-some-new-name"]).sorted())
  }

  @Test func aLessonCanTrainAndStandAtEitherEnd() throws {
    _ = try course("new", "lesson-11-later", "--networks").succeeded()
    #expect(try text("Package.swift").contains("false),\n  (\"lesson-11-later\", true),\n]"))
    #expect(try text("README.md").contains("README.md) | say here in a few words what one does in it |\n\nMore."))
  }

  @Test func whatItSaysOfItselfCanBeReadAndItsFilesAgree() throws {
    _ = try course("new", "lesson-11-some-name").succeeded()
    let source = try text("Lessons/lesson-11-some-name/Lesson.swift")
    let heading = LessonHeading(name: "lesson-11-some-name", source: source)
    #expect(heading.complaint == nil && heading.title == "Some name" && heading.summary.markdown.hasSuffix("."))
    #expect(try LessonSource(source).passages.count > 5)
    let files = LessonExercises(lesson: "lesson-11-some-name", root: root.path)
    #expect(files.exercises.map(\.number) == ["11.1"] && files.states == [.notAttempted])
    #expect(files.solutions.count == 1 && files.solutions[0].hints.count >= 2)
    #expect(files.solutions.map(\.function) == files.exercises.map(\.function))
    let checks = try text("Lessons/lesson-11-some-name/Checks.swift")
    #expect(checks.contains("Exercise(\n    \"11.1\", answers,"))
    let list = try course()
    #expect(list.errors.isEmpty && list.output.contains("11  Some name") && list.output.contains("0 of 1"))
    #expect(try course("solution", "11.1", "--spoil").succeeded().output.contains("static func rowSums"))
  }

  /// With the longest name that there can be.
  @Test func itsFilesAreFormatted() throws {
    let name = "lesson-99-" + String(repeating: "long-", count: 5) + "words"
    _ = try course("new", name).succeeded()
    #expect(name.count == 40)
    let settings = Manifest.root.appending(path: ".swift-format").path
    _ = try ProgramRun(
      program: "swift",
      [
        "format", "lint", "--strict", "--recursive", "--configuration", settings,
        root.appending(path: "Lessons/\(name)").path,
      ]
    ).succeeded()
  }

  @Test(arguments: [
    ("lesson-04-pooling", "there is a lesson lesson-04-pooling"),
    ("lesson-04-other", "lesson-04-pooling has the number 04"),
    ("lesson-4-other", "cannot be called 'lesson-4-other'"), ("lesson-111-other", "cannot be called"),
    ("lesson-11", "cannot be called"), ("lesson-11-", "cannot be called"), ("lesson-11-Name", "cannot be called"),
    ("lesson-11-2d", "cannot be called"), ("lesson-11-a/../b", "cannot be called"), ("", "cannot be called"),
    ("lesson-11-a--b", "cannot be called"), ("lesson-11-\u{1B}[2J", "cannot be called"), ("name", "cannot be called"),
    ("lesson-11-" + String(repeating: "a", count: 31), "40 characters at most"),
  ]) func aNameThatWillNotDoIsRefusedInOneLine(_ name: String, _ text: String) throws {
    let before = try everything()
    let run = try course("new", name)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("course: ") && run.errors.contains(text), "\(run.errors)")
    #expect(run.errors.contains("lesson-01-some-name"), "\(run.errors)")
    #expect(run.errors.filter { $0 == "\n" }.count == 1 && !run.errors.contains("\u{1B}"))
    #expect(try everything() == before)
  }

  @Test(arguments: ["Package.swift", "README.md"]) func aListThatCannotBeReadEndsIt(_ file: String) throws {
    try write("nothing that is a list\n", file)
    let before = try everything()
    let run = try course("new", "lesson-11-some-name")
    #expect(run.status == 1 && run.errors.contains("/\(file) lists no lesson"), "\(run.errors)")
    #expect(try everything() == before)
  }

  /// A lesson's files are shorter than 4096 bytes, which is how long a file may become here; one of the lists is longer.
  @Test(arguments: ["Package.swift", "README.md"]) func whatCannotBeWrittenLeavesNothing(_ file: String) throws {
    try write(try text(file) + String(repeating: "// padding\n", count: 500), file)
    let before = try everything()
    let run = try course("new", "lesson-11-some-name", limit: "8")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("/\(file): File too large; make room"), "\(run.errors)")
    #expect(try everything() == before)
  }

  @Test func aFolderThatMayNotBeWrittenIsNamed() throws {
    let before = try everything()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: root.appending(path: "README.md").path)
    // Whoever may do everything is not stopped by permissions.
    guard getuid() != 0 else { try Test.cancel("this user may write anywhere") }
    let run = try course("new", "lesson-11-some-name")
    #expect(run.status == 64 && run.errors.contains("README.md: Permission denied"), "\(run.errors)")
    #expect(try everything() == before)
  }
}

import Foundation
import Testing

@testable import Pages
@testable import Programs
@testable import System
@testable import Walkthrough

/// A walk that asks twice, the second time without a question.
private let walkSource = """
  struct Asking: Lesson {
    static func walk(_ notebook: Notebook) throws {
      //: Before.
      //: - Question: How many?
      //: - Answer: Three.
      let hidden = 3
      notebook.ask(.number(hidden))
      let seen = 4
      notebook.show(seen)
      notebook.ask(.number(seen))
    }
  }
  """

private struct Asking: Lesson {
  static let title = "A fixture"
  static let summary = "ask."
  nonisolated(unsafe) static var asksNothing = false

  static func walk(_ notebook: Notebook) throws {
    notebook.ask(.number(3), file: file, line: 7)
    notebook.show(4, file: file, line: 9)
    if asksNothing { notebook.ask(.number(4), file: file, line: 10) }
  }

  static var file: String { "/somewhere/Lessons/\(name)/Lesson.swift" }
}

@Suite(.serialized) final class QuestionPageTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func run(_ source: String) throws -> String {
    let url = URL(fileURLWithPath: "\(root)/Lessons/\(Asking.name)/Lesson.swift")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try source.write(to: url, atomically: true, encoding: .utf8)
    let options = try LessonCommand<Asking>.options(["--quiet", "--output", root + "/output"])
    try LessonRun<Asking>(options: options, checkout: Checkout(root: root)).run()
    return Folder.text(of: "\(root)/output/\(Asking.name)/README.md") ?? ""
  }

  @Test func `a question stands where it is asked, without the code that asks it`() throws {
    Asking.asksNothing = false
    let readme = try run(walkSource.replacing("    notebook.ask(.number(seen))\n", with: ""))
    #expect(readme.contains("Before.\n\n**Question.** How many?\n\n<details>\n<summary>Answer</summary>\n\nThree."))
    #expect(readme.contains("let seen = 4\nnotebook.show(seen)") && !readme.contains("hidden"))
    let page = Folder.text(of: "\(root)/output/\(Asking.name)/index.html") ?? ""
    #expect(page.contains(" number 0.0\n3\"") && page.contains("typedNumbers"))
  }

  @Test func `a call without a question above it ends the lesson with a line`() {
    Asking.asksNothing = true
    let error = #expect(throws: ProgramFailure.self) { try run(walkSource) }
    #expect(error?.description.hasPrefix("Lessons/\(Asking.name)/Lesson.swift:10 asks nothing") == true)
  }
}

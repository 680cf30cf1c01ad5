import Foundation
import Testing

@testable import Pages
@testable import Programs
@testable import System
@testable import Walkthrough

/// A walk whose second statement shows a function of a library.
private let walkSource = """
  struct Quoting: Lesson {
    static func walk(_ notebook: Notebook) throws {
      let a = 1
      notebook.show(definitionOf: "tiny", in: "Sources/Tiny.swift")
      notebook.show(a)
    }
  }
  """

private struct Quoting: Lesson {
  static let title = "A fixture"
  static let summary = "quote."

  static func walk(_ notebook: Notebook) throws {
    notebook.show(definitionOf: "tiny", in: "Sources/Tiny.swift", file: file, line: 4)
    notebook.show(1, file: file, line: 5)
  }

  static var file: String { "/somewhere/Lessons/\(name)/Lesson.swift" }
}

@Suite final class DefinitionPageTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path

  init() throws {
    try write(walkSource, to: "Lessons/\(Quoting.name)/Lesson.swift")
    try write(
      "extension Int {\n  /// Documentation.\n  public static func tiny() -> Int {\n    1\n  }\n}\n",
      to: "Sources/Tiny.swift")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private func run() throws {
    let options = try LessonCommand<Quoting>.options(["--quiet", "--output", root + "/output"])
    try LessonRun<Quoting>(options: options, checkout: Checkout(root: root)).run()
  }

  @Test func `a definition stands in the place of the call`() throws {
    try run()
    let readme = try #require(Folder.text(of: "\(root)/output/\(Quoting.name)/README.md"))
    #expect(
      readme.contains(
        """
        ```swift
        let a = 1
        ```

        ```swift
        // Sources/Tiny.swift
        public static func tiny() -> Int {
          1
        }
        ```

        ```swift
        notebook.show(a)
        ```

        ```text
        1
        ```
        """))
  }

  @Test(arguments: ["", "func other() {}"])
  func `a definition that is not there is told in one line`(text: String) throws {
    try write(text, to: "Sources/Tiny.swift")
    let error = #expect(throws: ProgramFailure.self) { try run() }
    #expect(
      error?.description
        == "cannot find func tiny in \(root)/Sources/Tiny.swift, which the lesson shows; "
        + "correct the name or the path in Lessons/\(Quoting.name)/Lesson.swift")
  }
}

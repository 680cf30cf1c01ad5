import Figures
import Foundation
import TensorCore
import Testing

@testable import Checking
@testable import Drawing
@testable import Measuring
@testable import Pages
@testable import Programs
@testable import System
@testable import Walkthrough

/// Lines of the walk below, as the compiler would count them.
private let walkSource = """
  struct Fixture: Lesson {
    static func walk(_ notebook: Notebook) throws {
      //: ## A heading
      //: Some *prose*.
      let image = Tensor(0..<4)
      notebook.show(image)
      for index in 0..<2 {
        notebook.show("index \\(index)")
      }
      //: - Question: Why?
      //: - Answer: So.
      notebook.show(table)
      notebook.showInTerminal(table)
      notebook.show(figure, named: "a-figure")
      let unused = 1

      //: The end.
    }
  }
  """

private struct Fixture: Lesson {
  static let title = "A fixture"
  static let summary = "test the runner."
  nonisolated(unsafe) static var fails = false

  static func walk(_ notebook: Notebook) throws {
    let table = Table(columns: ["name", "count"], rows: [["a|b", "1"]])
    show(notebook, Tensor(0..<4), 6)
    for index in 0..<2 { show(notebook, "index \(index)", 8) }
    notebook.show(table, file: file, line: 12)
    notebook.showInTerminal(table, file: file, line: 13)
    notebook.show(
      Figure { MatrixPanel(Tensor(0..<4).reshaped(2, 2)) }, named: "a-figure", caption: "Four `numbers` & more.",
      file: file, line: 14)
    if fails { throw ProgramFailure("half-way") }
  }

  static var file: String { "/somewhere/Lessons/\(name)/Lesson.swift" }

  private static func show(_ notebook: Notebook, _ value: some CustomStringConvertible, _ line: Int) {
    notebook.show(value, file: file, line: line)
  }
}

@Suite(.serialized) final class PageTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path
  private var output: String { root + "/output" }

  init() throws {
    Fixture.fails = false
    try write(walkSource, to: "Lessons/\(Fixture.name)/Lesson.swift")
    try write("", to: "Lessons/lesson-01-before/Lesson.swift")
    try write("", to: "Package.swift")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private func run(_ arguments: String...) throws {
    let options = try LessonCommand<Fixture>.options(["--quiet", "--output", output] + arguments)
    try LessonRun<Fixture>(options: options, checkout: Checkout(root: root)).run()
  }

  private func readme(_ folder: String) -> String? { Folder.text(of: "\(output)/\(folder)/README.md") }

  @Test func `the page sets code beside what it shows`() throws {
    try run()
    let image = try PNG.read("\(output)/\(Fixture.name)/a-figure.png")
    #expect(
      readme(Fixture.name) == """
        # A fixture

        After this lesson you can test the runner.

        About 5 minutes to read. Run it with `swift run \(Fixture.name)`, change it in `Lessons/\(Fixture.name)/Lesson.swift`, and see what changes with `swift run course read \(Fixture.name)`.

        ## A heading

        Some *prose*.

        ```swift
        let image = Tensor(0..<4)
        notebook.show(image)
        ```

        ```text
        tensor([0., 1., 2., 3.])
        ```

        ```swift
        for index in 0..<2 {
          notebook.show("index \\(index)")
        }
        ```

        ```text
        index 0
        index 1
        ```

        **Question.** Why?

        <details>
        <summary>Answer</summary>

        So.

        </details>

        ```swift
        notebook.show(table)
        ```

        | name | count |
        | --- | ---: |
        | a\\|b | 1 |

        ```swift
        notebook.showInTerminal(table)
        ```

        *(Timings, which differ from run to run, are shown in the terminal only.)*

        ```swift
        notebook.show(figure, named: "a-figure")
        ```

        <img src="a-figure.png" width="\(image.width / 2)" alt="Four numbers &amp; more.">

        <sub>Four `numbers` & more.</sub>

        ```swift
        let unused = 1
        ```

        The end.

        ---

        [All lessons](../README.md)

        """)
  }

  @Test func `a walk that fails leaves the page as it was`() throws {
    try run()
    let before = try #require(readme(Fixture.name))
    try write(walkSource.replacing("The end.", with: "Another end."), to: "Lessons/\(Fixture.name)/Lesson.swift")
    Fixture.fails = true
    #expect(throws: ProgramFailure.self) { try run() }
    #expect(readme(Fixture.name) == before)
    #expect(
      Folder.names(in: "\(output)/\(Fixture.name)") == ["README.md", "a-figure.png", "index.html", "search.js"])
  }

  @Test func `the contents list what is there, whichever lesson ran last`() throws {
    try run()
    try write(
      "# Earlier\n\nAfter this lesson you can run | walk.\n\nmore", to: "output/lesson-00-earlier/README.md")
    try write("not a lesson", to: "output/lesson-99-odd/README.md")
    try write(walkSource, to: "Lessons/\(Fixture.name)/Lesson.swift")
    try run()
    let contents = try #require(Folder.text(of: output + "/README.md"))
    #expect(contents.contains("[Earlier](lesson-00-earlier/README.md)"))
    #expect(contents.contains("| run \\| walk. |"))
    #expect(!contents.contains("odd"))
  }

  /// Line 2 is the head of the walk, line 5 its first statement; the program's lines are those of `walkSource`.
  @Test(arguments: [
    (2, 0, "\n"), (2, 0, "\n\n\n"), (3, 1, ""), (5, 1, ""), (7, 3, "\n\n"), (12, 0, "notebook.show(1)\n"),
    (14, 1, "\n"),
    (15, 0, "notebook.show(1)\n"), (6, 1, "let a = 1\n"),
  ])
  func `a source with other lines than the program asks for a new build`(after: Int, removing: Int, text: String)
    throws
  {
    var lines = walkSource.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    lines.replaceSubrange(after - 1..<after - 1 + removing, with: [text])
    try write(lines.joined(), to: "Lessons/\(Fixture.name)/Lesson.swift")
    let error = #expect(throws: ProgramFailure.self) { try run() }
    #expect(error?.description.hasSuffix("build again: swift run \(Fixture.name)") == true)
    #expect(readme(Fixture.name) == nil)
  }

  @Test func `paragraphs of a list item stay apart`() {
    var page = Page(name: "x", title: "X", summary: "y.")
    page.elements = [.prose(MarkupParser.parse("- one\n\n  still one\n- two\n  - inner"))]
    #expect(MarkdownRenderer().render(page).contains("- one\n\n  still one\n\n- two"))
  }

  @Test func `a path is told as seen from the current folder`() throws {
    try write("", to: "a/b/c")
    let here = try #require(Path.resolved(root))
    #expect(Path.relative(here, to: here) == ".")
    #expect(Path.relative(here + "/a/b/c", to: here) == "a/b/c")
    #expect(Path.relative(here + "/a", to: here + "/a/b") == "..")
    #expect(Path.relative(here + "/absent", to: here) == OutsideText(here + "/absent"))
  }

  @Test func `the exercises stand before the last section, with all that is in it`() throws {
    try write(
      walkSource.replacing("//: The end.", with: "//: ## Where next\n    //: ### Later\n    //: The end."),
      to: "Lessons/\(Fixture.name)/Lesson.swift")
    try write(
      """
      enum Exercises {
        /// **Exercise 1.1: One** (main, 5 minutes)
        ///
        /// Do it.
        static func one() throws -> Int { throw Unattempted() }
      }
      """, to: "Lessons/\(Fixture.name)/Exercises.swift")
    try run()
    let headings = readme(Fixture.name)?.split(separator: "\n").filter { $0.hasPrefix("##") }
    #expect(headings == ["## A heading", "## Exercises", "### 1.1 One", "## Where next", "### Later"])
  }

  @Test func `prose may change without a new build`() throws {
    try write(walkSource.replacing("The end.", with: "The very end."), to: "Lessons/\(Fixture.name)/Lesson.swift")
    try run()
    #expect(readme(Fixture.name)?.contains("The very end.") == true)
  }

  @Test func `the package knows where it was built`() {
    #expect(Folder.exists(Checkout.builtAt + "/Package.swift"))
  }

  @Test func `a checkout is found above its program first`() {
    let found = Checkout.find(builtAt: "/nowhere", executable: root + "/.build/debug/lesson-01-before")
    #expect(found?.root == root)
    #expect(Checkout.find(builtAt: root, executable: "/usr/bin/x")?.root == root)
    #expect(Checkout.find(builtAt: root + "/Lessons", executable: "/usr/bin/x")?.root != root + "/Lessons")
  }

  @Test func `a folder that cannot be written is named in one line`() throws {
    try write("a file", to: "output")
    let error = #expect(throws: UnwritableFile.self) { try run() }
    #expect(error?.description.hasPrefix("cannot write to \(output): ") == true)
  }
}

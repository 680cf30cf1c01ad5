import Foundation
import Testing

@testable import Pages
@testable import Programs
@testable import System
@testable import Walkthrough

/// The tables of contents, made from what the lessons have written.
@Suite final class ContentsTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path
  private var output: OutputFolder { OutputFolder(collection: folder, lesson: "lesson-01-one") }

  init() throws {
    try write(Array("# One\n\nAfter this lesson you can count.\n".utf8), to: "lesson-01-one/README.md")
    try write(Array("before".utf8), to: "README.md")
  }

  deinit {
    chmod(folder, 0o700)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  @Test(arguments: [
    "Plain: a title, really!", "a | b || c", "C# and F#", "*stars* and _lines_ `code` ~~gone~~", "<b> & &amp; $x$",
    "[link](to) ![image]", "a \\ b \\| c \\", "of\ntwo lines", "日本 é e\u{301} \u{301}",
  ])
  func `any title and summary come through to both tables`(text: String) throws {
    let page = Page(name: "lesson-02-two", title: OutsideText(text), summary: "say | it `a|b`,\nin *short* \\| long.")
    try write(Array(MarkdownRenderer().render(page).utf8), to: "lesson-02-two/README.md")
    try output.writeContents()
    let line = text.replacing("\n", with: " ")
    let html = try #require(Folder.text(of: folder + "/index.html"))
    #expect(html.contains("<span class=\"title\">\(HTML.escaped(line))</span>"))
    let markdown = try #require(Folder.text(of: folder + "/README.md"))
    let row = try #require(markdown.split(separator: "\n").last { $0.hasPrefix("|") })
    guard case .table(_, _, let rows)? = MarkupParser.parse(Prose(markdown: "| a | b |\n|---|---|\n\(row)")).first
    else {
      Issue.record("no table: \(row)")
      return
    }
    #expect(rows.count == 1 && rows[0][1] == "say | it `a|b`, in *short* | long.", "\(rows)")
    #expect(row.hasPrefix("| [\(Markdown.escaped(text))](lesson-02-two/README.md)<br>"))
    #expect(Markdown.escaped(text).unicodeScalars.unescaped == line)
  }

  @Test func `a title of letters stays as it is`() {
    #expect(Markdown.escaped("LeNet: networks that learn, of (1998)!") == "LeNet: networks that learn, of (1998)!")
  }

  @Test func `a folder that no lesson is called after is left out`() throws {
    for name in ["lesson-02 \"two\"", "lesson-03-<b>"] {
      try write(Array("# Two\n\nAfter this lesson you can count.\n".utf8), to: "\(name)/README.md")
    }
    try FileManager.default.createDirectory(atPath: folder + "/lesson-04-empty", withIntermediateDirectories: true)
    try output.writeContents()
    #expect(
      try #require(Folder.text(of: folder + "/index.html")).components(separatedBy: "<li data-lesson=").count == 2)
  }

  @Test func `the contents say how long a lesson is, and the glossary lies beside them`() throws {
    let text =
      "# One\n\nAfter this lesson you can count.\n\nAbout 15 minutes to read, 2 exercises of 30 minutes in all. Run."
    try write(Array(text.utf8), to: "lesson-01-one/README.md")
    try output.writeContents()
    let html = try #require(Folder.text(of: folder + "/index.html"))
    #expect(html.contains("<span class=\"extent\">About 15 minutes to read, 2 exercises of 30 minutes in all</span>"))
    #expect(try #require(Folder.text(of: folder + "/glossary.html")).contains("<dt id=\"stride\">"))
  }

  @Test func `a lesson is shown by its first figure that holds a picture`() throws {
    func drawing(_ file: String, _ kept: String = "") -> String {
      "<a class=\"drawing\" href=\"\(file)\"><img src=\"\(file)\" alt=\"words\" width=\"40\" height=\"20\">\(kept)</a>"
    }
    let page = drawing("a.png") + drawing("b.png", "<img class=\"kept\" src=\"b.png\" alt=\"\">") + drawing("c.png")
    try write(Array(page.utf8), to: "lesson-01-one/index.html")
    try output.writeContents()
    let html = try #require(Folder.text(of: folder + "/index.html"))
    #expect(
      html.contains(
        "<img src=\"lesson-01-one/b.png\" alt=\"\" width=\"40\" height=\"20\">"
          + "<img class=\"kept\" src=\"lesson-01-one/b.png\" alt=\"\">"))
    #expect(!html.contains("a.png") && !html.contains("c.png"))
  }

  @Test func `a page that cannot be read leaves the contents as they were`() throws {
    try write([0xFF, 0xFE], to: "lesson-02-two/README.md")
    let error = #expect(throws: ProgramFailure.self) { try output.writeContents() }
    #expect(error?.description.hasPrefix("cannot read \(folder)/lesson-02-two/README.md; ") == true)
    #expect(Folder.text(of: folder + "/README.md") == "before")
  }

  /// Nobody but root may read everything.
  @Test func `a folder that cannot be listed leaves the contents as they were`() async throws {
    chmod(folder, 0o333)
    await #expect(processExitsWith: .exitCode(7)) { [folder = folder as String] in
      if geteuid() == 0 { seteuid(65_534) }
      do {
        try OutputFolder(collection: folder, lesson: "lesson-01-one").writeContents()
      } catch let error as ProgramFailure {
        exit(error.description.hasPrefix("cannot list \(folder): Permission denied; ") ? 7 : 1)
      }
    }
    chmod(folder, 0o700)
    #expect(Folder.text(of: folder + "/README.md") == "before")
  }
}

import Foundation
import Testing

@testable import Pages
@testable import System

@Suite struct JupyterTests {
  private func cells() throws -> [[String: Any]] {
    var page = Page(name: "lesson-42-tests", title: "Tests", summary: "see.")
    let picture = Page.Picture(file: "a.png", width: 2, height: 1, caption: "So \"it\" is.", alternative: "a")
    page.elements = [
      .prose([.paragraph("Some *prose* with $a / b$.")]), .code("let a = 1\nnotebook.show(a)"), .text("1"),
      .table(Table(columns: ["n"], rows: [["2"]])), .code("draw()"), .figure(picture), .prose([.paragraph("End.")]),
    ]
    let text = try JupyterRenderer { file in Array(file.utf8) }.render(page)
    let notebook = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(notebook?["nbformat"] as? Int == 4 && notebook?["nbformat_minor"] as? Int == 5)
    return try #require(notebook?["cells"] as? [[String: Any]])
  }

  @Test func proseAndCodeAreCellsInTheirOrder() throws {
    let cells = try cells()
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "markdown", "code", "code", "markdown"])
    #expect(cells[1]["source"] as? [String] == ["Some *prose* with a / b."])
    #expect(cells[2]["source"] as? [String] == ["let a = 1\n", "notebook.show(a)"])
    #expect(cells.compactMap { $0["execution_count"] as? Int } == [1, 2])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
  }

  @Test func whatTheCodeShowedStandsBelowIt() throws {
    let cells = try cells()
    let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
    #expect(outputs[0]["text"] as? [String] == ["1\n"])
    #expect((outputs[1]["data"] as? [String: Any])?["text/plain"] as? [String] == ["n\n", "2"])
    let output = try #require((cells[3]["outputs"] as? [[String: Any]])?.first)
    let figure = try #require(output["data"] as? [String: Any])
    #expect(figure["image/png"] as? String == Data("a.png".utf8).base64EncodedString())
    #expect(figure["text/plain"] as? [String] == ["So \"it\" is."])
    let image = try #require((output["metadata"] as? [String: Any])?["image/png"] as? [String: Any])
    #expect(image["width"] as? Int == 2 && image["height"] as? Int == 1 && image["alt"] as? String == "a")
  }
}

import Testing

@testable import Pages
@testable import System

/// Values that are put into prose.
@Suite struct ProseTests {
  @Test(arguments: [
    "- a", "+ a", "* a", "1. a", "12) a", "3.", "# a", "> a", "---", "- - -", "***", "===", "=", "```", "~~~ a",
    "    a", "\ta", "| a |", ":--|--:", "-", "4.1 a", "<b>", "[a]: b", "Question: a", "Answer: b",
  ])
  func `a value begins no block`(text: String) {
    let line = text.trimmed
    #expect(MarkupParser.parse("a\n\n\(text) b") == [.paragraph("a"), .paragraph("\(text) b")])
    #expect(Prose("\(text) b").plainText == line + " b")
    #expect(MarkupParser.parse("a\n\(text)").count == 1 && MarkupParser.parse("a | b\n\(text)").count == 1)
    guard case .list(_, _, let items)? = MarkupParser.parse("- \(text)").first, items.count == 1 else {
      Issue.record("no list of one item")
      return
    }
    #expect(items[0] == [.paragraph("\(text)")])
  }

  /// To Swift a mark with a combining one behind it is another character; to readers of HTML and of tables it is the mark.
  @Test func `marks count whatever is combined with them`() {
    let text = "a|\u{338}\\\u{338}|<\u{338}b&\"\u{301}"
    #expect(HTML.unescaped(HTML.escaped(text)).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(Markdown.cell(OutsideText(text)).unicodeScalars.count { $0 == "\\" } >= 4)
    let row = MarkdownRenderer.prose([.table(header: ["h"], alignments: [.left], rows: [["a|\u{338}b"]])])
    #expect(row.unicodeScalars.contains("\\"))
  }

  @Test func `any text means itself in prose and in the cell of a table`() {
    var random = RandomMarkdown(seed: 7)
    for _ in 0..<2000 {
      let text = random.document(most: 3)
      let line = text.replacing("\n", with: " ")
      #expect(Prose("a \(text)").plainText == "a " + line)
      #expect(Prose("**a \(text).**").plainText == "a \(line).")
      let row = "| \(Markdown.cell(OutsideText(text))) | b |"
      guard case .table(_, _, let rows)? = MarkupParser.parse(Prose(markdown: "| a | b |\n|---|---|\n\(row)")).first
      else {
        Issue.record("no table: \(row)")
        continue
      }
      #expect(rows.count == 1 && rows[0][0].plainText == line.trimmed && rows[0][1] == "b", "\(row)")
    }
  }
}

import Testing

@testable import Checking
@testable import Drawing
@testable import Pages
@testable import System
@testable import Walkthrough

@Suite struct MarkupTests {
  @Test func `blocks are told apart`() {
    #expect(
      MarkupParser.parse("## Title\ntext\nmore\n\n> quoted\n> on\n\n---\n```swift\nlet a = 1\n\n# not a title\n```")
        == [
          .heading(level: 2, text: "Title"), .paragraph("text\nmore"), .quotation([.paragraph("quoted\non")]), .rule,
          .code(language: "swift", text: "let a = 1\n\n# not a title"),
        ])
  }

  @Test func `lists nest and carry on`() {
    #expect(
      MarkupParser.parse("- one\n  still one\n- two\n  - inner\n\n3. three\n4. four")
        == [
          .list(
            start: nil,
            items: [
              [.paragraph("one\nstill one")],
              [.paragraph("two"), .list(start: nil, items: [[.paragraph("inner")]])],
            ]),
          .list(start: 3, items: [[.paragraph("three")], [.paragraph("four")]]),
        ])
  }

  @Test func `callouts stand apart from lists`() {
    #expect(
      MarkupParser.parse("- Question: Why?\n- Answer: So.\n  And:\n\n  - a list\n- Note: see\n- plain: item")
        == [
          .callout(.question, [.paragraph("Why?")]),
          .folded(summary: "Answer", [.paragraph("So.\nAnd:"), .list(start: nil, items: [[.paragraph("a list")]])]),
          .callout(.note, [.paragraph("see")]), .list(start: nil, items: [[.paragraph("plain: item")]]),
        ])
  }

  @Test func `tables keep their alignment and their escaped bars`() {
    #expect(
      MarkupParser.parse("| a | b | c |\n|:--|:-:|--:|\n| 1 | x \\| y |\n\nafter")
        == [
          .table(header: ["a", "b", "c"], alignments: [.left, .center, .right], rows: [["1", "x | y", ""]]),
          .paragraph("after"),
        ])
  }

  @Test(arguments: [
    ("a `b*c*` d", [Inline.text("a "), .code("b*c*"), .text(" d")]),
    ("**bold *both***", [.strong([.text("bold "), .emphasis([.text("both")])])]),
    ("2 * 3 * 4", [.text("2 * 3 * 4")]), ("snake_case_name", [.text("snake_case_name")]),
    ("an *open end", [.text("an *open end")]), ("\\*plain\\*", [.text("*plain*")]),
    ("[PNG](https://x.org) [no link]", [.link([.text("PNG")], target: "https://x.org"), .text(" [no link]")]),
    ("``a ` b``", [.code("a ` b")]), ("_em_ `x", [.emphasis([.text("em")]), .text(" `x")]),
    ("a < b", [.text("a < b")]),
  ])
  func `inline marks are read`(text: String, inlines: [Inline]) {
    #expect(Inline.parse(text) == inlines)
  }

  @Test(.timeLimit(.minutes(1))) func `many marks that nothing closes take no time`() {
    let text = String(repeating: "*a _b [c ", count: 40)
    #expect(Inline.parse(text) == [.text(text)])
    #expect(Inline.parse(text + "d*").map(\.plainText).joined().contains("d"))
  }

  @Test(arguments: [
    "", "`", "*", "**", "[", "[a](", "- ", "> ", "|", "```", "#", "1. ", "| a |\n|", "- Answer:",
    "9223372036854775807. a\n1. b", String(repeating: ">", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "[", count: 1500),
  ])
  func `nothing odd ends in a crash`(text: String) {
    for block in MarkupParser.parse(text) { #expect(TerminalMarkup(width: 40).lines([block]).count >= 0) }
    _ = Inline.parse(text)
  }
}

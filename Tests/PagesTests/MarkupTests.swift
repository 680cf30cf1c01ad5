import Testing

@testable import Drawing
@testable import Pages
@testable import System

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
            start: nil, isLoose: false,
            items: [
              [.paragraph("one\nstill one")],
              [.paragraph("two"), .list(start: nil, isLoose: false, items: [[.paragraph("inner")]])],
            ]),
          .list(start: 3, isLoose: false, items: [[.paragraph("three")], [.paragraph("four")]]),
        ])
  }

  @Test func `callouts stand apart from lists`() {
    #expect(
      MarkupParser.parse("- Question: Why?\n- Answer: So.\n  And:\n\n  - a list\n- Note: see\n- plain: item")
        == [
          .callout(.question, [.paragraph("Why?")]),
          .folded(
            summary: "Answer",
            [.paragraph("So.\nAnd:"), .list(start: nil, isLoose: false, items: [[.paragraph("a list")]])]),
          .callout(.note, [.paragraph("see")]),
          .list(start: nil, isLoose: true, items: [[.paragraph("plain: item")]]),
        ])
  }

  @Test func `a number that a line begins with is no list`() {
    #expect(MarkupParser.parse("Layer\n3. is next") == [.paragraph("Layer\n3. is next")])
    #expect(
      MarkupParser.parse("Two:\n1. one\n2. two")
        == [.paragraph("Two:"), .list(start: 1, isLoose: false, items: [[.paragraph("one")], [.paragraph("two")]])])
  }

  @Test func `empty lines between items make a list loose`() {
    func isLoose(_ text: String) -> Bool? {
      guard case .list(_, let isLoose, _)? = MarkupParser.parse(Prose(markdown: text)).first else { return nil }
      return isLoose
    }
    #expect(isLoose("- a\n\n- b") == true)
    #expect(isLoose("- a\n\n  more\n- b") == true)
    #expect(isLoose("- a\n  - b\n\n    more\n- c") == false)
    #expect(isLoose("- a\n  ```\n\n  ```\n- b\n\nafter") == false)
  }

  @Test func `code ends at a fence as long as its own`() {
    #expect(
      MarkupParser.parse("````\n```\na\n`````\nb")
        == [.code(language: "", text: "```\na"), .paragraph("b")])
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
    ("a < b", [.text("a < b")]), ("` `` `` ` `", [.code("`` ``"), .text(" `")]), ("`a\nb`", [.code("a b")]),
    ("a\\\nb", [.text("a b")]), ("\\$5$", [.text("$5$")]), ("\\`a\\`", [.text("`a`")]),
    ("[k](https://x.org/Kernel_(image))", [.link([.text("k")], target: "https://x.org/Kernel_(image)")]),
    ("[*k*](<a b> 'title')!", [.link([.emphasis([.text("k")])], target: "a b"), .text("!")]),
    ("[a [b](c)](d)", [.text("[a "), .link([.text("b")], target: "c"), .text("](d)")]),
    ("*a**b*", [.emphasis([.text("a**b")])]),
    ("$a_1$ [_b$](c)_$", [.formula("a_1"), .text(" [_b"), .formula("](c)_")]),
    ("<http://a.b/_c_>", [.link([.text("http://a.b/_c_")], target: "http://a.b/_c_")]),
  ])
  func `inline marks are read`(text: String, inlines: [Inline]) {
    #expect(Inline.parse(Prose(markdown: text)) == inlines)
  }

  @Test func `formulas become plain only where they are formulas`() {
    #expect(Inline.withPlainFormulas("\\$a_1$ `$b_1$` [c](d$e_1$) $f_1$") == "\\$a_1$ `$b_1$` [c](d$e_1$) f\\_1")
  }

  @Test func `odd text is read as something`() {
    let texts: [(String, [Markup])] = [
      ("", []), ("`", [.paragraph("`")]), ("*", [.list(start: nil, isLoose: false, items: [[]])]),
      ("**", [.paragraph("**")]), ("[a](", [.paragraph("[a](")]), ("> ", [.quotation([])]), ("|", [.paragraph("|")]),
      ("```", [.code(language: "", text: "")]), ("#", [.heading(level: 1, text: "")]),
      ("1. ", [.list(start: 1, isLoose: false, items: [[]])]), ("| a |\n|", [.paragraph("| a |\n|")]),
      ("- Answer:", [.folded(summary: "Answer", [])]),
      ("9223372036854775807. a", [.paragraph("9223372036854775807. a")]),
    ]
    for (text, blocks) in texts { #expect(MarkupParser.parse(Prose(markdown: text)) == blocks) }
  }

  @Test(arguments: [">", "- ", "1. "]) func `what nests too deeply is text`(mark: String) {
    let blocks = MarkupParser.parse(Prose(markdown: String(repeating: mark, count: 10_000) + "a"))
    let text = TerminalMarkup(width: 40).lines(blocks).joined().map(\.text).joined()
    #expect(text.count { $0 == mark.first } == 10_000 - (mark == "1. " ? 0 : 16))
    #expect(text.hasSuffix("a"))
  }

  @Test func `emphasis that nests too deeply is left out`() {
    let marks = String(repeating: "*", count: 10_000)
    var inlines = Inline.parse(Prose(markdown: marks + "a" + marks))
    var depth = 0
    while case .strong(let inner)? = inlines.first { (inlines, depth) = (inner, depth + 1) }
    #expect(inlines == [.text("a")] && depth == 16)
  }
}

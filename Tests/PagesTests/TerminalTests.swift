import Testing

@testable import Pages
@testable import System

@Suite struct TerminalTests {
  private func text(_ lines: [[Span]]) -> [String] { lines.map { $0.trimmed.painted(colored: false) } }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("×−²∂", 4), ("│", 1), ("\u{FEFF}", 0),
    ("1\u{FE0F}\u{20E3}", 2),
  ])
  func `width is counted in columns`(text: String, width: Int) {
    #expect(text.terminalWidth == width)
  }

  @Test func `a tab reaches to the next of every eighth column`() {
    #expect(text([[Span(text: "a\tbcdefghi\t日\tc")]]) == ["a       bcdefghi        日      c"])
    #expect([Span(text: "\t\tx")].width == 17)
  }

  @Test func `words wrap, and a long one is cut`() {
    #expect(text(Wrapping.words([Span(text: "one two  three")], width: 8)) == ["one two", "three"])
    #expect(text(Wrapping.words([Span(text: "a bcdefghij k")], width: 4)) == ["a", "bcde", "fghi", "j k"])
    #expect(text(Wrapping.words([Span(text: "日本語 日本")], width: 6)) == ["日本語", "日本"])
    let shape = [Span(text: "as "), Span(text: "(C, H)", style: .code)]
    #expect(text(Wrapping.words(shape, width: 7)) == ["as", "(C, H)"])
    #expect(text(Wrapping.words([], width: 4)) == [""])
  }

  @Test func `no line of prose is wider than the window`() {
    let prose = MarkupParser.parse(
      """
      # A title that is rather long for a narrow window, to be honest
      Words with `code that has spaces`, **bold** and [a link](https://example.org/that/is/far/too/long/for/a/line).
      - an item that goes on and on and on and on
        1. an inner one that does so too, for a while
      > a quotation of some length, also to be wrapped
      - Answer: and an answer that is folded

      | a column | another, which is rather wide indeed |
      |---|---|
      | some text | and more text than would ever fit in it |
      """)
    for width in [24, 40, 80] {
      for line in TerminalMarkup(width: width).lines(prose) { #expect(line.width <= width, "\(text([line]))") }
    }
  }

  @Test func `tables line up whatever is in them`() {
    let table = Table(columns: ["名前", "count"], rows: [["日本語", "1"], ["x", "1,024"]])
    let renderer = TerminalRenderer(width: 80, colored: false, folder: "output/x")
    #expect(
      renderer.element(.table(table), after: nil) == """

            名前    count
            ─────────────
            日本語      1
            x       1,024

        """)
  }

  @Test func `columns of numbers are flush right, columns of words are not`() {
    let table = Table(
      columns: ["a", "b", "c", "d"],
      rows: [["1", "−2.5 %", "3×3", "ReLU"], ["10", "~4 ms", "28×28", "2 of them all"]])
    #expect(table.alignments == [.right, .right, .right, .left])
  }

  @Test func `code keeps its text and long lines stay inside the window`() {
    let renderer = TerminalRenderer(width: 40, colored: false, folder: "")
    let code: OutsideText = "let a = maxPool2d(image, window: 2, stride: 1, padding: 1)\n\n  // end"
    let lines = renderer.element(.code(code), after: nil).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.terminalWidth <= 40 })
    #expect(lines[1] == "  │ let a = maxPool2d(image, window: 2,")
    #expect(lines[2].hasPrefix("  ┊     stride: 1"))
  }

  @Test func `colours are there only if wanted, and the text is the same`() {
    let code = "let x: Int = \"a\\(1)\".count  // why"
    let plain = SyntaxColor.lines(code).map { $0.painted(colored: false) }.joined(separator: "\n")
    let colored = SyntaxColor.lines(code).map { $0.painted(colored: true) }.joined(separator: "\n")
    #expect(plain == code)
    #expect(colored.contains("\u{1B}[38;5;163mlet\u{1B}[0m") && colored.contains("\u{1B}[38;5;243m// why\u{1B}[0m"))
  }

  @Test func `lines of a loop follow each other, other outputs stand apart`() {
    let renderer = TerminalRenderer(width: 80, colored: false, folder: "")
    #expect(renderer.element(.text("b"), after: .text("a")) == "    b\n")
    #expect(renderer.element(.text("b\nc"), after: .text("a")) == "\n    b\n    c\n")
  }
}

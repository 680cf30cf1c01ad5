import TensorCore

@testable import Pages

/// Documents made of the marks that `MarkupParser` knows, put together in order and out of it.
struct RandomMarkdown {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// One to `most` lines.
  mutating func document(most: Int) -> String {
    (0...generator.integer(in: 0..<most)).map { _ in line() }.joined(separator: "\n")
  }

  private mutating func any<Element>(_ elements: [Element]) -> Element {
    elements[generator.integer(in: 0..<elements.count)]
  }

  private mutating func line() -> String {
    let beginnings = (0..<any([0, 0, 0, 1, 1, 2, 3])).map { _ in space() + any(RandomMarkdown.beginnings) }.joined()
    let line = beginnings + space() + (generator.integer(in: 0..<3) > 0 ? text() : any(RandomMarkdown.wholeLines))
    // Spaces and backslashes at the end break lines in CommonMark.
    return String(line.reversed().drop { $0 == " " || $0 == "\\" }.reversed())
  }

  private mutating func space() -> String {
    String(repeating: " ", count: any([0, 0, 0, 0, 1, 2, 2, 3, 4, 4, 5, 6, 8]))
  }

  private mutating func text() -> String {
    (0...generator.integer(in: 0..<9)).map { _ in any(RandomMarkdown.pieces) }.joined()
  }

  /// What begins quotations, list items and headings, and what only looks like it.
  private static let beginnings = [
    ">", "> ", "- ", "-", "* ", "+ ", "-  ", "-     ", "1. ", "1) ", "2. ", "03. ", "123456789. ", "1234567890. ",
    "1.", "1.     ", "#", "# ", "###### ", "####### ",
  ]

  /// Lines of which each means something on its own; empty ones are the most common.
  private static let wholeLines = [
    "", "", "", "", "", "", "---", "***", "___", "- - -", "* * *", "--", "===", "=", "-", "*", "-- -", "=== =", "1.",
    ">", "```", "````", "``` swift", "~~~", "~~~~ a", "``` a`b", "> ```", "- ```", "## a ##", "## a#", "# #", "#",
  ]

  /// Marks within a line, mostly single ones: whether they find their counterpart is left to chance.
  private static let pieces = [
    "a", "b c", " ", " ", "é", "“", "…", ".", ",", "(", ")", ") ", "\"", "'", "#", "1. ", "- ", "|", "~", "=",
    "*", "*", "**", "***", "****", "_", "_", "__", "___", "*a*", "__b__",
    "`", "``", "` ", " `", "`c`", "\\", "\\*", "\\[", "\\`", "\\\\",
    "[", "[", "]", "](", "](a)", "](/b(c)d)", "](<3 4>)", "](g \"h\")", "]()", "](a\\)", "[a](b)",
    "<http://a.b/c>", "<https://a_b_*c*>", "<http:", "< ", "> ", "> ",
  ]
}

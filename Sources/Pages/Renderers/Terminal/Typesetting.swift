import System

/// Text as a lesson sets it in this terminal, for the programs around the lessons.
package enum Typesetting {
  /// Prose.
  package static func prose(_ prose: Prose) -> String { self.prose(MarkupParser.parse(prose)) }

  /// Blocks of prose.
  package static func prose(_ blocks: [Markup]) -> String {
    painted(TerminalMarkup(width: Terminal.width).lines(blocks))
  }

  /// What is said to an answer that has been typed.
  package static func reply(_ reply: Question.Reply) -> String {
    TerminalRenderer(width: Terminal.width, colored: Terminal.hasColor, folder: "").reply(reply)
  }

  /// Swift code.
  package static func code(_ swift: String) -> String {
    painted(SyntaxColor.lines(swift).map { [Span(text: "  ")] + $0 })
  }

  /// A title with marks and a note at the right, and below it a text in small.
  package static func row(_ title: String, marks: [Span], note: String, below: String) -> String {
    let width = Terminal.width
    let signs = marks.reduce(into: [Span]()) { $0 += ($0.isEmpty ? [] : [Span(text: " ")]) + [$1] }
    let right = signs + [Span(text: note.padded(to: 8, .right), style: .quiet)]
    let gap = width - title.terminalWidth - right.width
    let head =
      gap >= 2
      ? [[Span(text: title, style: .strong), Span(text: String(repeating: " ", count: gap))] + right]
      : [
        [Span(text: title, style: .strong)],
        [Span(text: String(repeating: " ", count: max(0, width - right.width)))] + right,
      ]
    let lines = Wrapping.words([Span(text: below, style: .quiet)], width: width - 4).map { [Span(text: "    ")] + $0 }
    return painted([[]] + head + lines)
  }

  /// Prose beside a mark.
  package static func item(_ mark: Span, _ prose: Prose) -> String {
    painted(TerminalMarkup(width: Terminal.width - 2).lines(MarkupParser.parse(prose)).beside(mark))
  }

  private static func painted(_ lines: [[Span]]) -> String { lines.painted(colored: Terminal.hasColor) }
}

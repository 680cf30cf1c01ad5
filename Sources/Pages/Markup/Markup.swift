/// A block of Markdown prose. Text inside blocks keeps its inline marks; `Inline` reads those.
package indirect enum Markup: Equatable {
  case heading(level: Int, text: Prose)
  case paragraph(Prose)
  /// The items of a loose list are set apart by empty lines.
  case list(start: Int?, isLoose: Bool, items: [[Markup]])
  case quotation([Markup])
  case table(header: [Prose], alignments: [Alignment], rows: [[Prose]])
  case code(language: String, text: String)
  case rule
  case callout(Callout, [Markup])
  /// What stays out of sight until it is asked for.
  case folded(summary: String, [Markup])

  package enum Alignment: Equatable { case left, center, right }

  /// The list items that Swift's own markup sets apart by their first word.
  package enum Callout: String, CaseIterable {
    case question = "Question"
    case note = "Note"
  }

  /// The first word of a list item that is folded away: the answer to a question.
  static let answer = "Answer"
}

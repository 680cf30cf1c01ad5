/// A block of Markdown prose. Text inside blocks keeps its inline marks; `Inline` reads those.
indirect enum Markup: Equatable {
  case heading(level: Int, text: String)
  case paragraph(String)
  case list(start: Int?, items: [[Markup]])
  case quotation([Markup])
  case table(header: [String], alignments: [Alignment], rows: [[String]])
  case code(language: String, text: String)
  case rule
  case callout(Callout, [Markup])

  enum Alignment: Equatable { case left, center, right }

  /// The list items that Swift's own markup sets apart by their first word.
  enum Callout: String, CaseIterable {
    case question = "Question"
    case answer = "Answer"
    case note = "Note"
  }
}

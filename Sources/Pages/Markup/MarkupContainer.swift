/// An open block that holds others: the page, a quotation, or a list with its last item.
struct MarkupContainer {
  /// What a list has beside the blocks of its last item.
  struct List {
    /// The mark of its first item.
    let marker: ListMarker
    var items: [[Markup]] = []
    var isLoose = false
    /// How far the last item's lines are indented; nil if there will be no more.
    var width: Int?

    init(_ marker: ListMarker) {
      self.marker = marker
      width = marker.width
    }
  }

  var list: List?
  var blocks: [Markup] = []

  /// Ends the last item of a list.
  mutating func beginItem(_ marker: ListMarker, afterGap: Bool) {
    list?.items.append(blocks)
    list?.width = marker.width
    if afterGap { list?.isLoose = true }
    blocks = []
  }

  /// What it is in the end; items of a list that their first word sets apart are blocks of their own.
  var closed: [Markup] {
    guard let list else { return [.quotation(blocks)] }
    var (closed, items): ([Markup], [[Markup]]) = ([], [])
    func endList() {
      if !items.isEmpty { closed.append(.list(start: list.marker.number, isLoose: list.isLoose, items: items)) }
      items = []
    }
    for item in list.items + [blocks] {
      if list.marker.number == nil, let block = MarkupContainer.setApart(item) {
        endList()
        closed.append(block)
      } else {
        items.append(item)
      }
    }
    endList()
    return closed
  }

  private static func setApart(_ item: [Markup]) -> Markup? {
    guard case .paragraph(let text)? = item.first else { return nil }
    func blocks(after word: String) -> [Markup]? {
      guard text.markdown.hasPrefix(word + ":") else { return nil }
      let rest = text.markdown.dropFirst(word.count + 1).drop(while: \.isWhitespace)
      return (rest.isEmpty ? [] : [.paragraph(Prose(markdown: String(rest)))]) + item.dropFirst()
    }
    if let blocks = blocks(after: Markup.answer) { return .folded(summary: Markup.answer, blocks) }
    for callout in Markup.Callout.allCases {
      if let blocks = blocks(after: callout.rawValue) { return .callout(callout, blocks) }
    }
    return nil
  }
}

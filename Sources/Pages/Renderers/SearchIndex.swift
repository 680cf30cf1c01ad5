/// What a search through all lessons looks into: the sections of a lesson with their words.
package struct SearchIndex {
  /// A section of a lesson's page.
  struct Section: Equatable {
    let anchor, title: String
    fileprivate(set) var text = ""
  }

  private let page: Page
  /// The sections; what stands before the first heading has the anchor `main`.
  private(set) var sections: [Section] = []

  /// The index of a page.
  package init(_ page: Page) {
    self.page = page
    var anchors: [String] = []
    sections = [Section(anchor: "main", title: "")]
    for blocks in page.elements.compactMap(\.prose) {
      for block in blocks {
        if case .heading(_, let text) = block {
          let title = text.plainText
          let anchor = Page.anchor(title, after: anchors)
          anchors.append(anchor)
          sections.append(Section(anchor: anchor, title: title))
        } else {
          let words = block.plainText.split { $0.isWhitespace }.joined(separator: " ")
          let text = sections[sections.count - 1].text
          sections[sections.count - 1].text = text.isEmpty || words.isEmpty ? text + words : "\(text) \(words)"
        }
      }
    }
    sections.removeAll { $0.title.isEmpty && $0.text.isEmpty }
  }

  /// The file `search.js` of the lesson: a script, which a page can load without a server.
  package var script: String {
    let sections = sections.map { JSON.array([$0.anchor, $0.title, $0.text].map(JSON.string)) }
    let entry = JSON.array([JSON.string(page.name), JSON.string(page.title.description), JSON.array(sections)])
    return "(window.patchworkIndex ??= []).push(\(entry));\n"
  }
}

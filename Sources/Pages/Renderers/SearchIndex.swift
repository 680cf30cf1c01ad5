/// What a search through all lessons looks into: their sections with their words.
struct SearchIndex {
  /// A section of a lesson's page.
  struct Section: Equatable {
    let anchor, title, text: String
  }

  /// The sections of a lesson, by its README; what stands before the first heading has the anchor `main`.
  static func sections(readme: String) -> [Section] {
    var sections: [Section] = []
    var (anchors, anchor, title, words): ([String], String, String, [String]) = ([], "main", "", [])
    func end() {
      let text = words.joined(separator: " ").split { $0.isWhitespace }.joined(separator: " ")
      if !text.isEmpty || !title.isEmpty { sections.append(Section(anchor: anchor, title: title, text: text)) }
    }
    let blocks = MarkupParser.parse(Prose(markdown: readme))
    // Below the last rule are the links to other lessons.
    for block in blocks[..<(blocks.lastIndex(of: .rule) ?? blocks.endIndex)] {
      switch block {
      case .heading(1, _): continue
      case .heading(_, let text):
        end()
        (title, words) = (text.plainText, [])
        anchor = Page.anchor(title, after: anchors)
        anchors.append(anchor)
      // Tags stand alone in a README: figures, and what folds an answer.
      case .paragraph(let text) where text.markdown.hasPrefix("<"): words.append(withoutTags(text.plainText))
      case .rule: break
      default: words.append(block.plainText)
      }
    }
    end()
    return sections
  }

  private static func withoutTags(_ text: String) -> String { text.replacing(/<[^>]*>/, with: " ") }

  /// The index of some lessons as a script, which a page can load without a server.
  static func script(_ lessons: [(name: String, title: String, sections: [Section])]) -> String {
    let entries = lessons.map { lesson in
      let sections = lesson.sections.map { JSON.array([$0.anchor, $0.title, $0.text].map(JSON.string)) }
      return JSON.array([JSON.string(lesson.name), JSON.string(lesson.title), JSON.array(sections)])
    }
    return "globalThis.patchworkIndex=[\n\(entries.joined(separator: ",\n"))\n];\n"
  }
}

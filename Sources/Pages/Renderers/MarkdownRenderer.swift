import System

/// A page as GitHub Markdown.
package struct MarkdownRenderer {
  /// The lessons before and after this one.
  var previous: LessonHeading?
  var next: LessonHeading?

  /// A renderer of a lesson between two others.
  package init(previous: LessonHeading? = nil, next: LessonHeading? = nil) {
    (self.previous, self.next) = (previous, next)
  }

  /// The whole file, as `output/<lesson>/README.md` has it.
  package func render(_ page: Page) -> String {
    let opening: Prose = "# \(page.title)\n\n\(page.promise)"
    var blocks = [opening.markdown]
    blocks.append(
      "\(LessonExtent(page).words). Run it with `swift run \(page.name)`, change it in `Lessons/\(page.name)/Lesson.swift`, and see what changes with "
        + "`swift run course read \(LessonHeading.shortNumber(of: page.name))`.")
    blocks += page.joinedElements.map(block)
    blocks += ["---", navigation]
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var navigation: String {
    let links = [
      previous.map { "← [\(Markdown.escaped($0.title.description))](../\($0.name)/README.md)" },
      "[All lessons](../README.md)",
      next.map { "[\(Markdown.escaped($0.title.description))](../\($0.name)/README.md) →" },
    ]
    return links.compactMap { $0 }.joined(separator: " · ")
  }

  private func block(_ element: Page.Element) -> String {
    switch element {
    case .prose, .question: markup(element.prose ?? [])
    case .code(let code): fenced(code.description, "swift")
    case .text(let text): fenced(text.description, "text")
    case .table(let table): self.table(table)
    case .figure(let picture): figure(picture)
    case .widget(_, let text, let picture):
      (text.map { fenced($0.description, "text") + "\n\n" } ?? "") + figure(picture)
    case .passing: "*(Timings, which differ from run to run, are shown in the terminal only.)*"
    }
  }

  /// Code behind a fence that nothing in it can close.
  private func fenced(_ text: String, _ language: String) -> String {
    let fence = Markdown.ticks(around: text, atLeast: 3)
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  func table(_ table: Table) -> String {
    func cell(_ text: String) -> String { Markdown.cell(OutsideText(text)) }
    return self.table(table.columns.map(cell), table.alignments, table.rows.map { $0.map(cell) })
  }

  private func table(_ header: [String], _ alignments: [Markup.Alignment], _ rows: [[String]]) -> String {
    let rules = alignments.map {
      switch $0 {
      case .left: "---"
      case .center: ":---:"
      case .right: "---:"
      }
    }
    return ([header, rules] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  private func figure(_ picture: Page.Picture) -> String {
    func attribute(_ text: String) -> String { HTML.escaped(text).replacing("\n", with: " ") }
    let image =
      "<img src=\"\(attribute(picture.file))\" width=\"\(picture.width)\" alt=\"\(attribute(picture.alternative.description))\">"
    return picture.caption == "" ? image : "\(image)\n\n<sub>\(picture.caption.markdown)</sub>"
  }

  // MARK: Prose

  /// Blocks of prose as GitHub's Markdown.
  static func prose(_ blocks: [Markup]) -> String { MarkdownRenderer().markup(blocks) }

  private func markup(_ blocks: [Markup]) -> String {
    blocks.map(markup).joined(separator: "\n\n")
  }

  private func markup(_ block: Markup) -> String {
    switch block {
    case .heading(let level, let text):
      return String(repeating: "#", count: level) + " " + Inline.withPlainFormulas(text)
    case .paragraph(let text): return Inline.withPlainFormulas(text)
    case .list(let start, let isLoose, let items):
      return items.enumerated().map { index, blocks in
        let mark = start.map { "\($0 + index). " } ?? "- "
        let text = isLoose ? markup(blocks) : blocks.map(markup).joined(separator: "\n")
        return mark + indented(text, by: mark.count)
      }.joined(separator: isLoose ? "\n\n" : "\n")
    case .quotation(let blocks): return quoted(markup(blocks))
    case .table(let header, let alignments, let rows):
      func escaped(_ cell: Prose) -> String { Markdown.escaped(Inline.withPlainFormulas(cell), ["|"]) }
      return table(header.map(escaped), alignments, rows.map { $0.map(escaped) })
    case .code(let language, let text): return fenced(text, language)
    case .rule: return "---"
    case .callout(.note, let blocks): return quoted("[!NOTE]\n" + markup(blocks))
    case .callout(.question, let blocks): return "**Question.** " + markup(blocks)
    case .folded(let summary, let blocks):
      return "<details>\n<summary>\(summary)</summary>\n\n\(markup(blocks))\n\n</details>"
    }
  }

  private func indented(_ text: String, by count: Int) -> String {
    text.replacing("\n", with: "\n" + String(repeating: " ", count: count)).replacing(
      "\n" + String(repeating: " ", count: count) + "\n", with: "\n\n")
  }

  private func quoted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> \($0)" }
      .joined(separator: "\n")
  }
}

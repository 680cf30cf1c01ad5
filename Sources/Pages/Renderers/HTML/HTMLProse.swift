import System

/// Prose as HTML. Headings get anchors, which the contents at the side point to.
struct HTMLProse {
  /// A heading of the page, for its contents.
  struct Heading: Equatable {
    let level: Int
    let text: String
    let anchor: String
  }

  private(set) var headings: [Heading] = []

  /// Blocks one below the other.
  mutating func blocks(_ blocks: [Markup]) -> String { blocks.map { block($0) }.joined(separator: "\n") }

  /// Text with its inline marks. A formula and the full stop or bracket behind it stay on one line.
  static func inline(_ text: Prose) -> String {
    let html = inline(Inline.parse(text))
    guard html.contains("</math>") else { return html }
    return html.replacing(/\(?<math(?:(?!<\/math>).)*<\/math>[.,;:?)]+/) {
      "<span class=\"whole\">\($0.output)</span>"
    }
  }

  private mutating func block(_ block: Markup) -> String {
    switch block {
    case .heading(let level, let text): return heading(level, text)
    case .paragraph(let text): return "<p>\(HTMLProse.inline(text))</p>"
    case .list(let start, let isLoose, let items):
      let tag = start == nil ? "ul" : "ol"
      let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
      let inner = items.map { "<li>\(item($0, isLoose: isLoose))</li>" }.joined(separator: "\n")
      return "<\(tag)\(first)>\n\(inner)\n</\(tag)>"
    case .quotation(let blocks): return quotation(blocks)
    case .table(let header, let alignments, let rows):
      return HTMLTable.table(
        header: header.map(HTMLProse.inline), alignments: alignments, rows: rows.map { $0.map(HTMLProse.inline) })
    case .code(let language, let text): return HTMLCode.block(text, language: language)
    case .rule: return "<hr>"
    case .callout(.note, let blocks): return "<aside class=\"note\">\n\(self.blocks(blocks))\n</aside>"
    case .callout(.question, let blocks):
      return "<div class=\"question\"><p class=\"label\">Question</p>\n\(self.blocks(blocks))\n</div>"
    case .folded(let summary, let blocks):
      return "<details><summary>\(HTML.escaped(summary))</summary>\n\(self.blocks(blocks))\n</details>"
    }
  }

  private mutating func heading(_ level: Int, _ text: Prose) -> String {
    let anchor = Page.anchor(text.plainText, after: headings.map(\.anchor))
    headings.append(Heading(level: level, text: HTMLProse.inline(text), anchor: anchor))
    let link = "<a class=\"anchor\" href=\"#\(anchor)\" aria-label=\"Link to this section\">#</a>"
    return "<h\(level) id=\"\(anchor)\">\(HTMLProse.inline(text)) \(link)</h\(level)>"
  }

  private mutating func item(_ blocks: [Markup], isLoose: Bool) -> String {
    if !isLoose, case .paragraph(let text)? = blocks.first {
      let rest = Array(blocks.dropFirst())
      return HTMLProse.inline(text) + (rest.isEmpty ? "" : "\n" + self.blocks(rest))
    }
    return self.blocks(blocks)
  }

  /// A quotation that holds nothing but a formula is that formula, set on a line of its own.
  private mutating func quotation(_ blocks: [Markup]) -> String {
    if case .paragraph(let text)? = blocks.first, blocks.count == 1, case let inlines = Inline.parse(text),
      inlines.count == 1, case .formula(let formula) = inlines[0]
    {
      return MathML.math(Formula.parse(formula), text: formula, isBlock: true)
    }
    return "<blockquote>\n\(self.blocks(blocks))\n</blockquote>"
  }

  /// Code that fits into the line of a phone is not broken.
  private static func inline(_ inlines: [Inline], after first: Character = " ") -> String {
    let before = [first] + inlines.dropLast().map { $0.plainText.last ?? " " }
    return zip(inlines, before).map { inline, before in
      switch inline {
      case .text(let text): HTML.escaped(Quotes.curled(text, after: before))
      case .code(let code): "<code\(code.count <= 24 ? " class=\"whole\"" : "")>\(HTML.escaped(code))</code>"
      case .formula(let formula): MathML.math(Formula.parse(formula), text: formula)
      case .emphasis(let inner): "<em>\(self.inline(inner, after: before))</em>"
      case .strong(let inner): "<strong>\(self.inline(inner, after: before))</strong>"
      case .link(let inner, let target):
        "<a href=\"\(HTML.escaped(page(target)))\">\(self.inline(inner, after: before))</a>"
      }
    }.joined()
  }

  /// Where a link leads from a page in the browser: a lesson's folder means its page.
  private static func page(_ target: String) -> String {
    target.hasPrefix("../lesson-") && target.hasSuffix("/") ? target + "index.html" : target
  }
}

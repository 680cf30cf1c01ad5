import Foundation

@testable import Pages

/// Parsed Markdown as `cmark --to xml` writes it, without the space between tags and without what the parser leaves out:
/// the titles of links, and how lines break.
enum CommonMarkXML {
  static func blocks(_ blocks: [Markup]) -> String { blocks.map(block).joined() }

  /// What `cmark` wrote, in the same form.
  static func reduced(_ xml: String) -> String {
    [
      ("<(softbreak|linebreak) />", "<text> </text>"), (" (xml:space|title|delim)=\"[^\"]*\"", ""), (">\n *<", "><"),
      ("</text><text>", ""),
    ].reduce(xml) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression) }
  }

  private static func block(_ block: Markup) -> String {
    switch block {
    case .heading(let level, let text): "<heading level=\"\(level)\"" + rest(inlines(text), of: "heading")
    case .paragraph(let text): "<paragraph" + rest(inlines(text), of: "paragraph")
    case .quotation(let blocks): "<block_quote" + rest(self.blocks(blocks), of: "block_quote")
    case .list(let start, let isLoose, let items):
      "<list type=\"\(start == nil ? "bullet" : "ordered")\"" + (start.map { " start=\"\($0)\"" } ?? "")
        + " tight=\"\(!isLoose)\"" + rest(items.map { "<item" + rest(blocks($0), of: "item") }.joined(), of: "list")
    case .code(let language, let text):
      "<code_block\(language.isEmpty ? "" : " info=\"\(HTML.escaped(language))\"")>"
        + (text.isEmpty ? "" : HTML.escaped(text) + "\n") + "</code_block>"
    case .rule: "<thematic_break />"
    case .table, .callout, .folded: "<none />"
    }
  }

  private static func inlines(_ text: Prose) -> String { inlines(Inline.parse(text)) }

  private static func inlines(_ inlines: [Inline]) -> String { inlines.map(inline).joined() }

  private static func inline(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): "<text>\(HTML.escaped(text))</text>"
    case .code(let text): "<code>\(HTML.escaped(text))</code>"
    case .emphasis(let inner): "<emph" + rest(inlines(inner), of: "emph")
    case .strong(let inner): "<strong" + rest(inlines(inner), of: "strong")
    case .link(let inner, let target):
      "<link destination=\"\(HTML.escaped(target))\"" + rest(inlines(inner), of: "link")
    case .formula: "<none />"
    }
  }

  private static func rest(_ content: String, of tag: String) -> String {
    content.isEmpty ? " />" : ">\(content)</\(tag)>"
  }
}

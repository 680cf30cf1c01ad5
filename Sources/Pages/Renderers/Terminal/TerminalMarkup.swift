import System

/// Markdown prose as lines of a terminal.
package struct TerminalMarkup {
  let width: Int

  /// Prose set in so many columns.
  package init(width: Int) { self.width = width }

  /// The lines of some blocks, an empty one between each two.
  package func lines(_ blocks: [Markup]) -> [[Span]] {
    var lines: [[Span]] = []
    for block in blocks {
      if !lines.isEmpty { lines.append([]) }
      lines += self.lines(block)
    }
    return lines
  }

  private func lines(_ block: Markup) -> [[Span]] {
    switch block {
    case .heading(let level, let text): return heading(level, text)
    case .paragraph(let text): return Wrapping.words(spans(text), width: width)
    case .list(let start, let isLoose, let items): return list(start, isLoose, items)
    case .quotation(let blocks):
      return indented(blocks, by: 2, first: [Span(text: "▏ ", style: .quiet)], style: .emphasis, everyLine: true)
    case .table(let header, let alignments, let rows):
      return TableLayout(
        header: header.map { spans($0) }, rows: rows.map { $0.map { spans($0) } }, alignments: alignments
      )
      .lines(width: width)
    case .code(let language, let text):
      let code = language == "swift" ? SyntaxColor.lines(text) : plainLines(text)
      return code.map { [Span(text: "  ")] + $0 }
    case .rule: return [[Span(text: String(repeating: "─", count: width), style: .quiet)]]
    case .callout(let callout, let blocks): return labelled(callout.rawValue, .strong, blocks, .plain)
    case .folded(let summary, let blocks): return labelled(summary, .quiet, blocks, .quiet)
    }
  }

  private func plainLines(_ text: String) -> [[Span]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { [Span(text: String($0))] }
  }

  private func heading(_ level: Int, _ text: Prose) -> [[Span]] {
    let style: Style = level == 1 ? .title : .heading
    let lines = Wrapping.words(spans(text, style), width: width)
    guard level <= 2 else { return lines }
    let rule = String(repeating: level == 1 ? "━" : "─", count: lines.map(\.width).max() ?? 0)
    return lines + [[Span(text: rule, style: level == 1 ? .title : .quiet)]]
  }

  private func list(_ start: Int?, _ isLoose: Bool, _ items: [[Markup]]) -> [[Span]] {
    items.enumerated().flatMap { index, blocks in
      let mark = start.map { "\($0 + index). " } ?? "• "
      let lines = indented(blocks, by: mark.count, first: [Span(text: mark, style: .quiet)], tight: !isLoose)
      return isLoose && index > 0 ? [[]] + lines : lines
    }
  }

  private func labelled(_ label: String, _ labelStyle: Style, _ blocks: [Markup], _ style: Style) -> [[Span]] {
    indented(blocks, by: 10, first: [Span(text: label.padded(to: 10), style: labelStyle)], style: style)
  }

  /// Blocks set to the right of a mark, which stands on the first line or on every one.
  private func indented(
    _ blocks: [Markup], by indentation: Int, first: [Span], style: Style = .plain, everyLine: Bool = false,
    tight: Bool = false
  ) -> [[Span]] {
    let inner = TerminalMarkup(width: max(8, width - indentation))
    let lines = tight ? blocks.flatMap { inner.lines($0) } : inner.lines(blocks)
    let space = [Span(text: String(repeating: " ", count: indentation))]
    return lines.enumerated().map { index, line in
      let body = line.map { Span(text: $0.text, style: $0.style.combined(with: style)) }
      if index == 0 || everyLine { return first + body }
      return body.isEmpty ? [] : space + body
    }
  }

  private func spans(_ text: Prose, _ style: Style = .plain) -> [Span] {
    Inline.parse(text).flatMap { spans($0, style) }
  }

  private func spans(_ inline: Inline, _ style: Style) -> [Span] {
    switch inline {
    case .text(let text), .formula(let text): return [Span(text: text, style: style)]
    case .code(let text): return [Span(text: text, style: style.combined(with: .code))]
    case .emphasis(let inner): return inner.flatMap { spans($0, style.combined(with: .emphasis)) }
    case .strong(let inner): return inner.flatMap { spans($0, style.combined(with: .strong)) }
    case .link(let inner, let target):
      let label = inner.flatMap { spans($0, style.combined(with: .link)) }
      let isAddress = target.hasPrefix("http") && inner != [.text(target)]
      return label + (isAddress ? [Span(text: " (\(target))", style: .quiet)] : [])
    }
  }
}

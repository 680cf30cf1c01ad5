import System

/// A page's elements as text for a terminal, or for a pipe.
package struct TerminalRenderer: Sendable {
  /// Columns to write in.
  let width: Int
  /// Columns of the window, which may be fewer: into them goes what is written over.
  private let columns: Int
  let colored: Bool
  /// The folder that the figures are in, as the reader would type it.
  package let folder: OutsideText
  /// What shows a figure beneath its path; the text is empty where figures are not shown.
  let pictures: @Sendable (Page.Picture) -> String

  /// A renderer of texts of so many columns, for a window of as many unless told.
  package init(
    width: Int, columns: Int? = nil, colored: Bool, folder: OutsideText,
    pictures: @escaping @Sendable (Page.Picture) -> String = { _ in "" }
  ) {
    (self.width, self.colored, self.folder, self.pictures) = (width, colored, folder, pictures)
    self.columns = columns ?? width
  }

  /// The lesson's title and what the reader will be able to do.
  package func opening(_ page: Page) -> String {
    text(
      [[]]
        + TerminalMarkup(width: width).lines([.heading(level: 1, text: "\(page.title)"), .paragraph(page.promise)]))
  }

  /// One element, with an empty line above it unless it carries on lines of output.
  package func element(_ element: Page.Element, after previous: Page.Element?) -> String {
    text((element.carriesOn(previous) ? [] : [[]]) + lines(element)) + shown(element.picture)
  }

  /// What the reader can do at a stop, in one line of its own that is written over.
  package func prompt(_ words: [String]) -> String {
    let line = Wrapping.cut(
      line: [Span(text: words.joined(separator: " · "), style: .quiet)], width: max(2, columns - 1), continuation: 0)
    return line[0].painted(colored: colored)
  }

  /// What the reader can do at a question, the last first to be kept, and behind it what has been typed: its end, where the
  /// line is full.
  package func prompt(_ words: [String], typed: OutsideText) -> String {
    var words = words
    func head() -> String { words.joined(separator: " · ") + " › " }
    while words.count > 1, head().terminalWidth > columns - 13 { words.remove(at: words.count - 2) }
    var shown = typed.description
    while head().terminalWidth + shown.terminalWidth > columns - 1, !shown.isEmpty { shown.removeFirst() }
    return [Span(text: head(), style: .quiet), Span(text: shown)].painted(colored: colored)
  }

  /// What is said to an answer that has been typed.
  package func reply(_ reply: Question.Reply) -> String {
    let mark = reply == .right ? Span(text: "✓", style: .right) : Span(text: "✗", style: .wrong)
    let words = Wrapping.words([Span(text: reply.words)], width: width - 2)
    return text(words.beside(mark))
  }

  /// Where the page was written and what comes next.
  package func closing(files: [String], next: String?) -> String {
    var lines: [[Span]] = [[], [Span(text: String(repeating: "─", count: width), style: .quiet)]]
    for (index, file) in files.enumerated() {
      lines.append([
        Span(text: index == 0 ? "Written  " : "         ", style: .quiet), Span(text: file, style: .path),
      ])
    }
    if let next { lines.append([Span(text: "Next     ", style: .quiet), Span(text: "swift run \(next)")]) }
    return text(lines + [[]])
  }

  /// One element as a reader goes through it, in pieces that fit into a window: answers, and between them paragraphs.
  package func pieces(_ element: Page.Element, after previous: Page.Element?) -> [Reading.Piece] {
    var pieces: [Reading.Piece] = []
    var above: [[Span]] = element.carriesOn(previous) ? [] : [[]]
    var isBelowHeading = false
    func add(_ lines: [[Span]]) {
      var parts = paragraphs(above + lines)
      above = [[]]
      // A heading is not the last of a window: it stays with what stands below it.
      if isBelowHeading, case .text(let heading, let height)? = pieces.last,
        case .text(let text, let rows)? = parts.first
      {
        pieces.removeLast()
        parts[0] = .text(heading + text, rows: height + rows)
      }
      pieces += parts
    }
    if let blocks = element.prose {
      for block in blocks {
        let lines = TerminalMarkup(width: width).lines([block])
        if case .folded = block {
          pieces.append(.answer(text([[]] + lines), rows: 1 + lines.count, to: element.question))
        } else {
          add(lines)
        }
        if case .heading = block { isBelowHeading = true } else { isBelowHeading = false }
      }
    } else {
      add(lines(element))
    }
    if let picture = element.picture, case let text = shown(picture), !text.isEmpty {
      pieces.append(.text(text, rows: max(rows(picture), text.count { $0 == "\n" })))
    }
    return pieces
  }

  /// Lines cut before the empty ones among them.
  private func paragraphs(_ lines: [[Span]]) -> [Reading.Piece] {
    var groups: [[[Span]]] = []
    for line in lines {
      if line.trimmed.isEmpty || groups.isEmpty { groups.append([]) }
      groups[groups.count - 1].append(line)
    }
    return groups.map { .text(text($0), rows: $0.count) }
  }

  /// The rows that a terminal gives to a picture: a character is about 8 points wide and 16 high.
  private func rows(_ picture: Page.Picture) -> Int {
    let width = min(picture.width, 8 * (self.width - 4))
    return 2 + picture.height * width / max(1, picture.width) / 16
  }

  private func shown(_ picture: Page.Picture?) -> String {
    guard let text = picture.map(pictures), !text.isEmpty else { return "" }
    return "\n" + text
  }

  private func text(_ lines: [[Span]]) -> String { lines.painted(colored: colored) }

  private func lines(_ element: Page.Element) -> [[Span]] {
    switch element {
    case .prose, .question: return TerminalMarkup(width: width).lines(element.prose ?? [])
    case .code(let code): return self.code(code.description)
    case .text(let text): return output(text)
    case .table(let table), .passing(let table): return self.table(table)
    case .figure(let picture): return figure(picture)
    case .widget(_, let text, let picture): return (text.map { output($0) + [[]] } ?? []) + figure(picture)
    }
  }

  private func code(_ code: String) -> [[Span]] {
    SyntaxColor.lines(code).flatMap { line in
      let indentation = line.first.map { $0.text.prefix { $0 == " " }.count } ?? 0
      let hang = min(indentation + 4, width / 2)
      let parts = Wrapping.cut(line: line, width: width - 4, continuation: hang)
      return parts.enumerated().map { index, part -> [Span] in
        let gutter = Span(text: index == 0 ? "  │ " : "  ┊ ", style: .quiet)
        let space = Span(text: index == 0 ? "" : String(repeating: " ", count: hang))
        return [gutter, space] + part
      }
    }
  }

  /// Printed output is set as far in as code is, unless it needs those columns.
  private func output(_ text: OutsideText) -> [[Span]] {
    let lines = text.lines.map { [Span(text: $0.description)] }
    let widest = lines.map(\.width).max() ?? 0
    let indentation = max(0, min(4, width - widest))
    let space = Span(text: String(repeating: " ", count: indentation))
    return lines.flatMap { line in
      Wrapping.cut(line: line, width: width - indentation, continuation: 0).map { [space] + $0 }
    }
  }

  private func table(_ table: Table) -> [[Span]] {
    let layout = TableLayout(
      header: table.columns.map { [Span(text: $0)] }, rows: table.rows.map { $0.map { [Span(text: $0)] } },
      alignments: table.alignments)
    return layout.lines(width: width - 4).map { [Span(text: "    ")] + $0 }
  }

  private func figure(_ picture: Page.Picture) -> [[Span]] {
    let path = "\(folder)/\(picture.file)"
    let caption = TerminalMarkup(width: width - 6).lines([
      .paragraph(picture.caption == "" ? "\(picture.alternative)" : picture.caption)
    ])
    return [[Span(text: "    ▣ ", style: .path), Span(text: path, style: .path)]]
      + caption.map { [Span(text: "      ")] + $0 }
  }
}

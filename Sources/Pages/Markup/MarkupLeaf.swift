import System

/// An open block that holds lines.
struct MarkupLeaf {
  enum Kind: Equatable {
    case paragraph
    case heading(Int)
    case indentedCode
    case fencedCode(Fence)
    case table
  }

  var kind: Kind
  var lines: [MarkupLine]

  init(_ kind: Kind, _ lines: MarkupLine...) {
    self.kind = kind
    self.lines = lines
  }

  var fence: Fence? {
    if case .fencedCode(let fence) = kind { fence } else { nil }
  }

  /// What it is in the end.
  var block: Markup {
    switch kind {
    case .paragraph: .paragraph(Prose(markdown: lines.map(\.trimmed).joined(separator: "\n")))
    case .heading(let level):
      .heading(level: level, text: Prose(markdown: lines.map(\.trimmed).joined(separator: " ")))
    case .indentedCode: .code(language: "", text: code(lines[...(lines.lastIndex { !$0.isBlank } ?? 0)]))
    case .fencedCode(let fence): .code(language: fence.language, text: code(lines[...]))
    case .table: table
    }
  }

  private func code(_ lines: ArraySlice<MarkupLine>) -> String {
    lines.map { String($0) }.joined(separator: "\n")
  }
}

// MARK: Tables

extension MarkupLeaf {
  /// The most columns of a table, which bounds how much short rows are filled up.
  private static let widest = 64

  /// Whether a line such as `| :-- | --: |` makes a table of a paragraph of one line.
  func isTable(ruledBy line: MarkupLine) -> Bool {
    guard kind == .paragraph, lines.count == 1, lines[0].contains("|"), line.contains("|"),
      let columns = MarkupLeaf.alignments(line)?.count
    else { return false }
    return columns <= MarkupLeaf.widest && columns == MarkupLeaf.cells(lines[0]).count
  }

  private var table: Markup {
    let header = MarkupLeaf.cells(lines[0])
    let rows = lines.dropFirst(2).map { line in
      let row = MarkupLeaf.cells(line).prefix(header.count)
      return Array(row) + Array(repeating: "", count: header.count - row.count)
    }
    return .table(header: header, alignments: MarkupLeaf.alignments(lines[1]) ?? [], rows: rows)
  }

  private static func alignments(_ line: MarkupLine) -> [Markup.Alignment]? {
    var alignments: [Markup.Alignment] = []
    for cell in cells(line).map(\.markdown) {
      guard cell.contains("-"), cell.allSatisfy({ $0 == "-" || $0 == ":" }) else { return nil }
      let (left, right) = (cell.hasPrefix(":"), cell.hasSuffix(":"))
      alignments.append(left && right ? .center : right ? .right : .left)
    }
    return alignments
  }

  /// The cells of a table's line; `\|` is a bar within a cell.
  private static func cells(_ line: MarkupLine) -> [Prose] {
    var cells = [String.UnicodeScalarView()]
    var isEscaped = false
    for scalar in line.trimmed.unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append(String.UnicodeScalarView())
      } else {
        if scalar == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    if cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells.map { Prose(markdown: String($0).trimmed) }
  }
}

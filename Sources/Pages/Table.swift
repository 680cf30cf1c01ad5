import System

/// Rows of text under column titles, as a lesson shows them. Columns that hold only numbers are set flush right.
public struct Table: Equatable, Sendable {
  /// The titles of the columns.
  public let columns: [String]
  /// The cells, row by row; each row has as many as there are columns.
  public let rows: [[String]]

  /// A table of text. Stops if a row has more or fewer cells than there are columns.
  public init(columns: [String], rows: [[String]]) {
    for (index, row) in rows.enumerated() where row.count != columns.count {
      stop("Table: row \(index) has \(row.count) cells and the table \(columns.count) columns; they must be equal")
    }
    self.columns = columns.map { OutsideText($0).description }
    self.rows = rows.map { $0.map { OutsideText($0).description } }
  }

  /// A table of values, each as it prints.
  public init(columns: [String], rows: [[any CustomStringConvertible]]) {
    self.init(columns: columns, rows: rows.map { $0.map(\.description) })
  }

  var alignments: [Markup.Alignment] {
    columns.indices.map { column in
      rows.allSatisfy { Table.isNumber($0[column]) } && !rows.isEmpty ? .right : .left
    }
  }

  /// Whether a cell reads as a number, with its unit if it has one: `61,706`, `−0.25`, `12.5 %`, `3.2 ms`, `4×`.
  private static func isNumber(_ cell: String) -> Bool {
    let signless = cell.drop { "+-−±×≈<>~ ".contains($0) }
    guard let first = signless.first else { return ["", "–", "—", "-"].contains(cell) }
    return first.isNumber && signless.split(separator: " ").count <= 2
      && signless.prefix { $0 != " " }.allSatisfy { $0.isNumber || ".,:%×xe+-−²³".contains($0) }
  }
}

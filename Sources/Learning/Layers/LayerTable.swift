extension Sequential: CustomStringConvertible {
  /// One row of a network's table.
  public struct Row: Equatable, Sendable {
    /// The layer's name, such as `0`, and what it is, such as `Conv2d(6, kernel: 5×5)`.
    public let name, layer: String
    /// What comes out for one example.
    public let outputShape: [Int]
    /// How many numbers it learns.
    public let parameters: Int
    /// How many products are added up for one example.
    public let multiplyAdds: Int
  }

  /// The network's table, a row for each layer.
  public var rows: [Row] {
    layers.indices.map { index in
      let layer = layers[index].layer
      return Row(
        name: layers[index].name, layer: layer.description, outputShape: outputShapes[index],
        parameters: layer.parameters.reduce(0) { $0 + $1.value.count },
        multiplyAdds: layer.multiplyAdds(for: index == 0 ? inputShape : outputShapes[index - 1]))
    }
  }

  /// The titles of the table's columns.
  public static let tableColumns = ["", "layer", "output shape", "parameters", "multiply-adds"]

  /// The table as text: the input, a row for each layer, and the totals.
  public var tableRows: [[String]] {
    [["", "input", written(inputShape), "", ""]]
      + rows.map {
        [$0.name, $0.layer, written($0.outputShape), grouped($0.parameters), grouped($0.multiplyAdds)]
      } + [["", "total", "", grouped(parameterCount), grouped(multiplyAdds)]]
  }

  /// The table in columns, numbers aligned on the right.
  public var description: String {
    let cells = [Sequential.tableColumns] + tableRows
    let widths = (0..<5).map { column in cells.map { $0[column].count }.max() ?? 0 }
    let lines = cells.map { row in
      let texts = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column < 3 ? text + space : space + text
      }
      return texts.joined(separator: "  ")
    }
    return lines.joined(separator: "\n")
  }

  private func written(_ shape: [Int]) -> String { "(" + shape.map(String.init).joined(separator: ", ") + ")" }

  /// Thousands set apart by commas; nothing for 0.
  private func grouped(_ number: Int) -> String {
    if number == 0 { return "" }
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0 && place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}

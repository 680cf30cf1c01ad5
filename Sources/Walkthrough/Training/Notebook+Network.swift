import Learning

extension Notebook {
  /// Shows a network as a table: its layers, what each gives for one example, how many numbers it learns and how many
  /// products it adds up.
  public func show(_ network: Sequential, file: String = #filePath, line: Int = #line) {
    show(Table(network), file: file, line: line)
  }
}

extension Table {
  init(_ network: Sequential) {
    let rows = network.rows
    let input = ["", "input", Table.written(network.inputShape), "", ""]
    let total = [
      "", "total", "", Table.grouped(network.parameterCount), Table.grouped(rows.reduce(0) { $0 + $1.multiplyAdds }),
    ]
    self.init(
      columns: ["", "layer", "output shape", "parameters", "products"],
      rows: [input]
        + rows.map {
          [
            $0.name, $0.layer, Table.written($0.outputShape), Table.grouped($0.parameters),
            Table.grouped($0.multiplyAdds),
          ]
        } + [total])
  }

  private static func written(_ shape: [Int]) -> String { "(" + shape.map(String.init).joined(separator: ", ") + ")" }

  /// Thousands set apart by commas; nothing for 0.
  static func grouped(_ number: Int) -> String {
    guard number > 0 else { return "" }
    let digits = Array(String(number))
    return digits.indices.map { index in
      (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
    }.joined()
  }
}

import System
import TensorCore

/// A layer made of others that its table lists after it.
protocol Container: Layer {
  /// What it is, in one line.
  var title: String { get }
  /// What each of the layers inside takes, where the whole takes `input`.
  func inputs(for input: [Int]) -> [[Int]]
}

extension Layer {
  /// The layer in one line.
  var title: String { (self as? any Container)?.title ?? description }
}

extension Sequential: Container {
  var title: String { "Sequential" }

  func inputs(for input: [Int]) -> [[Int]] { [input] + outputShapes }
}

extension Sequential: CustomStringConvertible {
  /// One row of a network's table.
  public struct TableRow: Equatable, Sendable {
    /// The layer's name, such as `0`, or `3.0` inside layer 3, and what it is, such as `Conv2d(6, kernel: 5)`.
    public let name, layer: String
    /// What comes out for one example.
    public let outputShape: [Int]
    /// How many numbers it learns, apart from the layers inside it, which have rows of their own.
    public let parameters: Int
    /// How many products are added up for one example, those of the layers inside it again apart.
    public let multiplyAdds: Int
  }

  /// The network's table, a row for each layer; behind a `Sequential`, `Residual` or `Branches`, a row for each layer inside.
  /// Shapes are empty and numbers 0 as long as the network does not know what it takes.
  public var rows: [TableRow] { Sequential.rows(of: self, taking: isSized ? inputShape : nil, path: "") }

  private static func rows(of container: any Container, taking input: [Int]?, path: String) -> [TableRow] {
    let inputs = input.map { container.inputs(for: $0).map(Optional.some) } ?? container.layers.map { _ in nil }
    return zip(container.layers, inputs).flatMap { named, input -> [TableRow] in
      let (name, layer, inner) = (path + named.name, named.layer, named.layer as? any Container)
      let counted = inner == nil ? input : nil
      let row = TableRow(
        name: name, layer: layer.title, outputShape: input.flatMap { try? layer.outputShape(for: $0) } ?? [],
        parameters: counted == nil ? 0 : layer.parameters.reduce(0) { $0 + $1.value.count },
        multiplyAdds: counted.map(layer.multiplyAdds) ?? 0)
      return [row] + (inner.map { rows(of: $0, taking: input, path: name + ".") } ?? [])
    }
  }

  /// The titles of the table's columns.
  public static let tableColumns = ["", "layer", "output shape", "parameters", "multiply-adds"]

  /// The table as text: the input, a row for each layer, and the totals. Of a network that does not know what it takes, the
  /// layers alone.
  public var tableRows: [[String]] {
    if !isSized { return rows.map { [$0.name, $0.layer, "", "", ""] } }
    return [["", "input", written(inputShape), "", ""]]
      + rows.map {
        [$0.name, $0.layer, written($0.outputShape), written($0.parameters), written($0.multiplyAdds)]
      } + [["", "total", "", written(parameterCount), written(multiplyAdds)]]
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

  /// Nothing for 0.
  private func written(_ number: Int) -> String { number == 0 ? "" : grouped(number) }
}

import Learning
import System

/// A step by which a page computes a network: one of its layers, or what joins layers that stand side by side.
struct ShownStep {
  /// The name and title of the layer, the shape of its result and its counts, as in the network's table.
  let row: Sequential.TableRow
  /// The layer itself, which joins others unless it computes by itself.
  let layer: any Layer
  let shown: ShownLayer
  /// The steps that it reads; −1 is the network's input.
  let sources: [Int]
  /// What it makes of what it reads.
  let result: ([Variable]) -> Variable

  /// The steps of a network in order, layers inside others each by itself. Throws a line that names the layer if the page
  /// cannot compute one.
  static func steps(of network: Sequential) throws -> [ShownStep] {
    var steps = Steps(network)
    _ = try steps.add(network.layers, within: "", from: -1)
    return steps.found
  }

  /// What each of some steps makes of a batch.
  static func values(of steps: [ShownStep], for input: Variable) -> [Variable] {
    steps.reduce(into: []) { values, step in
      values.append(step.result(step.sources.map { $0 < 0 ? input : values[$0] }))
    }
  }
}

/// The steps found so far, on the way through a network.
private struct Steps {
  var found: [ShownStep] = []
  private let rows: [String: Sequential.TableRow]

  init(_ network: Sequential) {
    rows = Dictionary(network.rows.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Adds layers one after another, and gives the step whose result is theirs.
  mutating func add(_ layers: [NamedLayer], within path: String, from source: Int) throws -> Int {
    try layers.reduce(source) { try add($1.layer, named: path + $1.name, from: $0) }
  }

  private mutating func add(_ layer: any Layer, named name: String, from source: Int) throws -> Int {
    switch layer {
    case let inner as Sequential: return try add(inner.layers, within: name + ".", from: source)
    case let residual as Residual:
      let shortcut = residual.layers.filter { $0.name == "shortcut" }
      let end = try add(residual.layers.filter { $0.name != "shortcut" }, within: name + ".", from: source)
      let added = try add(shortcut, within: name + ".", from: source)
      return add(layer, .sum, named: name, from: [end, added]) { $0[0] + $0[1] }
    case let branches as Branches:
      let ends = try branches.layers.map { try add([$0], within: name + ".", from: source) }
      if branches.joining == .concatenation {
        return add(layer, .concatenation, named: name, from: ends) { .concatenated($0, axis: 1) }
      }
      return add(layer, .sum, named: name, from: ends) { $0.dropFirst().reduce($0[0], +) }
    default: return add(layer, try ShownLayer(layer, named: name), named: name, from: [source]) { layer($0[0]) }
    }
  }

  private mutating func add(
    _ layer: any Layer, _ shown: ShownLayer, named name: String, from sources: [Int],
    _ result: @escaping ([Variable]) -> Variable
  ) -> Int {
    guard let row = rows[name] else { stop("ShownStep: no layer \(name) in the network's table") }
    found.append(ShownStep(row: row, layer: layer, shown: shown, sources: sources, result: result))
    return found.count - 1
  }
}

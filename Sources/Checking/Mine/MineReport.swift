import Drawing
import Figures
import Pages
import TensorCore

/// Where the learner's functions part from the library's, in words and drawn.
package struct MineReport {
  let rows: [MineRun.Row]
  /// How many layers the network has.
  let layers: Int

  /// What is done.
  package static let opening: Prose = """
    ## Your own functions in the network

    One image goes through the lesson's network twice, by the library's functions and by yours, from layer to layer.
    The weights are the same, as they are before any training.
    """

  /// Nil if they part nowhere.
  package var parting: MineRun.Row? { rows.first { $0.finding != nil } }

  package var table: Table {
    var hasParted = false
    return Table(
      columns: ["layer", "by", "shape", "difference", ""],
      rows: rows.map { row in
        defer { hasParted = hasParted || row.finding != nil }
        let shape = row.expected.shape.map(String.init).joined(separator: "×")
        let verdict = row.finding == nil ? "✓" : hasParted ? "✗" : "✗ here"
        return [
          row.layer, row.function.map { "you, \($0.exercise)" } ?? "library", shape, difference(row), verdict,
        ]
      })
  }

  private func difference(_ row: MineRun.Row) -> String {
    guard let found = row.found else { return "–" }
    guard found.shape == row.expected.shape else { return "shape \(found.shape)" }
    let largest = (found - row.expected).abs().maximum()
    return largest == 0 ? "0" : largest < 0.00001 ? "< 0.00001" : Numerals.text(Double(largest), decimals: 5)
  }

  /// What it comes to.
  package var conclusion: Prose {
    guard let parting, let finding = parting.finding else {
      return "Your functions and the library's give the same, layer by layer."
    }
    let rest = rows.count < layers ? " The \(layers - rows.count) layers after it could not be computed." : ""
    return "**The maps part at layer \(parting.layer):** \(finding).\(rest)"
  }

  /// The maps of the layer where they part; nil if there is nothing to draw.
  package var figure: Figure? {
    guard let parting, let found = parting.found else { return nil }
    return AnswerFigure(expected: parting.expected, yours: found, difference: nil)?.figure
  }
}

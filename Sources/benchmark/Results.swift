import Figures
import Foundation

/// Everything that was measured.
struct Results: Encodable {
  let machine: Machine
  let limits: Limits
  var measurements: [Measurement] = []
  var training: [TrainingSpeed] = []

  /// Draws the ladder and the roofline, as far as they were measured, into a folder.
  func draw(into folder: String) throws {
    let rungs = measurements.filter { $0.section == .ladder }
    let operations = measurements.filter { ![.ladder, .growth].contains($0.section) }
    if !rungs.isEmpty { try Charts.ladder(rungs, limits: limits).written(to: "\(folder)/ladder.png") }
    if !operations.isEmpty {
      try Charts.roofline(operations, limits: limits, machine: machine).written(to: "\(folder)/roofline.png")
    }
  }
}

extension Encodable {
  /// As JSON, the members of each object in alphabetical order.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

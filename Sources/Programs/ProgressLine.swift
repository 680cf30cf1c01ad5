import Pages
import System

/// How far something has come that takes its time, as one line of text.
package protocol ProgressLine {
  /// Whether nothing is left to do.
  var isComplete: Bool { get }
  /// Whether there is something to say where lines cannot be redrawn.
  var isNews: Bool { get }
  /// The line where lines cannot be redrawn.
  var line: String { get }
  /// The line that a terminal redraws in place, never wider than `width`.
  func spans(width: Int) -> [Span]
}

extension ProgressLine {
  /// What stands before every line.
  package static var indentation: String { "    " }

  /// A bar of `length` signs that is full when `done` is `total`.
  package static func bar(length: Int, done: Int, of total: Int) -> [Span] {
    let full = length * done / max(total, 1)
    return [
      Span(text: String(repeating: "━", count: full), style: .path),
      Span(text: String(repeating: "─", count: length - full) + "  ", style: .quiet),
    ]
  }
}

import Pages
import System

/// How an exercise stands.
package enum ExerciseState: String, Sendable {
  case notAttempted = "not attempted"
  case right
  case wrong
  case crashes
  case endless
  /// Attempted, and changed since the last check.
  case unchecked

  /// A sign for it: what is right is green, what is wrong is red.
  package var mark: Span {
    switch self {
    case .right: Span(text: "✓", style: .right)
    case .wrong, .crashes, .endless: Span(text: "✗", style: .wrong)
    case .notAttempted: Span(text: "–", style: .quiet)
    case .unchecked: Span(text: "?", style: .strong)
    }
  }

  /// What it means, in words.
  package var words: String {
    switch self {
    case .notAttempted: "not attempted"
    case .right: "right"
    case .wrong: "wrong"
    case .crashes: "crashes"
    case .endless: "does not end"
    case .unchecked: "changed since the last check"
    }
  }
}

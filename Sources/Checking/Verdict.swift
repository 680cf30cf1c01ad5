import ExerciseFiles
import Pages
import TensorCore

/// What there is to say about an exercise after all its cases.
enum Verdict: Equatable, Sendable {
  case notAttempted
  case right
  /// It gives what is right, but not in the way that the task asks for.
  case anotherWay(AnotherWay)
  case wrong(Diagnosis)
  case crashed(Crash, Diagnosis)
  case timedOut(Diagnosis)
}

/// A way that a task asks not to go.
struct AnotherWay: Equatable, Sendable {
  /// The rest of the sentence "It gives what is right, but …".
  let objection: Prose
  /// The line of the learner's file that goes it; nil if a line is missing.
  let line: Int?
}

/// What is wrong, and in which case. Of an answer that crashed or did not end, the case says where.
struct Diagnosis: Equatable, Sendable {
  /// The position of the first case that is not right.
  let place: Int
  /// How many cases are right.
  let rightCases: Int
  /// What differs, in one or two sentences.
  let finding: Prose
  /// The known mistake that does the same in every case.
  let mistake: Known?
  /// The first element that differs; nil if the shapes do, or if there is no tensor to compare.
  let difference: Difference?

  /// A mistake with a name.
  struct Known: Equatable, Sendable {
    /// The rest of the sentence "It looks as if …".
    let name: Prose
    let explanation: Prose
  }
}

extension Diagnosis.Known {
  /// A mistake as an exercise tells it.
  init(markdown name: String, _ explanation: String) {
    self.init(name: Prose(markdown: name), explanation: Prose(markdown: explanation))
  }

  /// Two mistakes in one answer.
  func and(_ other: Diagnosis.Known) -> Diagnosis.Known {
    Diagnosis.Known(
      name: "\(name), and \(other.name)",
      explanation: explanation == other.explanation ? explanation : "\(explanation) \(other.explanation)")
  }
}

/// The first element of an answer that is not what it should be.
struct Difference: Equatable, Sendable {
  /// The part of the answer it lies in.
  let part: Int
  /// Its indices, one for each axis.
  let place: [Int]
  let expected, found: Float
}

extension ExerciseState {
  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .notAttempted: .notAttempted
      case .right: .right
      case .wrong, .anotherWay: .wrong
      case .crashed: .crashes
      case .timedOut: .endless
      }
  }
}

import ExerciseFiles
import Pages
import TensorCore

/// What there is to say about an exercise after all its cases.
enum Verdict: Equatable, Sendable {
  case notAttempted
  case right
  /// It gives what is right, but through what the task asks to do without.
  case shortCut(ShortCut)
  /// It gives what is right, but not through what the task asks to use.
  case detour(around: String)
  case wrong(Diagnosis)
  case crashed(Crash, Diagnosis)
  case timedOut(Diagnosis)
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
      case .wrong, .shortCut, .detour: .wrong
      case .crashed: .crashes
      case .timedOut: .endless
      }
  }
}

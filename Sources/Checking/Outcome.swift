import System

/// What the learner's function did in one case.
enum Outcome: Equatable, Sendable {
  case answered(Answer)
  case unattempted
  /// It threw an error of its own.
  case threw(OutsideText)
  /// It gave more than can be sent and compared: "a tensor of the shape [60000, 60000]".
  case tooLarge(OutsideText)
  /// It ended the process.
  case crashed(Crash)
  /// It did not come to an end in time. The line of `Exercises.swift` is where it was then, if that is known.
  case timedOut(line: Int?)
}

extension Outcome {
  /// What the function gave; nil if that cannot be compared.
  var answer: Answer? { if case .answered(let answer) = self { answer } else { nil } }

  var isCrash: Bool { if case .crashed = self { true } else { false } }

  var isTimedOut: Bool { if case .timedOut = self { true } else { false } }
}

/// The end of a process that was not meant to end.
struct Crash: Equatable, Sendable {
  /// What the runtime said, such as "Index out of range"; never more than a line.
  let message: OutsideText
  /// The line of `Exercises.swift`, counted from 1, if it is known.
  let line: Int?
}

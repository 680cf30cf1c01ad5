import System

/// A lesson's program, started to run a function of the learner's and to send what comes of it.
struct LearnerProcess: Sendable {
  let program: String
  /// The end of the path of the learner's file: `lesson-04-pooling/Exercises.swift`.
  let file: String

  private static let mostBytesKept = 16_384
  /// More is not waited for: whoever prints so much does not come to an end.
  private static let mostBytesPrinted = 1 << 20
  private static let mostBytesAnswered = 1 << 25

  /// What a process has sent and printed, and what it has come to where it did not send all that it should.
  struct Run {
    let outcomes: [Outcome]
    /// Its standard output.
    let output: String
    /// Its standard error, without what the runtime said of a crash.
    let errors: String
    let end: Outcome
  }

  /// Runs the program with `input` to read, for so many seconds at most. Throws a line if it cannot be started.
  func run(_ arguments: [String], input: [UInt8] = [], within seconds: Double) throws -> Run {
    var child = try ChildProcess(program, arguments, input: input, settings: [CrashReport.setting])
    var output = CappedBytes(limit: LearnerProcess.mostBytesKept)
    var errors = output
    var answers: [UInt8] = []
    let (end, isOverdue) = child.finish(within: seconds) { channel, bytes in
      switch channel {
      case .output: output.append(bytes)
      case .errors: errors.append(bytes)
      case .answers: answers += bytes
      }
      return max(output.omitted, errors.omitted) <= LearnerProcess.mostBytesPrinted
        && answers.count <= LearnerProcess.mostBytesAnswered
    }
    let report = CrashReport(errors.text, file: file)
    let isEndless = isOverdue || end == .exited(ConfinedProcess.overdueStatus) || end.isRequestToReport
    return Run(
      outcomes: LearnerProcess.outcomes(in: answers), output: output.text, errors: report.printed,
      end: isEndless
        ? .timedOut(line: report.line)
        : .crashed(Crash(message: LearnerProcess.message(end, report), line: report.line)))
  }

  /// Why a process has ended that did not send all that it should.
  private static func message(_ end: ChildProcess.End, _ report: CrashReport) -> String {
    if !report.message.isEmpty { return report.message }
    switch end {
    case .exited(let status): return "it ends the whole program, with exit(\(status)), before it gives an answer"
    case .signalled where end.isTrap:
      return "an index out of range, an overflow or a nil; build without -c release to be told which"
    case .signalled: return end.signalName
    }
  }

  /// The whole messages among what a process has sent.
  static func outcomes(in bytes: [UInt8]) -> [Outcome] {
    var reader = ByteReader(bytes)
    var outcomes: [Outcome] = []
    while let length = reader.count(), let message = reader.take(length) {
      var inner = ByteReader(message)
      guard let outcome = Outcome(from: &inner), inner.isAtEnd else { return outcomes }
      outcomes.append(outcome)
    }
    return outcomes
  }
}

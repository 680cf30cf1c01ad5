import System

/// A lesson's program, started to run a function of the learner's and to send what comes of it.
struct LearnerProcess: Sendable {
  let program: String
  /// The end of the path of the learner's file: `lesson-04-pooling/Exercises.swift`.
  let file: String

  /// How much is kept of the beginning of what is printed in a case, and how much of its end.
  private static let mostBytesKept = 16_384

  /// What a process has sent and printed, and what it has come to where it did not send all that it should.
  struct Run {
    let outcomes: [Outcome]
    /// Its standard output, cut where `AnsweringProcess.caseMark` stands, and how many lines each piece had.
    let output: [(text: String, lines: Int)]
    /// Its standard error, without what the runtime said of a crash.
    let errors: String
    let end: Outcome
  }

  /// Runs the program with `input` to read, for so many seconds at most. Throws a line if it cannot be started.
  func run(
    _ arguments: [String], input: [UInt8] = [], settings: [String] = [], within seconds: Double
  ) throws -> Run {
    var child = try ChildProcess(program, arguments, input: input, settings: [CrashReport.setting] + settings)
    var output = PrintedPieces(limit: LearnerProcess.mostBytesKept)
    var errors = CappedBytes(limit: LearnerProcess.mostBytesKept)
    var answers = ReceivedOutcomes()
    let (end, isOverdue) = child.finish(within: seconds) { channel, bytes in
      switch channel {
      case .output: output.append(bytes)
      case .errors: errors.append(bytes)
      case .answers: answers.append(bytes)
      }
    }
    let report = CrashReport(errors.text, file: file)
    let isEndless = isOverdue || end == .exited(ConfinedProcess.overdueStatus) || end.isRequestToReport
    return Run(
      outcomes: answers.outcomes, output: output.texts, errors: report.printed,
      end: isEndless
        ? .timedOut(line: report.line)
        : .crashed(Crash(message: LearnerProcess.message(end, report), line: report.line)))
  }

  /// Why a process has ended that did not send all that it should.
  private static func message(_ end: ChildProcess.End, _ report: CrashReport) -> OutsideText {
    if report.message != "" { return report.message }
    switch end {
    case .exited(let status):
      return OutsideText("it ends the whole program, with exit(\(status)), before it gives an answer")
    case .signalled where end.isTrap:
      return "an index out of range, an overflow or a nil; build without -c release to be told which"
    case .signalled: return OutsideText(end.signalName)
    }
  }
}

import Testing

@testable import System

/// What the runtime says of a crash, as it is read.
@Suite struct CrashReportTests {
  private func report(_ frames: String...) -> CrashReport {
    CrashReport(
      """
      *** Signal 3: Backtracing from 0x55d0 ***

      Thread 0 "lesson" crashed:

      \(frames.enumerated().map { "\($0) [ra] 0x000055d0 \($1) in lesson" }.joined(separator: "\n"))
      """, file: "lesson-04-pooling/Exercises.swift")
  }

  @Test func theInnermostLineOfTheLearnersFileIsTold() {
    let report = report(
      "Tensor.subscript.modify + 12 at /a/Tensor.swift:9", "pooled + 30 at /a/lesson-04-pooling/Exercises.swift:31",
      "answer + 4 at /a/lesson-04-pooling/Exercises.swift:80")
    #expect(report.line == 31)
  }

  @Test(arguments: ["Fatal error", "Precondition failed", "Assertion failed"])
  func whatStopsItselfWithoutAMessageIsToldSo(_ label: String) {
    let report = CrashReport(
      "lesson_04_pooling/Exercises.swift:31: \(label)\n\n*** Signal 4 ***", file: "lesson-04-pooling/Exercises.swift")
    #expect(report.message.description == "it stops itself, and does not say why")
    #expect(report.line == 31)
  }

  @Test func whatTheCompilerHasAddedHasNoLine() {
    let file = "/a/lesson-04-pooling/Exercises.swift"
    #expect(report("merged + 30 at \(file):0", "pooled + 8 at \(file):31").line == 31)
    #expect(report("merged + 30 at \(file):0", "check + 8 at /a/lesson-04-pooling/Checks.swift:7").line == nil)
  }
}

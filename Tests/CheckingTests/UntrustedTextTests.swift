import Foundation
import TensorCore
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import Programs
@testable import System

/// What compilers, learners' processes and the disk may hand over.
@Suite struct UntrustedTextTests {
  @Test func anErrorIsOneLineThatCannotSteerTheTerminal() {
    let error = ProgramFailure("a\u{1B}[2J\r\n  b\u{9B}\u{7F}\tc\n\n")
    #expect(OutsideText("\(error)").inOneLine.description == "a\\u{1B}[2J b\\u{009B}\\u{7F} c")
  }

  @Test func aCompilersLineThatCannotBeIsNoError() {
    let text =
      "/a.swift:-9223372036854775808:1: error: a\n/a.swift:1:-9223372036854775808: error: b\n/a:0:1: error: c"
    #expect(CompilerErrors(in: text).entries.isEmpty)
    let far = CompilerErrors(in: "/dev/zero:9223372036854775807:9223372036854775807: error: d")
    #expect(far.text(lesson: "a", root: "/").contains(":9223372036854775807 │ \n"))
  }

  @Test func aCrashReportWithCarriageReturnsIsOneLine() {
    let report = CrashReport("x.swift:3: Fatal error: a\r\nb\r\n", file: "x.swift")
    #expect(report.message == "a b" && report.line == 3)
    #expect(CrashReport("x.swift:3: Fatal error: a\rb\u{1B}[2J", file: "").message.description == #"a\rb\u{1B}[2J"#)
  }

  @Test func aTensorOfThousandsOfAxesIsNoAnswer() {
    func outcomes(axes: Int) -> [Outcome] {
      let answer = Answer(.tensor(Tensor(shape: Array(repeating: 1, count: axes), elements: [2])))
      var (message, whole) = (ByteWriter(), ByteWriter())
      Outcome.answered(answer).write(to: &message)
      whole.write(message.bytes.count)
      message.bytes.forEach { whole.write($0) }
      var received = ReceivedOutcomes()
      received.append(whole.bytes[...])
      return received.outcomes
    }
    #expect(outcomes(axes: 16).count == 1)
    #expect(outcomes(axes: 5000).isEmpty)
  }

  @Test(.timeLimit(.minutes(30))) func whatIsNoFileHasNoText() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    for path in [path, "/dev/zero", "/tmp", path + "/none"] { #expect(Folder.text(of: path) == nil) }
  }

  @Test func linesEndAsUnixEndsThem() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try Data("a\r\nb\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    #expect(Folder.text(of: path) == "a\nb\n")
  }
}

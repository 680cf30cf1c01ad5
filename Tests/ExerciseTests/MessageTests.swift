import TensorCore
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import Programs
@testable import System
@testable import Walkthrough

/// What one process tells another, and what a program leaves behind when it crashes.
@Suite struct MessageTests {
  private func roundTrip(_ outcome: Outcome) -> Outcome? {
    var writer = ByteWriter()
    outcome.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    let read = Outcome(from: &reader)
    #expect(reader.isAtEnd)
    return read
  }

  @Test func outcomesArriveAsTheyWereSent() {
    let tensor = Tensor([[1, -0.0, .infinity], [0x1p-149, .greatestFiniteMagnitude, 0.1]])
    let answers: [Answer] = [
      tensor.answer, 7.answer, [1, -2, .max].answer, ["a", "", "é\n"].answer, Tensor.zeros(0, 3).answer,
      Float(3).answer,
      .parts(["weight": tensor, "count": -4]),
    ]
    for answer in answers { #expect(roundTrip(.answered(answer)) == .answered(answer)) }
    for outcome in [Outcome.unattempted, .threw("no")] { #expect(roundTrip(outcome) == outcome) }
  }

  @Test func everyBitOfAnElementArrives() throws {
    let bits: [UInt32] = [0x7FC0_1234, 0xFFC0_0001, 0x8000_0000, 1]
    let outcome = Outcome.answered(Tensor(bits.map { Float(bitPattern: $0) }).answer)
    guard case .answered(let answer) = roundTrip(outcome), case .tensor(let tensor) = answer.parts[0].value else {
      Issue.record("no tensor")
      return
    }
    #expect(tensor.elements.map(\.bitPattern) == bits)
  }

  @Test func bytesThatMeanNothingGiveNothing() {
    var writer = ByteWriter()
    Outcome.answered(.parts(["a": Tensor.ones(2, 3), "b": [1, 2]])).write(to: &writer)
    for count in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes.prefix(count))
      #expect(Outcome(from: &reader) == nil, "\(count) bytes")
    }
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      var bytes = writer.bytes
      for _ in 0..<3 { bytes[generator.integer(in: 0..<bytes.count)] = UInt8(generator.integer(in: 0..<256)) }
      var reader = ByteReader(bytes)
      _ = Outcome(from: &reader)
    }
  }

  @Test func aLongOutputKeepsItsBeginningAndItsEnd() {
    var bytes = CappedBytes(limit: 10)
    for number in 0..<1000 { bytes.append(Array("\(number) ".utf8)[...]) }
    #expect(bytes.text.hasPrefix("0 1 2 3 4 ") && bytes.text.hasSuffix(" 998 999 ") && bytes.text.count < 50)
  }

  @Test func aReportIsReadWithItsLine() {
    let report = CrashReport(
      """
      my own words
      Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

      *** Signal 4: Backtracing from 0x7fd0e156df7f... done ***

      *** Program crashed: Illegal instruction at 0x00007fd0e156df7f ***

      Thread 0 "t" crashed:

        2 [ra] 0x00007fd0e1b9d226 specialized Array.subscript.getter + 85 in libswiftSwiftOnoneSupport.so
        3 [ra] 0x0000555675822eda static Exercises.index(_:) + 505 in t at /a b/lesson-04-pooling/Exercises.swift:6:19
        4 [ra] 0x0000555675822652 main + 273 in t at /a b/lesson-04-pooling/Checks.swift:2:35
      """, file: "lesson-04-pooling/Exercises.swift")
    #expect(report.message == "Index out of range" && report.line == 6 && report.printed == "my own words")
  }

  @Test func withoutABacktraceTheMessageAloneIsRead() {
    let report = CrashReport(
      "lesson_04_pooling/Exercises.swift:17: Fatal error: Unexpectedly found nil",
      file: "lesson-04-pooling/Exercises.swift")
    #expect(report.message == "Unexpectedly found nil" && report.line == 17)
    #expect(CrashReport("", file: "Exercises.swift").message == "")
  }

  @Test func theLearnersOwnErrorsComeFirst() {
    let output = """
      [1/9] Compiling
      /p/Lessons/lesson-04-pooling/Checks.swift:3:1: error: another
      \u{1B}[1m/p/Lessons/lesson-04-pooling/Exercises.swift:20:11: \u{1B}[1;31merror:\u{1B}[0;0m cannot find 'Unatempted' in scope
      /p/Lessons/lesson-04-pooling/Exercises.swift:20:11: error: cannot find 'Unatempted' in scope
      /p/Lessons/lesson-04-pooling/Exercises.swift:2:1: warning: never used
      error: fatalError
      """
    let text = CompilerErrors(in: output).text(lesson: "lesson-04-pooling", root: "/p")
    #expect(text.contains("Exercises.swift:20") && text.contains("cannot find 'Unatempted' in scope"))
    #expect(!text.contains("another") && !text.contains("warning") && CompilerErrors(in: output).entries.count == 2)
    #expect(CompilerErrors(in: "ld: no\n").text(lesson: "a", root: "/p") == "a cannot be built:\n    ld: no\n")
  }
}

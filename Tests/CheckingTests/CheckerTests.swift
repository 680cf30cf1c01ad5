import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Checking
@testable import Misbehaving
@testable import System

/// Whatever a learner's program does is a verdict, and never the checker's end.
@Suite struct CheckerTests {
  private static let source =
    (try? String(
      contentsOf: TestedPackage.root.appending(path: "Tests/Misbehaving/Exercises.swift"), encoding: .utf8))?
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []

  private func checked(_ function: String, seconds: Double = 60) throws -> CheckedExercise {
    let exercise = try #require(Misbehaving.exercises.first { $0.number == "99.\(function)" })
    let process = LearnerProcess(
      program: TestedPackage.products.appending(path: "Misbehaving").path, file: "Misbehaving/Exercises.swift")
    let checker = Checker(process: process, mostSeconds: seconds)
    let attempt = try #require(try checker.attempts([exercise]).first)
    #expect(attempt.outcomes.count == exercise.caseNames.count)
    return CheckedExercise(exercise, attempt)
  }

  private func expectCrash(_ function: String, _ message: String, line text: String? = nil) throws {
    let checked = try checked(function)
    guard case .crashed(let crash, let diagnosis) = checked.verdict else {
      Issue.record("\(function): \(checked.verdict)")
      return
    }
    #expect(crash.message.description.contains(message), "\(crash)")
    #expect(diagnosis.place == 1 && checked.rightCases == [0, 2], "the other cases ran")
    if let text {
      let line = try #require(crash.line, "the line is not known")
      #expect(CheckerTests.source[line - 1].contains(text), "line \(line)")
    }
  }

  private func expectEndless(_ function: String, seconds: Double = 60, line text: String? = nil) throws {
    var told = ""
    // A moment in which the runtime knows the function alone is rare, and two in a row rarer.
    for _ in 0..<3 {
      let checked = try checked(function, seconds: seconds)
      guard case .timedOut(let diagnosis) = checked.verdict, case .timedOut(let line) = checked.attempt.outcomes[1]
      else {
        Issue.record("\(function): \(checked.verdict)")
        return
      }
      #expect(diagnosis.place == 1 && checked.rightCases == [0])
      guard let text else { return }
      told = line.map { CheckerTests.source[$0 - 1] } ?? "no line"
      if told.contains(text) { return }
    }
    Issue.record("\(function): \(told)")
  }

  @Test func anIndexOutOfRangeIsToldWithItsLine() throws {
    try expectCrash("indexOutOfRange", "Index out of range", line: "doubles[number]")
  }

  @Test func anOverflowIsToldWithItsLine() throws {
    try expectCrash("overflow", "arithmetic overflow", line: "(large + number)")
  }

  @Test func aNilIsToldWithItsLine() throws {
    try expectCrash("unwrapped", "Unexpectedly found nil while unwrapping", line: "names[")
  }

  @Test func theMessageOfATensorIsToldWithItsLine() throws {
    try expectCrash("tensorIndex", "index 7 is outside axis 0 of size 2", line: "Tensor([2, 4])")
  }

  @Test func aMessageOfSeveralLinesBecomesOne() throws { try expectCrash("message", "two is too much") }

  @Test func aFullStackIsToldAsSuch() throws {
    try expectCrash("recursion", "a function calls itself without end", line: "func depth")
  }

  @Test func memoryWithoutEndIsToldAsSuch() throws { try expectCrash("memory", "1 GB of memory") }

  @Test func anEndOfTheProgramIsACrash() throws { try expectCrash("ending", "ends the whole program, with exit(0)") }

  @Test func aProgramThatKillsItsGroupHarmsNobodyElse() throws { try expectCrash("killing", "Killed") }

  @Test func aLoopWithoutEndIsStopped() throws { try expectEndless("endlessLoop", line: "sum") }

  @Test func aLoopWithoutEndInAClosureIsToldWithItsLine() throws { try expectEndless("endlessClosure", line: "left") }

  /// While an element is written, the runtime knows the function but not always the line.
  @Test func aLoopWithoutEndThatWritesElementsIsStopped() throws { try expectEndless("endlessTensor") }

  @Test func printingWithoutEndIsStoppedAndKeptShort() throws {
    let checked = try checked("endlessPrinting")
    guard case .timedOut(let diagnosis) = checked.verdict else {
      Issue.record("\(checked.verdict)")
      return
    }
    #expect(diagnosis.place == 1 && checked.rightCases == [0])
    #expect(checked.printed.count <= 13 && checked.printed.first == "still here 2")
    #expect(checked.attempt.printed.allSatisfy { $0.text.description.utf8.count < 100_000 })
  }

  @Test func whoeverPrintsMuchAndIsRightIsRight() throws {
    let checked = try checked("printingMuch")
    #expect(checked.verdict == .right)
    for (place, printed) in checked.attempt.printed.map(\.text.description).enumerated() {
      #expect(printed.hasPrefix("case \(place + 1), line 1 ") && printed.contains("line 30000 of"))
      #expect(!printed.contains("case \((place + 1) % 3 + 1), "), "what another case printed")
    }
    #expect(checked.printed.count == 13 && checked.printed[6] == "… 89,988 more lines …")
  }

  @Test func aLargeAnswerIsJudged() throws { #expect(try checked("manyNumbers").verdict == .right) }

  @Test func anAnswerThatIsTooLargeIsToldAsSuch() throws {
    let checked = try checked("tooManyNumbers")
    guard case .wrong(let diagnosis) = checked.verdict else {
      Issue.record("\(checked.verdict)")
      return
    }
    #expect(
      diagnosis.finding.plainText == "it gives a tensor of the shape [5, 8000000], which is more than can be compared"
    )
    #expect(checked.rightCases == [0, 2])
  }

  @Test func waitingWithoutEndIsStopped() throws { try expectEndless("sleeping", seconds: 5) }

  @Test func garbageInPlaceOfAnAnswerIsNoAnswer() throws {
    let checked = try checked("garbage")
    guard case .crashed = checked.attempt.outcomes[1] else {
      Issue.record("\(checked.attempt.outcomes)")
      return
    }
    #expect(checked.rightCases.contains(0))
  }

  @Test func anErrorOfTheLearnersIsShown() throws {
    guard case .wrong(let diagnosis) = try checked("throwing").verdict else {
      Issue.record("not told wrong")
      return
    }
    #expect(diagnosis.finding.plainText.contains("I will not") && diagnosis.place == 1)
  }

  @Test func notANumberIsToldAsSuch() throws {
    guard case .wrong(let diagnosis) = try checked("notANumber").verdict else {
      Issue.record("not told wrong")
      return
    }
    #expect(diagnosis.finding.plainText.contains("NaN"))
  }

  @Test func whatIsPrintedIsKeptByCase() throws {
    let checked = try checked("printing")
    #expect(checked.verdict == .right)
    #expect(checked.attempt.printed == ["the number is 1", "the number is 2", "the number is 3"])
  }

  @Test func whoeverClosesWhatItPrintsToAndIsRightIsRight() throws {
    #expect(try checked("closing").verdict == .right)
  }

  @Test func aStubIsNotAttempted() throws { #expect(try checked("unattempted").verdict == .notAttempted) }
}

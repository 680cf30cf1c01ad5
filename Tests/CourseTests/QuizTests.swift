import Foundation
import TestedPackage
import Testing

/// `course quiz`: the questions of a lesson without the lesson.
@Suite(.serialized) struct QuizTests {
  private let lesson = "lesson-04-pooling"

  private func quiz(_ arguments: [String], typing lines: String) throws -> ProgramRun {
    try ProgramRun(
      "course", ["quiz"] + arguments, environment: ["COLUMNS": "80", "TYPED": lines],
      command: #"printf '%s' "$TYPED" | exec "$0" "$@""#, in: TestedPackage.root)
  }

  @Test func questionsComeOneAfterAnotherAndAreCounted() throws {
    try TestedPackage.keepingQuestions(of: lesson) {
      let run = try quiz(["4"], typing: "-2\n0\n\n?\n\u{1B}[2J(8, 16, 7, 7)\n8x16x7x7\n")
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      for text in [
        "1 of 8", "You left the start out", "✓ Right.", "2 of 8", "3 of 8", "of 8 answered right",
      ] {
        #expect(run.output.contains(text), "\(text) in \(run.output)")
      }
      #expect(!run.output.contains("\u{1B}"))
      #expect(run.output.hasSuffix("2 of 8 answered right, 1 at the first try.\n"))
      let overview = try quiz([], typing: "")
      #expect(overview.output.contains("2 of 8") && overview.output.contains("0 of 7"))
    }
  }

  @Test func qEndsIt() throws {
    try TestedPackage.keepingQuestions(of: lesson) {
      let run = try quiz(["4"], typing: "-2\nq\n0\n")
      #expect(!run.output.contains("2 of 8, from"))
      #expect(run.output.hasSuffix("0 of 8 answered right, 0 at the first try.\n"))
    }
  }

  @Test func aLongLineAndTheEndOfTheInputAreNoTrouble() throws {
    try TestedPackage.keepingQuestions(of: lesson) {
      let run = try quiz(["pooling"], typing: String(repeating: "9", count: 100_000) + "\n0")
      #expect(run.status == 0 && run.output.contains("This asks for a number") && run.output.contains("✓ Right."))
    }
    let none = try quiz(["77"], typing: "")
    #expect(none.status == 64 && none.errors.contains("there is no lesson 77"))
  }
}

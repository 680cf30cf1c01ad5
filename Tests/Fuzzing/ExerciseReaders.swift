import Foundation
import TensorCore

@testable import Checking
@testable import ExerciseFiles
@testable import System
@testable import Walkthrough

extension Reader {
  /// What a learner's process sends, through to the report that is printed.
  static let answers = Reader(
    name: "answers",
    seeds: {
      let image = Tensor([[1, 2, 5], [3, -4, 6]])
      let answers: [any Answerable] = [
        image.sum(axes: 1), image, 7, [1, 2, 3], "two\nlines", [image, Tensor(2)] as [Tensor], Size2D(3),
        Answer.parts(["weight": image, "bias": Tensor([.nan, .infinity, 0])]),
      ]
      return (answers.map { [Outcome.answered($0.answer)] } + [[.unattempted], [.threw("no")], solved]).map(sent)
    },
    reading: {
      { bytes in
        let outcomes = received(bytes)
        let again = received(sent(outcomes))
        hold(sent(again) == sent(outcomes), "sent again it is another answer")
        let end = Outcome.crashed(Crash(message: "the end", line: 3))
        let all = outcomes.prefix(2) + Array(repeating: end, count: max(0, 2 - outcomes.count))
        let attempt = Attempt(
          outcomes: Array(all), printed: ["", Printed(String(decoding: bytes.suffix(40), as: UTF8.self))])
        let checked = CheckedExercise(rowSums, attempt)
        let report = CheckReport(texts: [], width: 80, colored: true, source: ["", "let x = 1", "}"])
        _ = report.text(checked, picture: "a.png")
        if let tensors = checked.tensors {
          _ = AnswerFigure(expected: tensors.expected, yours: tensors.yours, difference: tensors.difference)
        }
      }
    })

  private static func sent(_ outcomes: [Outcome]) -> [UInt8] {
    var whole = ByteWriter()
    for outcome in outcomes {
      var message = ByteWriter()
      outcome.write(to: &message)
      whole.write(message.bytes.count)
      message.bytes.forEach { whole.write($0) }
    }
    return whole.bytes
  }

  private static func received(_ bytes: [UInt8]) -> [Outcome] {
    var received = ReceivedOutcomes()
    received.append(bytes[...])
    return received.outcomes
  }

  private static let solved = rowSums.outcomes(by: .solution)

  private static let rowSums = Exercise(
    "9.9", Answers(learner: 1, solution: 2),
    cases: [
      Case("a square matrix", Tensor([[1, 2], [3, 4]])),
      Case("a matrix wider than high", Tensor([[1, 2, 5], [3, -4, 6]])),
    ],
    expected: { $0 * 2 }, answer: { Float($0) * $1 },
    mistakes: [Mistake("nothing is doubled", "Twice.") { $0 }],
    explaining: { _, place in .text("\(place)") })

  /// The record of the last check, in a checkout of its own.
  static let record = Reader(
    name: "record", longest: 512,
    seeds: {
      let results = [
        ExerciseResult("4.1", .wrong, rightCases: 2, cases: 9, mistake: "a", finding: "b"),
        ExerciseResult("4.2", .right),
      ]
      return [
        Array("{\"fingerprint\":\"a1b2\",\"exercises\":[\(results.map { $0.json() }.joined(separator: ","))]}".utf8)
      ]
    },
    reading: {
      let root = FileManager.default.temporaryDirectory.appendingPathComponent("patchwork-record-\(getpid())")
      let folder = root.appendingPathComponent(".build/exercises")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let record = ExerciseRecord(lesson: "lesson-04", root: root.path)
      return { bytes in
        let path = folder.appendingPathComponent("lesson-04.json").path
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        hold(write(file, bytes, bytes.count) == bytes.count, "the record cannot be written")
        close(file)
        let results = record.read(fingerprint: "a1b2")
        record.write(results.sorted { $0.key < $1.key }.map(\.value), "a1b2")
        hold(record.read(fingerprint: "a1b2") == results, "written and read again it is another record")
      }
    })

  /// What a compiler and the runtime print.
  static let compilerErrors = Reader(
    name: "compiler-errors",
    seeds: {
      [
        "\u{1B}[1m/a/lesson-04/Exercises.swift:3:9: error: \u{1B}[0mcannot find 'x' in scope\n  1 | let\nerror: fatalError\n",
        "x/Exercises.swift:12: Fatal error: Index out of range\n*** Signal 4: Backtracing from 0x7 ***\n\n"
          + "0 in f at /a/lesson-04/Exercises.swift:12:3\n2500 in g\n*** Swift runtime failure: overflow ***",
      ].map { Array($0.utf8) }
    },
    reading: {
      { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let errors = CompilerErrors(in: text)
        for entry in errors.entries { hold(entry.path.hasPrefix("/"), "\(entry)") }
        _ = errors.text(lesson: "lesson-04", root: "/a")
        let report = CrashReport(text, file: "lesson-04/Exercises.swift")
        hold(report.message.lines.count == 1, "a message of several lines")
      }
    })
}

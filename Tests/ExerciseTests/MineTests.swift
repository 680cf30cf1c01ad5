import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing
import TrainingLessons

@testable import Checking
@testable import Walkthrough

/// `--mine`: the learner's functions in a network, and where the maps part.
@Suite struct MineTests {
  private let image = Tensor(0..<784).reshaped(1, 28, 28) / 784

  private func right(_ function: LearnerFunction, _ operands: [[Tensor]]) -> [Tensor] {
    operands.map { operands in
      switch function {
      case .convolution:
        convolve2d(
          operands[0], kernel: operands[1], bias: operands[2], padding: Size2D(Int(operands[3].item)),
          algorithm: .loops)
      case .maxPooling:
        maxPool2d(operands[0].unsqueezed(axis: 0), window: Size2D(Int(operands[1].item)), stride: 1).selecting(0)
      }
    }
  }

  private func report(_ call: @escaping (LearnerFunction, [[Tensor]]) throws -> [Tensor]) throws -> MineReport {
    try MineRun(network: OwnNetwork(.modernLeNet(seed: 0)), call: call).report(image)
  }

  @Test func rightFunctionsPartNowhere() throws {
    let report = try report(right)
    #expect(report.parting == nil && report.figure == nil && report.rows.count == 10)
    #expect(report.table.rows.map { $0[1] }.filter { $0 == "you, 3.2" }.count == 2)
    #expect(report.table.rows.map { $0[1] }.filter { $0 == "you, 4.1" }.count == 2)
    #expect(report.table.rows.allSatisfy { $0[4] == "✓" })
  }

  @Test func theFirstLayerThatDiffersIsNamed() throws {
    let report = try report { function, operands in
      function == .maxPooling
        ? right(function, operands.map { [-$0[0], $0[1]] }).map { -$0 } : right(function, operands)
    }
    #expect(report.parting?.layer == "2 MaxPool2d(2)" && report.rows.count == 10)
    #expect(report.table.rows.map { $0[4] }.prefix(4) == ["✓", "✓", "✗ here", "✗"])
    #expect(report.conclusion.plainText.contains("layer 2 MaxPool2d(2)") && report.figure != nil)
  }

  @Test func anotherShapeEndsTheRun() throws {
    let report = try report { function, operands in
      right(function, operands.map { [$0[0], $0[1], $0[2], Tensor(0)] })
    }
    #expect(report.rows.count == 1 && report.parting?.layer.hasPrefix("0 Conv2d(6") == true)
    #expect(report.conclusion.plainText.contains("9 layers after it") && report.figure != nil)
  }

  @Test func aCrashIsSaidAndEndsTheRun() throws {
    let report = try report { function, operands in
      guard function == .convolution else { throw OwnFunctions.Failure(finding: "your answer crashes") }
      return right(function, operands)
    }
    #expect(report.rows.count == 3 && report.rows[2].found == nil && report.figure == nil)
    #expect(report.conclusion.plainText.contains("your answer crashes"))
  }

  /// A checkout in which the answer to exercise 3.2 does not compile; `swift` says so in place of building it.
  @Test func anAnswerThatDoesNotCompileIsShownAsInACheck() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "my patchwork \(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let products = root.appending(path: ".build/debug")
    let program = try TestedPackage.copy("lesson-05-lenet", into: products)
    for part in ["Lessons", "Package.swift"] {
      try FileManager.default.copyItem(
        at: TestedPackage.root.appending(path: part), to: root.appending(path: part))
    }
    for lesson in ["lesson-03-channels", "lesson-04-pooling"] {
      let file = root.appending(path: "Lessons/\(lesson)/Exercises.swift")
      let source = try String(contentsOf: file, encoding: .utf8)
      try source.replacing("throw Unattempted()", with: "return nothing").write(
        to: file, atomically: true, encoding: .utf8)
    }
    let path = root.appending(path: "Lessons/lesson-03-channels/Exercises.swift").path
    let swift = products.appending(path: "swift")
    try """
    #!/bin/sh
    case "$*" in *--show-bin-path*) dirname "$0"; exit;; esac
    echo "\(path):1:1: error: cannot find 'nothing' in scope"
    echo "\(path):2:1: error: missing return"
    exit 1
    """.write(to: swift, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: swift.path)

    let run = try ProgramRun(
      program: program.path, ["--mine"],
      environment: ["PATH": "\(products.path):/usr/bin:/bin", "COLUMNS": "80"], in: root)
    let text = run.output
    #expect(run.status == 1 && run.errors.isEmpty, "\(run.errors)")
    let file = "Lessons/lesson-03-channels/Exercises.swift"
    #expect(text.hasPrefix("\n✗ \(file) does not compile yet:\n\n    Exercises.swift:1 │ "), "\(text)")
    #expect(text.contains("\n    cannot find 'nothing' in scope\n\n    Exercises.swift:2 │ "))
  }

  @Test func aProgramServesItsFunctions() throws {
    var request = ByteWriter()
    for number: Float in [1, 3, 2, 3] { ServingProcess.write([Tensor(number), Tensor(9)], to: &request) }
    let process = LearnerProcess(
      program: TestedPackage.products.appending(path: "Misbehaving").path, file: "Misbehaving/Exercises.swift")
    let run = try process.run(["--serve", "maxPooling"], input: request.bytes, within: 20)
    #expect(run.outcomes == [.answered(Tensor([2, 2]).answer), .answered(Tensor([6, 2]).answer)])
    guard case .crashed(let crash) = run.end else {
      Issue.record("\(run.end)")
      return
    }
    #expect(crash.message == "Index out of range" && crash.line != nil)
    let other = try process.run(["--serve", "convolution"], input: request.bytes, within: 20)
    #expect(other.outcomes == Array(repeating: .unattempted, count: 4))
  }
}

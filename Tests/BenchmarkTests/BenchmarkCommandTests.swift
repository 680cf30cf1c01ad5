import Foundation
import PublishedRecipes
import TestedPackage
import Testing

@testable import Pages
@testable import Programs
@testable import System
@testable import benchmark

@Suite("The benchmark's command line") struct BenchmarkCommandTests {
  private func command(_ arguments: String) throws -> Benchmark {
    try Program.command(Benchmark.self, arguments.split(separator: " ").map(String.init))
  }

  @Test func everyOptionIsRead() throws {
    let command = try command(
      "ladder training --quick --json --output o --threads 3 --rounds 2 --images 640 --data mnist")
    #expect(command.sections == [.ladder, .training] && command.quick && command.json && command.output == "o")
    #expect(command.threads == 3 && command.rounds == 2 && command.images == 640 && command.data.data == .mnist)
    let comparison = try self.command("--pytorch python3 --recipes lenet spatial --markdown")
    #expect(comparison.pytorch == "python3" && comparison.recipes == ["lenet", "spatial"] && comparison.markdown)
  }

  @Test(arguments: [
    "gpu", "--threads 0", "--threads 257", "--rounds 0", "--images 100", "--recipes lenet-5", "--output=",
    "--pytorch=", "--pytorch python3 ladder", "--pytorch python3 matrix peak", "--pytorch python3 --output o",
    "--markdown",
    "--pytorch python3 --markdown --json", "--fast",
  ])
  func whatMakesNoSenseEndsWith64AndOneLine(arguments: String) throws {
    let error = #expect(throws: ProgramFailure.self) { try command(arguments) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func theListNamesEverySection() throws {
    let run = try run(["--list"])
    #expect(run.status == 0 && run.errors.isEmpty)
    for section in Section.allCases { #expect(run.output.contains("\(section.rawValue)  ")) }
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aQuickRunMeasuresEverythingAndPrintsJSON() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try run([
      "--quick", "--json", "--threads", "2", "--rounds", "2", "--images", "128", "--output", folder.path,
    ])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let results = try JSONDecoder().decode(Decoded.self, from: Data(run.output.utf8))
    #expect(results.machine.threads == 2 && !results.machine.processor.isEmpty)
    #expect(results.machine.swift.contains("Swift"))
    #expect(results.limits.peak.allThreads > 1e8 && results.limits.memory.oneThread > 1e7)
    let rungs = results.measurements.filter { $0.section == "ladder" }
    #expect(
      rungs.map(\.algorithm) == [
        "loops", "shiftAndAdd", "unfold", "direct", "loops", "shiftAndAdd", "unfold", "direct",
      ])
    for measurement in results.measurements {
      let seconds = measurement.seconds
      #expect(seconds.smallest > 0 && seconds.smallest <= seconds.lowerQuartile && seconds.count >= 1)
      #expect(seconds.lowerQuartile <= seconds.median && seconds.median <= seconds.upperQuartile)
      #expect(measurement.bytes > 0 && measurement.share > 0)
    }
    // Every multiply-add of 1→6 channels, 5×5, on 28×28, counted as two.
    #expect(rungs.first?.floatingPointOperations == 235_200.0)
    let sections = Section.allCases.filter { $0 != .peak && $0 != .training }
    #expect(Set(results.measurements.map(\.section)) == Set(sections.map(\.rawValue)))
    #expect(Set(results.measurements.map(\.threads)) == [1, 2])
    #expect(results.training.map(\.recipe) == Recipe.timed.map(\.name))
    #expect(results.training.allSatisfy { $0.imagesPerSecond.count == 2 && $0.imagesPerSecond.smallest > 0 })
    for name in ["ladder.png", "roofline.png"] {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
  }

  @Test func aMissingPythonOrPyTorchIsSaidInOneLine() throws {
    for (python, text) in [
      ("/nowhere/python3", "there is no Python '/nowhere/python3'"), ("/bin/false", "/bin/false has no PyTorch"),
    ] {
      let run = try run(["--pytorch", python, "--images", "128"])
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("benchmark: ") && run.errors.contains(text), "\(run.errors)")
      #expect(run.errors.filter { $0 == "\n" }.count == 1)
    }
  }

  /// Runs a program in place of a Python, that says it has PyTorch 2.0, trains 1000 images in a second and needs a
  /// millisecond for any operation.
  private func run(parameters: Int, _ arguments: [String]) throws -> ProgramRun {
    let folder = try TemporaryFolder()
    let script = """
      #!/bin/sh
      if [ "$2" = --versions ]; then echo a warning; echo 2.0 3.9; exit; fi
      case $1 in
        *operations.py) echo 0.001 ;;
        *) echo 1000 \(parameters) ;;
      esac
      """
    try folder.write(script.utf8, to: "script")
    // A program that another test starts meanwhile may keep what is written here open, and what is open is not run.
    let copied = "cp script python && chmod +x python"
    #expect(try ProgramRun(program: "/bin/sh", ["-c", copied], in: folder.url).status == 0)
    let python = folder.url.appending(path: "python").path
    return try run(["--pytorch", python, "--images", "128", "--threads", "1"] + arguments)
  }

  @Test func theComparisonDividesRoundByRound() throws {
    let run = try run(parameters: 101_770, ["--json", "--rounds", "4", "--recipes", "perceptron"])
    #expect(run.status == 0, "\(run.errors)")
    let comparison = try JSONDecoder().decode(DecodedComparison.self, from: Data(run.output.utf8))
    #expect(comparison.pyTorch == "2.0" && comparison.python == "3.9" && comparison.images == 128)
    let row = try #require(comparison.recipes.first)
    #expect(row.name == "perceptron, batches of 64" && row.unit == "images/s" && row.shareOfPeak == nil)
    #expect(row.pyTorch.median == 1000 && row.here.count == 4 && comparison.operations.isEmpty)
    #expect(abs(row.ratio.median - row.here.median / 1000) < 1e-9 && row.ratio.largest == row.here.largest / 1000)
  }

  @Test func operationsAreComparedWithTheirShareOfThePeak() throws {
    let run = try run(parameters: 0, ["matrix", "--json", "--rounds", "2", "--quick"])
    #expect(run.status == 0, "\(run.errors)")
    let comparison = try JSONDecoder().decode(DecodedComparison.self, from: Data(run.output.utf8))
    #expect(comparison.recipes.isEmpty && comparison.images == nil)
    let row = try #require(comparison.operations.first)
    #expect(row.name == "Matrix product (64, 784) · (784, 128)" && row.unit == "GFLOP/s")
    let gigaflop = 2 * 64.0 * 784 * 128 / 1e9
    #expect(abs(row.pyTorch.median - gigaflop / 0.001) < 1e-9)
    #expect(abs(row.ratio.largest - row.here.largest / row.pyTorch.median) < 1e-9)
    // Of two rounds, the smallest and the largest are both, whichever belong together.
    let (share, peak) = (try #require(row.shareOfPeak), try #require(row.peak))
    let expected = row.here.smallest / peak.smallest * row.here.largest / peak.largest
    #expect(peak.smallest > 0 && abs(share.smallest * share.largest / expected - 1) < 1e-9)
  }

  @Test func theComparisonIsTwoTablesInMarkdown() throws {
    let run = try run(
      parameters: 101_770,
      ["pooling", "functions", "training", "--recipes", "perceptron", "--markdown", "--rounds", "1", "--quick"])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let tables = run.output.split(separator: "\n\n").map { $0.split(separator: "\n") }
    #expect(tables.count >= 2)
    #expect(tables[0][0] == "| operation | unit | here | of peak | PyTorch | times as fast |")
    #expect(tables[0].dropFirst(2).allSatisfy { $0.hasSuffix(" |") && $0.contains("| GB/s |") })
    #expect(tables[0].count == 2 + 2 + 5)
    #expect(tables[1][0] == "| recipe | unit | here | of peak | PyTorch | times as fast |")
    let row = tables[1][2]
    #expect(
      row.wholeMatch(of: /\| perceptron, batches of 64 \| images\/s \| [\d,]+ \| – \| 1,000 \| \d+\.\d\d \|/) != nil,
      "\(row)")
    #expect(run.output.contains("1 thread") && run.output.hasSuffix("PyTorch 2.0, Python 3.9.\n"))
  }

  @Test func anotherNetworkInPyTorchIsNotCompared() throws {
    let run = try run(parameters: 5, ["--rounds", "1", "--markdown", "--recipes", "perceptron"])
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors == "benchmark: perceptron has 101770 parameters here and 5 in PyTorch\n")
  }

  private func run(_ arguments: [String]) throws -> ProgramRun { try ProgramRun("benchmark", arguments) }
}

private struct DecodedSpread: Decodable {
  let smallest, lowerQuartile, median, upperQuartile, largest: Double
  let count: Int
}

/// What the JSON of a comparison is promised to hold.
private struct DecodedComparison: Decodable {
  struct Row: Decodable {
    let name, unit: String
    let here, pyTorch, ratio: DecodedSpread
    let peak, shareOfPeak: DecodedSpread?
  }
  let pyTorch, python: String
  let data: String?
  let images: Int?
  let operations, recipes: [Row]
}

/// What the JSON is promised to hold.
private struct Decoded: Decodable {
  struct Machine: Decodable {
    let processor, system, swift: String
    let processors, threads: Int
    let isOptimized: Bool
  }
  struct Limits: Decodable {
    struct Limit: Decodable { let oneThread, allThreads: Double }
    let peak, memory, copying: Limit
  }
  struct Measurement: Decodable {
    let section, name, algorithm: String
    let seconds: DecodedSpread
    let share, bytes: Double
    let threads: Int
    let floatingPointOperations: Double?
  }
  struct Training: Decodable {
    let recipe: String
    let batchSize, images: Int
    let imagesPerSecond: DecodedSpread
  }
  let machine: Machine
  let limits: Limits
  let measurements: [Measurement]
  let training: [Training]
}

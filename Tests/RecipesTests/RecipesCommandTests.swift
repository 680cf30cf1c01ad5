import Foundation
import PublishedRecipes
import Testing

@testable import Walkthrough
@testable import recipes

@Suite("The recipes' command line") struct RecipesCommandTests {
  private func command(_ arguments: String) throws -> RecipesCommand {
    try Program.command(RecipesCommand.self, arguments.split(separator: " ").map(String.init))
  }

  @Test func everyOptionIsRead() throws {
    let command = try command(
      "lenet dropout --seeds 2 --epochs 4 --threads 3 --data mnist --data-directory d --output o.md")
    #expect(command.names == ["lenet", "dropout"] && command.seeds == 2 && command.output == "o.md")
    #expect(command.training.epochs == 4 && command.training.threads == 3)
    #expect(command.images.data == .mnist && command.images.dataDirectory == "d" && !command.list)
  }

  @Test(arguments: [
    "lenet-5", "--seeds 0", "--seeds 101", "--epochs 0", "--threads 0", "--data photos", "--output=", "--colour",
  ])
  func whatMakesNoSenseEndsWith64AndOneLine(arguments: String) throws {
    let error = #expect(throws: LessonFailure.self) { try command(arguments) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aWrongNameIsAnsweredWithTheNames() {
    let error = #expect(throws: LessonFailure.self) { try command("lenet nonsense") }
    #expect(error?.description.hasPrefix("there is no recipe 'nonsense'; the recipes are perceptron, ") == true)
    for recipe in Recipe.all { #expect(error?.description.contains(recipe.name) == true) }
  }

  /// What a run prints and how it ends, without a terminal.
  private func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var products = URL(fileURLWithPath: bundle)
    while products.path.contains(".xctest") { products.deleteLastPathComponent() }
    process.executableURL = products.appending(path: "recipes")
    process.arguments = arguments
    let (output, errors) = (Foundation.Pipe(), Foundation.Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: complained, as: UTF8.self)
    )
  }

  @Test func theListFitsATerminalAndNamesEveryRecipe() throws {
    let run = try run(["--list"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for recipe in Recipe.all { #expect(run.output.contains("    \(recipe.name)  ")) }
  }

  @Test func badNamesDataAndPlacesEndWithOneLine() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    let absent = folder.path
    for (arguments, status, text) in [
      (["nonsense"], Int32(64), "no recipe 'nonsense'"),
      (["lenet", "--data", "mnist", "--data-directory", absent], 1, absent),
      (["lenet", "--output", "\(absent)/report.md"], 1, "cannot write to \(absent)/report.md"),
    ] {
      let run = try run(arguments)
      #expect(run.status == status)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("recipes: ") && run.errors.contains(text), "\(run.errors)")
      #expect(run.errors.filter { $0 == "\n" }.count == 1)
    }
  }
}

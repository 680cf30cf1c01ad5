import Foundation
import PublishedRecipes
import TestedPackage
import Testing

@testable import Programs
@testable import System
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
    let error = #expect(throws: ProgramFailure.self) { try command(arguments) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aWrongNameIsAnsweredWithTheNames() {
    let error = #expect(throws: ProgramFailure.self) { try command("lenet nonsense") }
    #expect(error?.description.hasPrefix("there is no recipe 'nonsense'; the recipes are perceptron, ") == true)
    for recipe in Recipe.all { #expect(error?.description.contains(recipe.name) == true) }
  }

  private func run(_ arguments: [String]) throws -> ProgramRun { try ProgramRun("recipes", arguments) }

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

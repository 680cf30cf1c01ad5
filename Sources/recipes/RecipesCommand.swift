import ArgumentParser
import ChosenData
import Figures
import Learning
import Programs
import PublishedRecipes
import System
import TensorCore
import TrainingReports

/// `swift run -c release recipes`: trains the networks of the course with their published settings.
@main
struct RecipesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipes",
    abstract: "Trains the networks of the course with their published settings, and compares.",
    discussion: "Published figures belong to --data mnist: 60,000 images to learn from, 10,000 to test with. "
      + "Those of PyTorch belong to --data mnist too, and to fashion with --data fashion-mnist.")

  @Argument(help: ArgumentHelp("Recipes to train, all of them unless told; --list names them.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "List the recipes with their settings, and train nothing.")
  var list = false

  @Option(
    help: ArgumentHelp("How many seeds to train each recipe with, 1 to 100: 0, 1, 2 ….", valueName: "count"),
    transform: wholeNumber(1...100))
  var seeds = 3

  @OptionGroup var training: TrainingOptions

  @OptionGroup var images: DataOptions

  @Option(help: ArgumentHelp("A file to write the tables to, as Markdown.", valueName: "file"))
  var output: String?

  func validate() throws {
    let known = Recipe.all.map(\.name)
    if let name = names.first(where: { !known.contains($0) }) {
      throw ValidationError("there is no recipe '\(name)'; the recipes are \(known.joined(separator: ", "))")
    }
    if output == "" { throw ValidationError("--output needs a path, and got an empty one") }
  }

  static func main() {
    Program.run("recipes") { try Program.command(Self.self, CommandLine.arguments.dropFirst()).train() }
  }

  private func train() throws {
    let recipes = Recipe.named(names)
    if list { return Terminal.print(Recipe.settings(of: recipes).text + "\n\(Recipe.settingsNote)\n") }
    if let threads = training.threads { Threads.count = threads }
    let display = ProgressDisplay(isRedrawn: Terminal.isRedrawn, width: { Terminal.columns }, print: Terminal.print)
    defer { display.close() }
    let learned = try images.dataset(.training, drawn: 60_000, seed: 0, display: display)
    let tested = try images.dataset(.test, drawn: 10_000, seed: 0, display: display)
    let isWhole = learned.count == 60_000 && tested.count == 10_000
    var report = Report(
      images: learned.name, imageCount: learned.count, isMNIST: isWhole && images.data == .mnist,
      isFashionMNIST: isWhole && images.data == .fashionMnist)

    try write(report)
    for recipe in recipes {
      let runs = try (0..<UInt64(seeds)).map { seed in
        try recipe.run(seed: seed, training: learned, test: tested, epochs: training.epochs) {
          display.report(ProgressBar(name: "\(recipe.name) \(seed)", progress: $0), below: 0)
        }
      }
      report.results.append(Report.Result(recipe: recipe, runs: runs))
      try write(report)
    }
    Terminal.print(report.table.text + "\n\(report.note)\n" + report.epochTable.text)
  }

  /// Writes what there is so far: so a place that cannot be written is found at once, and a training that is broken off
  /// leaves what came before.
  private func write(_ report: Report) throws {
    if let output { try WholeFile.write(Array(report.markdown.utf8), to: output) }
  }
}

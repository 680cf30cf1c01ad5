import ArgumentParser
import ChosenData
import Datasets
import Pages
import Programs
import PublishedRecipes
import System
import TensorCore

/// `swift run -c release benchmark`: how fast this machine is at best, and how near to that each operation comes by each
/// algorithm; with `--pytorch`, how fast the recipes learn here and in PyTorch.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times every operation by every algorithm on this machine, and training beside PyTorch.",
    discussion: """
      Every result is first compared with that of the plain loops. Then follow one run that does not count and several \
      that do: times are medians. Where the loops would take too long they do a part, and the factor over them is \
      computed for the whole.
      """)

  @Argument(
    help: ArgumentHelp("What to measure, everything unless told; --list names it.", valueName: "section"),
    transform: Section.init(named:))
  var sections: [Section] = []

  @Flag(help: "List what can be measured, and measure nothing.")
  var list = false

  @Flag(help: "Fewer runs, no large operands: to see that it works.")
  var quick = false

  @Flag(help: "Print everything as JSON.")
  var json = false

  @Option(help: ArgumentHelp("A folder for figures of the ladder and of the roofline.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp("Processor threads to use, 1 to 256; all processors unless told.", valueName: "count"),
    transform: wholeNumber(1...256))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Time operations and train recipes here and in the PyTorch of this Python, in turns, and compare.",
      valueName: "python"))
  var pytorch: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The recipes to train, one for each network unless told.", valueName: "name"))
  var recipes: [String] = []

  @Option(
    help: ArgumentHelp(
      "How often each recipe is trained, and with --pytorch each operation timed, 1 to 100.", valueName: "count"),
    transform: wholeNumber(1...100))
  var rounds: Int = 3

  @Option(
    help: ArgumentHelp("How many images a round of training learns from, 128 to 60000.", valueName: "count"),
    transform: wholeNumber(128...60_000))
  var images: Int?

  @Flag(help: "Print the comparison with PyTorch as a Markdown table.")
  var markdown = false

  @OptionGroup var data: DataOptions

  func validate() throws {
    let known = Recipe.timed.map(\.name)
    if let name = recipes.first(where: { !known.contains($0) }) {
      throw ValidationError("there is no recipe '\(name)'; the recipes are \(known.joined(separator: ", "))")
    }
    if output == "" { throw ValidationError("--output needs a path, and got an empty one") }
    if pytorch == "" { throw ValidationError("--pytorch needs a Python, such as python3, and got an empty name") }
    if pytorch != nil, output != nil || !sections.allSatisfy(Section.inPyTorch.contains) {
      throw ValidationError(
        "--pytorch draws nothing and compares \(Section.inPyTorch.map(\.rawValue).joined(separator: ", "))")
    }
    if markdown, pytorch == nil || json {
      throw ValidationError("--markdown goes with --pytorch, and not with --json")
    }
  }

  static func main() {
    Program.run("benchmark") { try Program.command(Self.self, CommandLine.arguments.dropFirst()).measure() }
  }

  private func measure() throws {
    if list { return Terminal.print(Section.table.text) }
    if let threads { Threads.count = threads }
    if let output { try Folder.make(output) }
    if let pytorch { return try compare(with: PyTorch(python: pytorch)) }

    var results = Results(machine: Machine(), limits: Limits(quick: quick))
    show(
      """
      \(results.machine.text)
      \(results.limits.table.text)
      A time is the median of several runs, with the quartiles beside it. Where loops
      do a part, it is that of the part; all else is of the whole. A multiply-add
      counts as two operations, and shares are of what all threads reach at best.
      Shapes are (images, channels, height, width).

      """)
    for section in Section.allCases where sections.isEmpty || sections.contains(section) {
      try measure(section, into: &results)
    }
    if json { Terminal.print(try results.json + "\n") }
    if let output { try results.draw(into: output) }
  }

  private func measure(_ section: Section, into results: inout Results) throws {
    let budget = quick ? 0.01 : 0.5
    for operation in Operation.all(in: section, quick: quick) {
      let measurements = try operation.measured(budget: budget)
      results.measurements += measurements
      show("\n\(operation.name)\n" + Table.algorithms(measurements, limits: results.limits).text)
    }
    if section == .growth {
      for growth in try Growth.all(budget: budget, quick: quick) {
        results.measurements += growth.rows.map(\.measurement)
        show("\n\(growth.name)\n" + growth.table(limits: results.limits).text)
      }
    }
    if section == .training {
      let images = try trainingImages()
      results.training = try chosenRecipes.map { try $0.trainingSpeed(images, rounds: rounds) }
      show("\nTraining on \(images.count) images (\(images.name))\n" + TrainingSpeed.table(results.training).text)
    }
  }

  /// Prints each row as soon as it is measured; in Markdown that is a table already.
  private func compare(with pyTorch: PyTorch) throws {
    let chosen = Section.inPyTorch.filter { sections.isEmpty && recipes.isEmpty || sections.contains($0) }
    var comparison = Comparison(with: pyTorch)
    func show(_ rows: [Comparison.Row]) {
      if json { return }
      guard markdown, let last = rows.last else { return Terminal.print((rows.last?.text ?? "") + "\n") }
      let lines = [last].table.markdown.split(separator: "\n").dropFirst(rows.count == 1 ? 0 : 2)
      Terminal.print(lines.joined(separator: "\n") + "\n")
    }
    for section in chosen where section != .training {
      for operation in Operation.all(in: section, quick: quick) {
        try comparison.add(operation, pyTorch: pyTorch, rounds: rounds)
        show(comparison.operations)
      }
    }
    if chosen.contains(.training) || !recipes.isEmpty {
      if markdown, !comparison.operations.isEmpty { Terminal.print("\n") }
      let images = try trainingImages(), files = try PyTorch.Images(images)
      for recipe in chosenRecipes {
        try comparison.add(recipe, images, files: files, pyTorch: pyTorch, rounds: rounds)
        show(comparison.recipes)
      }
    }
    if json { return Terminal.print(try comparison.json + "\n") }
    let tables = [comparison.operations, comparison.recipes].filter { !$0.isEmpty && !markdown }
    Terminal.print(tables.map { "\n" + $0.table.text }.joined() + "\n\(comparison.note)\n")
  }

  private var chosenRecipes: [Recipe] { Recipe.timed.filter { recipes.isEmpty || recipes.contains($0.name) } }

  private func show(_ text: String) { if !json && !markdown { Terminal.print(text) } }

  private func trainingImages() throws -> Dataset {
    let count = images ?? (quick ? 640 : 12_800)
    return try data.dataset(.training, count: count, drawn: count, seed: 0)
  }
}

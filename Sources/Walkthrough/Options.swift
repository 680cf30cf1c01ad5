import ArgumentParser
import Checking
import ChosenData
import Drawing
import Programs
import System
import TensorCore

/// What every lesson can be asked for on the command line.
struct Options: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder that collects the written lessons; output/ of the package by default.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Where the random numbers start, 0 by default; the same seed gives the same bits.", valueName: "number"))
  var seed: UInt64?

  @OptionGroup var images: DataOptions

  @OptionGroup var training: TrainingOptions

  @Option(help: ArgumentHelp("A picture (PNG) of your own in place of the drawn scene.", valueName: "photo.png"))
  var image: String?

  @Option(
    help: ArgumentHelp("Only explain one output pixel, counted from 0,0 at the upper left.", valueName: "row,column"),
    transform: PixelChoice.init)
  var pixel: PixelChoice?

  @Option(help: "How to show figures in the terminal itself.")
  var pictures = PictureDisplay.auto

  @Option(
    help: ArgumentHelp(
      "Only show one section, by its number or by its name as in the page's addresses; all is written all the same.",
      valueName: "section"))
  var section: String?

  @Flag(help: "Run through without a pause, answers with it, as through a pipe.")
  var all = false

  @Flag(help: "Write the lesson as a Jupyter notebook too.")
  var notebook = false

  @Flag(help: "Only check the exercises: all of them, or those that are named after it, such as 4.1.")
  var check = false

  @Argument(help: .hidden)
  var exercises: [String] = []

  @Flag(help: "Only run a network on one image with your own convolution and pooling in it.")
  var mine = false

  @Option(help: .hidden, transform: AnsweringTask.init)
  var answer: AnsweringTask?

  @Option(help: .hidden)
  var serve: LearnerFunction?

  @Option(help: .hidden)
  var builtFrom: String?

  @Flag(help: "Print nothing but the paths of what was written.")
  var quiet = false

  func validate() throws {
    if let first = exercises.first, !check {
      throw ValidationError("\(first) has no use here; exercises are named after --check")
    }
    for (option, value) in [("--output", output), ("--image", image)] where value == "" {
      throw ValidationError("\(option) needs a path, and got an empty one")
    }
  }

  /// The options that were given and that a lesson may have no use for.
  var given: [String] {
    [
      ("--seed", seed != nil), ("--data", images.data != nil), ("--data-directory", images.dataDirectory != nil),
      ("--epochs", training.epochs != nil), ("--image", image != nil),
    ]
    .filter(\.1).map(\.0)
  }
}

/// The output pixel that `--pixel` asks for.
struct PixelChoice: Equatable {
  let row, column: Int

  init(_ argument: String) throws {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmed) }
    guard parts.count == 2, let row = parts[0], let column = parts[1] else {
      throw ValidationError("it takes a row and a column, such as 3,4")
    }
    (self.row, self.column) = (row, column)
  }
}

/// What a process that answers an exercise is to do: the exercise, and the case from which on.
struct AnsweringTask: Equatable {
  let exercise: String
  let firstCase: Int

  init(_ argument: String) throws {
    let parts = argument.split(separator: ":")
    guard parts.count == 2, let first = Int(parts[1]), first >= 0 else {
      throw ValidationError("it takes an exercise and a case, such as 4.1:0")
    }
    (exercise, firstCase) = (String(parts[0]), first)
  }
}

extension LearnerFunction: ExpressibleByArgument {}

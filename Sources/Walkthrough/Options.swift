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
      "Where the random numbers start, 0 by default; the same seed gives the same bits.", valueName: "number"),
    transform: wholeNumber(0...UInt64.max))
  var seed: UInt64?

  @OptionGroup var images: DataOptions

  @OptionGroup var training: TrainingOptions

  @Option(help: ArgumentHelp("A picture (PNG) of your own in place of the drawn scene.", valueName: "photo.png"))
  var image: String?

  @Option(
    help: ArgumentHelp(
      "Only explain one output pixel, counted from 0,0 at the upper left; or, as in conv2:3:4,5 or linear1:12, a value of "
        + "a layer's map or a unit of the network that the lesson lays open.", valueName: "row,column"),
    transform: PixelChoice.init)
  var pixel: PixelChoice?

  @Option(
    help: ArgumentHelp(
      "Weights of your own (safetensors) for the network that the lesson lays open.", valueName: "weights.safetensors"
    ))
  var model: String?

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
    for (option, value) in [("--output", output), ("--image", image), ("--model", model)] where value == "" {
      throw ValidationError("\(option) needs a path, and got an empty one")
    }
    let tasks = [("--pixel", pixel != nil), ("--check", check), ("--mine", mine)].filter(\.1).map(\.0)
    if tasks.count > 1 {
      throw ValidationError("\(tasks[0]) and \(tasks[1]) each ask for one thing only; give one of them")
    }
    if quiet, check || mine {
      throw ValidationError("\(tasks[0]) shows nothing but what it finds; leave --quiet out")
    }
  }

  /// The options that were given and that a lesson may have no use for.
  var given: [String] {
    [
      ("--seed", seed != nil), ("--data", images.data != nil), ("--data-directory", images.dataDirectory != nil),
      ("--epochs", training.epochs != nil), ("--image", image != nil),
      ("--model", model != nil),
    ]
    .filter(\.1).map(\.0)
  }
}

/// What `--pixel` asks for: an output pixel of the lesson's operation, or a value of its network.
enum PixelChoice: Equatable, CustomStringConvertible {
  case output(row: Int, column: Int)
  case value(NetworkValue)

  init(_ argument: String) throws {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(\.trimmed)
    let place =
      parts.last.map { $0.split(separator: ",", omittingEmptySubsequences: false).map { Int($0.trimmed) } } ?? []
    let numbers = place.compactMap { $0 }
    let map = parts.count > 2 ? Int(parts[parts.count - 2]) : nil
    switch (numbers.count, place.count) {
    case (2, 2) where parts.count == 1: self = .output(row: numbers[0], column: numbers[1])
    case (2, 2):
      guard let map else { throw PixelChoice.complaint }
      self = .value(NetworkValue(layer: parts.dropLast(2).joined(separator: ":"), place: [map] + numbers))
    case (1, 1) where parts.count > 1:
      self = .value(NetworkValue(layer: parts.dropLast().joined(separator: ":"), place: numbers))
    default: throw PixelChoice.complaint
    }
  }

  private static let complaint = ValidationError(
    "it takes a row and a column, such as 3,4, or a value of a network's layer, such as conv2:3:4,5 or linear1:12")

  var description: String {
    switch self {
    case .output(let row, let column): "\(row),\(column)"
    case .value(let value): value.description
    }
  }
}

/// A value that a layer of a network computes.
package struct NetworkValue: Equatable, CustomStringConvertible, Sendable {
  /// The layer as the network's table names it.
  package let layer: String
  /// Map, row and column, or a unit.
  package let place: [Int]

  /// As `--pixel` takes it.
  package var description: String {
    place.count == 3 ? "\(layer):\(place[0]):\(place[1]),\(place[2])" : "\(layer):\(place[0])"
  }
}

/// What a process that answers an exercise is to do: the exercise, and the case to begin with.
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

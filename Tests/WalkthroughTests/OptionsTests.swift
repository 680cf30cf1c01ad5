import Datasets
import Testing

@testable import ChosenData
@testable import Programs
@testable import System
@testable import Walkthrough

private struct Sample: Lesson {
  static let title = "A sample"
  static let summary = "read options."
  static func walk(_ notebook: Notebook) throws {}
}

@Suite struct OptionsTests {
  private func options(_ arguments: String) throws -> Options {
    try LessonCommand<Sample>.options(arguments.split(separator: " ").map(String.init))
  }

  @Test func `every option is read`() throws {
    let options = try options(
      "--output o --seed 18446744073709551615 --threads 256 --data fashion-mnist --data-directory d --image i.png"
        + " --epochs 12 --pixel 3,4 --model m --quiet")
    #expect(options.output == "o" && options.seed == .max && options.training.threads == 256)
    #expect(options.images.data == .fashionMnist && options.images.dataDirectory == "d" && options.image == "i.png")
    #expect(options.training.epochs == 12)
    #expect(options.pixel == .output(row: 3, column: 4) && options.model == "m" && options.quiet)
    #expect(options.given == ["--seed", "--data", "--data-directory", "--epochs", "--image", "--model"])
  }

  @Test(arguments: [
    "--colour", "--threads 0", "--threads 257", "--threads two", "--epochs 0", "--epochs 1001", "--seed -1",
    "--seed 18446744073709551616",
    "--data photos", "--pixel", "--pixel 3", "--pixel 3,4,5", "--pixel a,b", "--pixel 3,",
    "--pixel conv2:3,4",
    "--pixel conv2:x:3,4", "--pixel conv2:", "--pixel conv2:1:2:3,x", "--model=", "extra", "--output=",
    "--data-directory=",
  ])
  func `options that make no sense end with 64 and one line`(arguments: String) throws {
    let error = #expect(throws: ProgramFailure.self) { try options(arguments) }
    #expect(error?.exitCode == 64)
    #expect(error?.description.contains("\n") == false)
    #expect(error?.description.hasSuffix("; --help lists the options") == true)
  }

  @Test(arguments: [
    ("--seed -1", "'-1' is invalid for '--seed <number>': it takes a whole number from 0 to 18446744073709551615"),
    ("--seed=1.5", "'1.5' is invalid for '--seed <number>': it takes a whole number from 0 to 18446744073709551615"),
    ("--epochs -1", "'-1' is invalid for '--epochs <count>': it takes a whole number from 1 to 1000"),
    ("--quiet --threads -8", "'-8' is invalid for '--threads <count>': it takes a whole number from 1 to 256"),
    ("--threads=1.0", "'1.0' is invalid for '--threads <count>': it takes a whole number from 1 to 256"),
    ("--data photos", "'garments', 'mnist' or 'fashion-mnist'; --help"),
    ("--check --quiet", "--check shows nothing but what it finds; leave --quiet out"),
    ("--mine --quiet", "--mine shows nothing but what it finds; leave --quiet out"),
    ("--check --mine", "--check and --mine each ask for one thing only; give one of them"),
    ("--pixel 1,2 --check 4.1", "--pixel and --check each ask for one thing only; give one of them"),
  ]) func `options that make no sense are told what would`(arguments: String, complaint: String) throws {
    let error = #expect(throws: ProgramFailure.self) { try options(arguments) }
    #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
  }

  @Test func `a pixel above the image is a pixel`() throws {
    #expect(try options("--pixel -1,3").pixel == .output(row: -1, column: 3))
  }

  @Test(arguments: [
    ("conv2:3:4,5", "conv2", [3, 4, 5]), ("3.0:0:1,2", "3.0", [0, 1, 2]), ("linear1:12", "linear1", [12]),
    ("a:b:1:2,3", "a:b", [1, 2, 3]),
  ]) func `a value of a network is named by layer and place`(text: String, layer: String, place: [Int]) throws {
    #expect(try PixelChoice(text) == .value(NetworkValue(layer: layer, place: place)))
    #expect(try PixelChoice(text).description == text)
  }

  @Test func `the help names the lesson and fits the window`() throws {
    let help = #expect(throws: ProgramFailure.self) { try options("--help") }
    #expect(help?.exitCode == 0)
    #expect(help?.description.contains("USAGE: \(Sample.name)") == true)
    for option in ["--output", "--seed", "--threads", "--data", "--epochs", "--image", "--pixel", "--quiet"] {
      #expect(help?.description.contains(option) == true)
    }
  }

  @Test func `garments are drawn where the option says so, or where it says nothing and the lesson is about them`()
    throws
  {
    func classes(_ arguments: String, unlessTold usual: DrawnSet = .digits) throws -> [String] {
      try options(arguments).dataset(.test, count: 1, unlessTold: usual).classNames
    }
    #expect(try classes("--data garments") == DrawnGarments.classNames)
    #expect(try classes("", unlessTold: .garments) == DrawnGarments.classNames)
    #expect(try classes("--data digits", unlessTold: .garments) == DrawnDigits.classNames)
    #expect(try classes("") == DrawnDigits.classNames)
  }

  @Test func `drawn data depends on the seed, and training never meets test`() throws {
    let (zero, one) = (try options(""), try options("--seed 1"))
    #expect(try zero.dataset(.training, count: 3).images == zero.dataset(.training, count: 3).images)
    #expect(try zero.dataset(.training, count: 3).images != one.dataset(.training, count: 3).images)
    #expect(try zero.dataset(.training, count: 3).images != zero.dataset(.test, count: 3).images)
  }
}

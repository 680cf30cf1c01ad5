import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

@testable import System

/// The numbers that lesson-09-fashion promises.
struct Lesson09Fashion {
  @Test func writesItsNumbers() throws {
    let lesson = try LessonFacts("lesson-09-fashion")
    lesson.contains("320 + 18,496 + 204,928 + 1,290 = 225,034")
    lesson.contains("| | total | | 225,034 | 2,631,040 |")
    lesson.contains("| 6 | Flatten | (1600) |")
    lesson.contains("| 7.weight | [128, 1600] | 819,200 |")
    lesson.contains("| all | | 900,136 |")
    lesson.contains("| in passing | 2,000 |")
    lesson.contains("| by a second pass | 4,000 |")
    lesson.contains("4,000 images forward, or 2,000")
    lesson.contains("loaded.scores(test.images) == scores) ``` ```text true ```")
    lesson.contains("allSatisfy { $0.value == $1.value }) ``` ```text true ```")
    lesson.contains("model.load_state_dict(load_file(\"fashion.safetensors\"))")
    #expect(!lesson.text.contains("seconds"), "a duration is written")
    for epoch in 1...3 { #expect(lesson.text.contains("| \(epoch) | 0."), "no row of epoch \(epoch)") }

    let convolutional = try lesson.shares(after: "| convolutional | 225,034 |")
    let perceptron = try lesson.shares(after: "| perceptron | 101,770 |")
    #expect(convolutional[0] > 78 && convolutional[0] > perceptron[2], "\(convolutional) \(perceptron)")
    let ceilings = try ["all four", "all ten kinds"].map { try lesson.shares(after: "| \($0) |").prefix(4) }
    for shares in ceilings {
      #expect(shares.count == 4 && shares[0] < 100, "kinds overlap: \(shares)")
      let ofAll = shares.dropFirst().map { (100 - shares[0]) / (100 - $0) }
      #expect(ofAll.allSatisfy { $0 < 0.2 }, "overlap explains few of the network's mistakes: \(shares)")
    }
    let tops = ["T-shirt/top", "Pullover", "Coat", "Shirt"]
    let ceiling = try #require(lesson.text.range(of: "| correct | ideal reader of drawn tops |")).upperBound
    let correct = LessonFacts(text: String(lesson.text[ceiling...]))
    let ofTops = try tops.map { try correct.shares(after: "| \($0) |") }
    for run in 1...3 {
      let mean = (2.5 * ofTops.reduce(0) { $0 + $1[run] }).rounded() / 10
      #expect(try correct.shares(after: "| all four |")[run] == mean, "each of the four has 200 images")
    }
    let named = try tops.map { try lesson.numbers(after: "| \($0) | 200 ") }
    #expect(
      named.allSatisfy { $0.count == 4 && (185...215).contains($0[0]) }, "the ideal reader has no bias: \(named)")
    #expect(
      named.contains { row in row.dropFirst().contains { abs($0 - 200) > 60 } }, "the network has one: \(named)")
    #expect(named[3].dropFirst().allSatisfy { $0 < named[3][0] }, "all runs name too few shirts: \(named[3])")
    #expect(try lesson.shares(after: "| loaded |")[0] == lesson.shares(after: "| trained |")[0])
    for easy in ["Trouser", "Bag"] { #expect(try lesson.shares(after: "| \(easy) |")[0] >= 95, "\(easy)") }
    let hard = try ["Pullover", "Coat", "Shirt"].map { try lesson.shares(after: "| \($0) |")[0] }
    #expect((hard.min() ?? 100) < 80, "\(hard)")
    let words = try #require(lesson.text.firstMatch(of: /(\d+) of (\d+) mistakes take a top for a top/))
    let (amongTops, all) = try (#require(Double(words.1)), #require(Double(words.2)))
    #expect(amongTops > 0.6 * all, "\(amongTops) of \(all)")
  }

  /// What `recipes` has measured stands in the table of the first page.
  @Test func saysOfPhotographsWhatTheFirstPageSays() throws {
    let page = try String(contentsOf: TestedPackage.root.appending(path: "README.md"), encoding: .utf8)
    let source = TestedPackage.root.appending(path: "Lessons/lesson-09-fashion/Lesson.swift")
    let lesson = LessonFacts(text: try String(contentsOf: source, encoding: .utf8).replacing("//:", with: ""))
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `fashion` on Fashion-MNIST |") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    try #require(cells.count == 5)
    lesson.contains("| \(cells[4]) | \(cells[3]) |")
  }

  @Test func readsWhateverElseItIsGiven() throws {
    let run = try LessonRun("lesson-09-fashion", "--data", "digits", "--epochs", "1", "--seed", "3")
    try #require(run.status == 0, "\(run.errors)")
    #expect(try run.readme.contains("\n0 of "), "there are no tops among digits")
    let file = run.folder.url.appending(path: "lesson-09-fashion/fashion.safetensors")
    #expect(
      try SafeTensors.read(file.path).map(\.name) == Sequential.fashionNetwork(seed: 0).namedParameters.map(\.name))
  }

  /// What the lesson says that its settings reach on photographs is what they reach: the mean of three starts, and the range.
  @Test(.enabled(if: RealData.hasFashionMNIST, "PATCHWORK_DATA_DIRECTORY names no folder with Fashion-MNIST"))
  func readsPhotographsAsItSays() throws {
    let run = try LessonRun(
      "lesson-09-fashion", "--data", "fashion-mnist", "--data-directory", try #require(RealData.directory))
    let lesson = try LessonFacts(run)
    for (network, parameters) in [("convolutional", "225,034"), ("perceptron", "101,770")] {
      let reached = try lesson.shares(after: "| \(network) | \(parameters) |")
      lesson.contains("| \(network) | \(reached[1]) (\(reached[0])–\(reached[2])) |")
    }
  }

  @Test func aSecondPassChangesNothingInTheNetwork() {
    var generator = SeededGenerator(seed: 9)
    let images = Tensor.uniform(8, 1, 28, 28, in: 0..<1, using: &generator)
    let networks = [false, true].map { secondPass in
      let model = Sequential.fashionNetwork(seed: 1)
      let adam = Adam(model.parameters, rate: 0.001)
      for _ in 0..<2 {
        adam.zeroGradients()
        crossEntropy(model(images), Array(0..<8)).backward()
        adam.step()
        if secondPass { _ = model(images) }
      }
      return model.parameters.map(\.value)
    }
    #expect(networks[0] == networks[1])
    #expect(networks[0][0] != Sequential.fashionNetwork(seed: 1).parameters[0].value)
  }
}

extension LessonFacts {
  /// The numbers before `%` in the cells of a table's row after `cells`, with which the row begins.
  fileprivate func shares(after cells: String) throws -> [Double] {
    let start = try #require(text.range(of: cells), "the lesson has no row \(cells)").upperBound
    let row = text[start...].prefix(60)
    let shares = row.matches(of: /([0-9.]+) %/).compactMap { Double($0.1) }
    try #require(!shares.isEmpty, "the row \(cells) has no share")
    return shares
  }
}

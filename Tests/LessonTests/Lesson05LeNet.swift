import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

@testable import System

/// The numbers that lesson-05-lenet promises.
struct Lesson05LeNet {
  @Test func writesItsNumbers() throws {
    let text = try LessonFacts("lesson-05-lenet").text
    for fact in [
      "| 101,770 |", "| 61,706 |", "| 37,106 |", "101770", "tensor(2.3026)", "tensor(1.4612)", "(16, 5, 5)",
      "| 48,120 |", "predicted / true",
    ] {
      #expect(text.contains(fact), "the lesson does not show \(fact)")
    }
    #expect(!text.contains("images/s"), "what is written knows no clock")
    #expect(try text.contains("| 10 | 2.3") && accuracies("SGD 0.1", text).allSatisfy { $0 < 15 }, "it moved")
  }

  /// The percentages in the row `name` of a table: the lowest, mean and highest of three starts.
  private func accuracies(_ name: String, _ text: String) throws -> [Double] {
    let start = try #require(text.range(of: "| \(name) | "), "no row of \(name)").upperBound
    let shares = text[start...].prefix(80).matches(of: /([0-9.]+) %/).prefix(3).compactMap { Double($0.1) }
    try #require(shares.count == 3, "the row \(name) has \(shares)")
    return shares
  }

  @Test func concludesWhatEveryStartShows() throws {
    let text = try LessonFacts("lesson-05-lenet").text
    #expect(try accuracies("SGD 0.9, Xavier's start", text)[2] < 15, "Xavier's start alone mends nothing")
    #expect(try accuracies("SGD 0.1, ReLU, He's start", text)[0] > 75, "He's start mends it each time")
    #expect(try accuracies("Adam 0.004", text)[0] > 30, "Adam frees the sigmoids each time")
    let left = try ["He's", "PyTorch's"].map { try accuracies("ReLU, \($0) start", text) }
    #expect(left[0].allSatisfy { $0 > 40 } && left[1].allSatisfy { (3...7).contains($0) }, "in every draw: \(left)")
    let (flat, modern) = try (accuracies("perceptron | 101,770", text), accuracies("modern LeNet | 37,106", text))
    #expect(modern[0] > flat[2], "the worst modern run is ahead of the best perceptron")
    #expect(try accuracies("layout of 1998, sigmoids | 61,706", text)[2] < flat[0], "sigmoids have not caught up")
    let (once, twice) = try (accuracies("softmax once", text), accuracies("softmax twice", text))
    #expect(once[0] > twice[2], "a second softmax costs accuracy: \(once), \(twice)")
  }

  @Test func xaviersStartDrawsLargerWeightsInAllLayersButTheFirst() {
    let largest = [Sequential.lenet1998(seed: 0), .lenet1998(seed: 0, start: .xavierUniform)].map { model in
      model.namedParameters.filter { $0.name.hasSuffix("weight") }.map { $0.variable.value.abs().maximum() }
    }
    #expect(zip(largest[1], largest[0]).map { $0 > $1 } == [false, true, true, true, true], "\(largest)")
  }

  /// What `recipes` has measured stands in the table of the first page.
  @Test func saysOfMNISTWhatTheFirstPageSays() throws {
    let page = try String(contentsOf: TestedPackage.root.appending(path: "README.md"), encoding: .utf8)
    let source = TestedPackage.root.appending(path: "Lessons/lesson-05-lenet/Lesson.swift")
    let lesson = try String(contentsOf: source, encoding: .utf8)
    for (recipe, row) in [
      ("perceptron", "| perceptron | SGD 0.001, 3 epochs |"),
      ("lenet-1998", "| LeNet's layout of 1998, sigmoids | SGD 0.1, 10 epochs |"),
      ("lenet", "| modern LeNet | SGD 0.01, 10 epochs |"),
    ] {
      let published = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(recipe)` |") })
      let figure = try #require(published.split(separator: "|").last).trimmingCharacters(in: .whitespaces)
      #expect(lesson.contains("\(row) \(figure) |"), "\(recipe): \(figure)")
    }
  }

  /// What the lesson says that its own settings reach on MNIST is what they reach: the mean of three starts, and the range.
  @Test(.enabled(if: RealData.directory != nil, "PATCHWORK_DATA_DIRECTORY names no folder with MNIST"))
  func readsRealDigitsAsItSays() throws {
    let run = try LessonRun(
      "lesson-05-lenet", "--data", "mnist", "--data-directory", try #require(RealData.directory))
    let lesson = try LessonFacts(run)
    for (row, said) in [
      ("perceptron | 101,770", "| perceptron | SGD 0.001, 3 epochs |"),
      ("layout of 1998, sigmoids | 61,706", "| LeNet's layout of 1998, sigmoids | SGD 0.1, 10 epochs |"),
      ("modern LeNet | 37,106", "| modern LeNet | SGD 0.01, 10 epochs |"),
    ] {
      let reached = try accuracies(row, lesson.text)
      let figure = "\(reached[1]) (\(reached[0])–\(reached[2]))"
      let line = try #require(lesson.text.range(of: said)).upperBound
      let cells = lesson.text[line...].prefix(80).split(separator: "|")
      #expect(cells[1].trimmingCharacters(in: .whitespaces) == figure, "\(row): \(figure)")
    }
    let (flat, layout) = try (
      accuracies("perceptron | 101,770", lesson.text), accuracies("layout of 1998, sigmoids | 61,706", lesson.text)
    )
    #expect(layout[0] > flat[2], "the layout of 1998 passes the perceptron")
  }

  @Test func theSecondSoftmaxIsFlatWhereTheNetworkIsSure() throws {
    let pulls = [false, true].map { isDoubled in
      let logits = Variable(Tensor([[9, 0, 0, 0, 0, 0, 0, 0, 0, 0]]))
      crossEntropy(isDoubled ? softmax(logits) : logits, [1]).backward()
      return abs(logits.gradient?[0, 1] ?? .nan)
    }
    #expect(pulls[0] > 0.999 && pulls[1] < 0.001, "\(pulls)")
  }

  @Test func theSecondSoftmaxHasAFloor() {
    let sure = Variable(constant: Tensor([[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]]))
    #expect(abs(crossEntropy(sure, [0]).value.item - 1.461150) < 1e-5)
  }
}

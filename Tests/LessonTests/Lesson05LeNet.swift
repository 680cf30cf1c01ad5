import Foundation
import Learning
import TensorCore
import Testing

@testable import System

/// The numbers that lesson-05-lenet promises.
struct Lesson05LeNet {
  /// The row of a table that begins with `name`, cell by cell.
  private func row(_ name: String, in text: String) throws -> [String] {
    let start = try #require(text.range(of: "| \(name) | "), "no row of \(name)").upperBound
    let rest = text[start...].split(separator: "|").prefix(4)
    return rest.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func writesItsNumbers() throws {
    let text = try LessonFacts("lesson-05-lenet").text
    for fact in [
      "| 101,770 |", "| 61,706 |", "| 37,106 |", "101770", "tensor(2.3026)", "tensor(1.4612)", "(16, 5, 5)",
      "| 48,120 |", "predicted / true",
    ] {
      #expect(text.contains(fact), "the lesson does not show \(fact)")
    }
    let accuracies = try ["perceptron", "LeNet, 1998", "modern LeNet"].map { name in
      let cell = try row(name, in: text)[2]
      return try #require(Double(cell.dropLast(2)), "\(cell)")
    }
    #expect(accuracies[2] >= 95 && accuracies[2] >= accuracies[0] + 3, "\(accuracies)")
    #expect(accuracies.allSatisfy { $0 > 85 }, "\(accuracies)")
    #expect(text.contains("| 10 | 2.3") && text.contains("| 10.0 % |"), "the stuck network moved")
  }

  @Test func runsWithOneEpochAndAnotherSeed() throws {
    let text = try LessonFacts(LessonRun("lesson-05-lenet", "--epochs", "1", "--seed", "3")).text
    #expect(text.contains("| 37,106 |") && !text.contains("images/s"))
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

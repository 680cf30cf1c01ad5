import Foundation
import PublishedRecipes
import Testing

@testable import benchmark

@Suite("The recipes in PyTorch") struct PyTorchScriptTests {
  /// Each line of the script's table of recipes: name, optimiser, rate, batch, mean and standard deviation.
  @Test func theSettingsAreTheRecipes() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/benchmark/PyTorch/recipes.py")
    let text = try String(contentsOf: script, encoding: .utf8)
    let line = /"([a-z0-9-]+)": \(.+, (SGD|Adam|Adadelta), ([0-9.]+), (\d+), ([0-9.]+), ([0-9.]+), F\.(\w+)\)/
    let settings = text.matches(of: line).map {
      "\($0.1): \($0.2) \($0.3), \($0.4), \($0.5), \($0.6), \($0.7)"
    }
    let expected = Recipe.timed.map { recipe in
      let normalization = recipe.normalization.map { "\($0.mean), \($0.standardDeviation)" } ?? "0, 1"
      let loss = recipe.name == "dropout" ? "nll_loss" : "cross_entropy"
      return "\(recipe.name): \(recipe.optimizer), \(recipe.batchSize), \(normalization), \(loss)"
    }
    #expect(settings == expected)
  }

  /// The script knows every operation that it is asked for, as far as one can read.
  @Test func theScriptKnowsEveryOperation() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/benchmark/PyTorch/operations.py")
    let text = try String(contentsOf: script, encoding: .utf8)
    for section in Section.inPyTorch where section != .training {
      for operation in Operation.all(in: section, quick: true) {
        let name = try #require(operation.pyTorch?.first, "\(operation.name)")
        #expect(text.contains("\"\(name)\""), "\(name)")
      }
    }
  }
}

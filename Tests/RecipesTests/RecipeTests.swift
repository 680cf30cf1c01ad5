import Datasets
import Learning
import PublishedRecipes
import TensorCore
import Testing

@testable import System
@testable import recipes

@Suite("Recipes") struct RecipeTests {
  /// Optimiser, batch, epochs and parameters as the comparison with PyTorch has them.
  @Test func theSettingsAreThePublishedOnes() {
    let settings = Recipe.all.map {
      "\($0.name): \($0.optimizer), \($0.batchSize), \($0.epochs), \($0.model(0).parameterCount)"
    }
    #expect(
      settings == [
        "perceptron: SGD 0.001, 64, 3, 101770",
        "perceptron-softmax: SGD 0.01, 64, 10, 101770",
        "lenet-1998: SGD 0.1, 64, 10, 61706",
        "lenet: SGD 0.01, 64, 10, 37106",
        "lenet-softmax: SGD 0.01, 64, 10, 37106",
        "feature-maps: Adam 0.001, 64, 5, 101962",
        "spatial: SGD 0.01, 128, 5, 4244",
        "fashion: Adam 0.001, 64, 10, 225034",
        "dropout: Adadelta 0.5, 32, 2, 300426",
      ])
    let normalized = Recipe.all.filter { $0.normalization != nil }
    #expect(normalized.map(\.name) == ["spatial", "dropout"])
    #expect(normalized.map { $0.normalization?.mean } == [0.1307, 0.1302])
    #expect(normalized.map { $0.normalization?.standardDeviation } == [0.3081, 0.3069])
  }

  /// At the start every recipe's loss on its own output is that of a guess or more, never less.
  @Test(arguments: Recipe.all.map(\.name))
  func theLossFitsTheNetwork(name: String) throws {
    let recipe = try #require(Recipe.named([name]).first)
    let digits = DrawnDigits.dataset(count: 32, seed: 3)
    let output = recipe.model(0)(digits.images)
    let loss = recipe.loss(output, digits.labels).value.item
    #expect(loss > 2 && loss.isFinite)
  }

  @Test func aRecipeLearnsAndThreadsChangeNoResult() throws {
    let recipe = try #require(Recipe.named(["lenet"]).first)
    let digits = DrawnDigits.dataset(count: 600, seed: 1), test = DrawnDigits.dataset(count: 200, seed: 2)
    let threads = Threads.count
    defer { Threads.count = threads }
    let runs = try [1, 5].map { count in
      Threads.count = count
      return try recipe.run(seed: 3, training: digits, test: test, epochs: 4)
    }
    #expect(runs[0].accuracies == runs[1].accuracies)
    #expect(runs[0].accuracies.count == 4)
    #expect(runs[0].imagesPerSecond > 0)
    let other = try recipe.run(seed: 4, training: digits, test: test, epochs: 4)
    #expect(other.accuracies != runs[0].accuracies)
  }

  @Test func theDropoutRecipeLearnsWithinAnEpoch() throws {
    let recipe = try #require(Recipe.named(["dropout"]).first)
    var steps = 0
    let run = try recipe.run(
      seed: 0, training: DrawnDigits.dataset(count: 640, seed: 1), test: DrawnDigits.dataset(count: 200, seed: 2)
    ) { progress in
      steps += 1
      #expect(progress.epochs == 2 && progress.steps == 20)
    }
    #expect(steps == 40)
    #expect(run.accuracies[1] > 30)
  }

  @Test func recipesComeInTheirOrderWhateverOrderIsAskedFor() {
    #expect(Recipe.named(["spatial", "lenet", "lenet"]).map(\.name) == ["lenet", "spatial"])
    #expect(Recipe.named([]).count == Recipe.all.count)
  }
}

import Foundation
import PublishedRecipes
import TestedPackage
import Testing

@testable import Measuring
@testable import System
@testable import recipes

@Suite("The recipes' report") struct ReportTests {
  private func report(
    _ name: String = "perceptron", isMNIST: Bool = true, isFashionMNIST: Bool = false, epochs: Int = 3
  ) throws -> Report {
    let recipe = try #require(Recipe.named([name]).first)
    let runs = [74.14, 73.0, 75.06].enumerated().map { index, last in
      Run(
        seed: UInt64(index), accuracies: [Double](repeating: 50, count: epochs - 1) + [last],
        imagesPerSecond: 20_000 * Double(index + 1))
    }
    return Report(
      images: "MNIST training", imageCount: 60_000, isMNIST: isMNIST, isFashionMNIST: isFashionMNIST,
      results: [Report.Result(recipe: recipe, runs: runs)])
  }

  @Test func aRowHasTheMedianOfTheSeedsAndTheirRange() throws {
    #expect(
      try report().table.rows == [["perceptron", "75", "75.5 (73.8–75.8)", "74.1 (73.0–75.1)", "1.5", "40,000"]])
    #expect(
      try report().epochTable.rows == [
        ["perceptron", "0", "50.0 50.0 74.1"], ["perceptron", "1", "50.0 50.0 73.0"],
        ["perceptron", "2", "50.0 50.0 75.1"],
      ])
  }

  @Test func nothingIsComparedThatCannotBe() throws {
    for report in [
      try report(isMNIST: false), try report(isMNIST: false, isFashionMNIST: true), try report(epochs: 2),
    ] {
      #expect(report.table.rows[0][1...2] == ["–", "–"])
      #expect(report.table.rows[0][3] == "74.1 (73.0–75.1)")
    }
  }

  @Test func pyTorchsFiguresAreThoseOfTheSameImages() throws {
    let recipe = try #require(Recipe.named(["fashion"]).first)
    let garments = try report("fashion", isMNIST: false, isFashionMNIST: true, epochs: 10).table.rows[0]
    let digits = try report("fashion", epochs: 10).table.rows[0]
    let known = try [recipe.pyTorchOnFashionMNIST, recipe.pyTorch].map {
      try #require(FiveNumberSummary($0)).text(decimals: 1)
    }
    #expect(garments[1...2] == ["–", known[0]] && digits[1...2] == ["–", known[1]])
    #expect(garments[2] != digits[2])
  }

  @Test func theNoteSaysHowManySeedsPyTorchHad() throws {
    #expect(try report().note.contains("with three seeds"))
    for recipe in Recipe.all {
      #expect(recipe.pyTorch.count == 3 && [0, 3].contains(recipe.pyTorchOnFashionMNIST.count), "\(recipe.name)")
    }
  }

  @Test func theFirstPageSaysWhatPyTorchFound() throws {
    let page = try String(contentsOf: TestedPackage.root.appending(path: "README.md"), encoding: .utf8)
    func cell(_ row: String) throws -> String {
      let cells = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(row) |") }).split(separator: "|")
      return cells[cells.count - 2].trimmingCharacters(in: .whitespaces)
    }
    for recipe in Recipe.all where recipe.name != "lenet-1998" {
      #expect(try cell("`\(recipe.name)`") == FiveNumberSummary(recipe.pyTorch)?.text(decimals: 1), "\(recipe.name)")
      guard let garments = FiveNumberSummary(recipe.pyTorchOnFashionMNIST) else { continue }
      #expect(try cell("`\(recipe.name)` on Fashion-MNIST") == garments.text(decimals: 1))
    }
  }

  @Test func markdownHoldsBothTables() throws {
    let text = try report().markdown
    #expect(text.hasPrefix("# Recipes\n\n| recipe | published |"))
    #expect(text.contains("| perceptron | 75 | 75.5 (73.8–75.8) | 74.1 (73.0–75.1) | 1.5 | 40,000 |\n"))
    #expect(text.contains("| perceptron | 2 | 50.0 50.0 75.1 |\n"))
    #expect(text.contains("60,000 images (MNIST training)"))
  }

  @Test func theMedianOfAnEvenNumberLiesInTheMiddle() {
    #expect(FiveNumberSummary([4, 1, 3, 2])?.text(decimals: 1) == "2.5 (1.0–4.0)")
    #expect(FiveNumberSummary([7])?.text(decimals: 1) == "7.0")
    #expect(FiveNumberSummary([]) == nil)
  }
}

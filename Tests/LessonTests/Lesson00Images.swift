import Foundation
import TensorCore
import Testing

@testable import Pages
@testable import System

@Suite struct Lesson00Images {
  private let lesson: LessonFacts

  init() throws { lesson = try LessonFacts("lesson-00-images") }

  @Test func shapesOfOneImageAreShownWithWhetherTheyShareMemory() {
    lesson.contains("[1, 28, 28]: 784 elements")
    for (expression, shape, memory) in [
      ("reshaped(-1)", "[784]", "view"), ("reshaped(1, -1)", "[1, 784]", "view"),
      ("reshaped(1, 1, -1)", "[1, 1, 784]", "view"), ("squeezed()", "[28, 28]", "view"),
      ("unsqueezed(axis: 0)", "[1, 1, 28, 28]", "view"), ("permuted(1, 2, 0)", "[28, 28, 1]", "view"),
      ("transposed().reshaped(-1)", "[784]", "copy"), ("padded(by: 2)", "[1, 32, 32]", "copy"),
    ] {
      lesson.contains("digit.\(expression) | \(shape) | \(memory)")
    }
  }

  @Test func memoryIsCountedAsFloatAndAsBytes() {
    lesson.contains("one image | 784 | 3,136 | 784")
    lesson.contains("the 60,000 training images of MNIST | 47,040,000 | 188,160,000 | 47,040,000")
  }

  @Test func stretchingMakesTwoDifferentMatricesOnePicture() {
    lesson.contains("ramp: from -1.0 to 1.0 faint: from 0.375 to 0.625")
    lesson.contains("notebook.show(ramp == faint) ``` ```text false")
    lesson.contains("notebook.show(stretched(ramp) == stretched(faint)) ``` ```text true")
  }

  @Test func theTwoPairsForMNISTDifferByTheirWhite() {
    lesson.contains("0.1307 · 255/256 = 0.1302")
    lesson.contains("0.3081 · 255/256 = 0.3069")
  }

  @Test func drawnDigitsShowTheirOwnMeanAndStandardDeviation() throws {
    let by255 = try lesson.numbers(after: "| bytes / 255 |")
    let by256 = try lesson.numbers(after: "| bytes / 256 |")
    #expect(by255.count == 2 && by256.count == 2)
    for (one, other) in zip(by255, by256) { #expect(abs(one * 255 / 256 - other) < 1.01e-4) }
    lesson.contains("training, normalised | 0.0000 | 1.0000")
  }

  /// The prose says that a row is added to each row and a column to each column, and that half the blue is left.
  @Test func smallerTensorsAreUsedAgainAlongAnAxis() throws {
    lesson.contains("notebook.show(table + line) ``` ```text tensor([[ 1., 2., 3.], [11., 12., 13.]])")
    lesson.contains("notebook.show(table + column) ``` ```text tensor([[100., 100., 100.], [210., 210., 210.]])")
    lesson.contains("notebook.show(lessBlue.shape) ``` ```text [3, 6, 6]")
    let whole = try pixel(after: "notebook.show(color[0..., 1..<2, 2..<3].reshaped(-1))")
    let halved = try pixel(after: "notebook.show(lessBlue[0..., 1..<2, 2..<3].reshaped(-1))")
    #expect(halved[0] == whole[0] && halved[1] == whole[1] && abs(2 * halved[2] - whole[2]) < 1.01e-4)
  }

  /// Three numbers printed as a tensor below a line of code.
  private func pixel(after code: String) throws -> [Double] {
    let start = try #require(lesson.text.range(of: code + " ``` ```text tensor([")).upperBound
    let numbers = lesson.text[start...].prefix { $0 != "]" }.split(separator: ", ").compactMap { Double($0) }
    try #require(numbers.count == 3)
    return numbers
  }

  /// The prose says that the distribution keeps its form.
  @Test func normalisingKeepsTheShareOfBlackPixels() throws {
    let shares = ["before", "after"].map { name in
      lesson.text.ranges(of: "\(name): 0.").first.map { lesson.text[$0.upperBound...].prefix(4) }
    }
    try #require(shares.allSatisfy { $0 != nil })
    #expect(shares[0] == shares[1])
  }

  @Test func aHundredImagesMakeFourBatches() {
    lesson.contains("100 images in 4 batches")
    lesson.contains("images [4, 1, 28, 28], 4 labels")
  }

  @Test func aBatchTakenAheadIsTheBatchTakenInTurn() {
    lesson.contains("notebook.show(ahead.images == inTurn.images) ``` ```text true")
  }

  @Test func anotherSeedLeavesTheProseTrue() throws {
    let run = try LessonRun("lesson-00-images", "--seed", "7")
    #expect(run.status == 0, "\(run.errors)")
    let other = try LessonFacts(run)
    other.contains("notebook.show(number.item == batch[3, 0, 5, 2]) ``` ```text true")
    other.contains("notebook.show(ahead.images == inTurn.images) ``` ```text true")
    other.contains("allSatisfy { $0.images == $1.images }) ``` ```text true")
    #expect(other.text != lesson.text)
  }

  @Test(.enabled(if: RealData.directory != nil, "PATCHWORK_DATA_DIRECTORY names no folder with MNIST"))
  func realMNISTHasTheKnownMeanAndStandardDeviation() throws {
    let run = try LessonRun(
      "lesson-00-images", "--data", "mnist", "--data-directory", try #require(RealData.directory))
    #expect(run.status == 0, "\(run.errors)")
    let real = try LessonFacts(run)
    real.contains("``` ```text mean: 0.1307 ```")
    real.contains("``` ```text standard deviation: 0.3081 ```")
    real.contains("bytes / 255 | 0.1307 | 0.3081")
    real.contains("bytes / 256 | 0.1302 | 0.3069")
  }
}

/// Where the real data sets lie, if this machine has them.
enum RealData {
  static let directory = ProcessInfo.processInfo.environment["PATCHWORK_DATA_DIRECTORY"].flatMap {
    $0.isEmpty ? nil : $0
  }
  static var hasFashionMNIST: Bool {
    FileManager.default.fileExists(atPath: (directory ?? "") + "/FashionMNIST/raw")
  }
}

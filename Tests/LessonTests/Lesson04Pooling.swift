import Figures
import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Drawing
@testable import System

@Suite struct Lesson04Pooling {
  private let lesson: LessonFacts

  init() throws { lesson = try LessonFacts("lesson-04-pooling") }

  @Test func everyWayToPoolGivesTheSameFourNumbers() {
    lesson.contains("combine: max) notebook.show(largest) ``` ```text tensor([[4., 5.], [7., 8.]])")
    lesson.contains("combine: +) / 4 ```")
    lesson.contains("notebook.show(average) ``` ```text tensor([[2., 3.], [5., 6.]])")
    lesson.contains("notebook.show(byShifts) ``` ```text tensor([[4., 5.], [7., 8.]])")
    lesson.contains(
      "notebook.show(pieces.dropFirst().reduce(pieces[0], +) / 4) ``` ```text tensor([[2., 3.], [5., 6.]])")
    for way in PoolingAlgorithm.allCases {
      lesson.contains("\(way): [4.0, 5.0, 7.0, 8.0] and [2.0, 3.0, 5.0, 6.0]")
    }
  }

  @Test func channelsArePooledByThemselves() {
    lesson.contains("tensor([[[4., 5.], [7., 8.]], [[5., 6.], [8., 9.]]])")
    lesson.contains("[2, 3, 3] → [2, 2, 2]")
  }

  @Test func sizesAreHalved() {
    for row in ["28 | 2 | 2 | 14", "14 | 2 | 2 | 7", "7 | 2 | 2 | 3", "28 | 28 | 28 | 1"] { lesson.contains(row) }
  }

  @Test func averagePoolingIsAConvolutionAndTheMaximumIsNot() {
    lesson.contains("largest difference: 0.0")
    lesson.contains("average: [8.0, 8.0, 8.0, 8.0] and [8.0, 8.0, 8.0, 8.0]")
    lesson.contains("maximum: [8.0, 8.0, 8.0, 8.0] and [12.0, 12.0, 12.0, 12.0]")
  }

  @Test func theAverageKeepsTheMeanAndTheMaximumThePeak() throws {
    let sizes = try ["28×28", "14×14", "7×7"].map { try lesson.numbers(after: "| \($0) |") }
    for (larger, smaller) in zip(sizes, sizes.dropFirst()) {
      try #require(larger.count == 4 && smaller.count == 4)
      #expect(smaller[0] > larger[0] && smaller[1] == larger[1])
      #expect(smaller[2] == larger[2] && smaller[3] < larger[3])
    }
  }

  @Test(arguments: ["0", "1", "2"]) func pooledMapsChangeLessUnderAShift(_ seed: String) throws {
    let lesson = try LessonFacts(LessonRun("lesson-04-pooling", "--seed", seed))
    let changes = try ["1×1 | 28×28", "2×2 | 14×14", "4×4 | 7×7"].map { try lesson.numbers(after: "| \($0) |") }
    try #require(changes.allSatisfy { $0.count == 2 })
    #expect(changes[0][0] == changes[0][1])
    #expect(changes[1][0] < 0.75 * changes[0][0] && changes[2][0] < 0.75 * changes[1][0])
    #expect(changes[1][1] < changes[0][1] && changes[2][1] < changes[1][1])
    #expect(changes[1][0] < changes[1][1] && changes[2][0] < changes[2][1], "the maximum softens it more")
    lesson.contains("| 28×28 | 1×1 | 0.000 | 0.000 |")
    lesson.contains("notebook.show(movedByTwo == pooledThenMoved) ``` ```text true")
  }

  @Test func theGradientGoesToTheFirstLargestOrToAll() {
    lesson.contains("tensor([[0., 0., 0., 0.], [1., 0., 0., 2.], [3., 0., 0., 0.], [0., 0., 4., 0.]])")
    lesson.contains("tensor([[0.2500, 0.2500, 0.5000, 0.5000], [0.2500, 0.2500, 0.5000, 0.5000],")
    lesson.contains("tensor([[0., 0., 0., 0.], [1., 0., 0., 2.], [3., 3., 0., 0.], [3., 3., 4., 0.]])")
    lesson.contains("loss 71.0, a seven raised 71.75, lowered 71.0")
  }

  @Test func aPhotographOfOnesOwnIsPooled() throws {
    let folder = try TemporaryFolder()
    let photograph = "\(folder.path)/photograph.png"
    var generator = SeededGenerator(seed: 1)
    try PNG.write(Bitmap(Tensor.uniform(3, 20, 33, using: &generator)), to: photograph)
    let run = try LessonRun("lesson-04-pooling", "--image", photograph)
    #expect(run.status == 0, "\(run.errors)")
    try LessonFacts(run).contains("[3, 20, 33] → [3, 2, 4]")
    let pixel = try LessonRun("lesson-04-pooling", "--image", photograph, "--pixel", "9,15")
    #expect(pixel.output.contains("rows 18 to 19, columns 30 to 31"), "\(pixel.output)\(pixel.errors)")
  }

  @Test func anotherSeedLeavesTheProseTrue() throws {
    let run = try LessonRun("lesson-04-pooling", "--seed", "7")
    let other = try LessonFacts(run)
    other.contains("largest difference: 0.0")
    other.contains("notebook.show(movedByTwo == pooledThenMoved) ``` ```text true")
  }
}

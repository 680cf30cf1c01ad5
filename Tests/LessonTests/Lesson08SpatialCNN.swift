import Datasets
import Foundation
import Learning
import TensorCore
import Testing

@testable import System

/// The facts that lesson-08-spatial-cnn shows.
@Suite struct Lesson08SpatialCNN {
  private let lesson: LessonFacts

  init() throws { lesson = try LessonFacts("lesson-08-spatial-cnn") }

  @Test func aShiftLosesOneEdgeAndBringsInZeros() {
    lesson.contains(
      "tensor([[0., 0., 0., 0., 0.], [1., 2., 3., 0., 1.], [0., 1., 2., 3., 0.], [2., 0., 1., 0., 3.]])")
    lesson.contains(
      "tensor([[1., 2., 3., 0., 0.], [0., 1., 2., 3., 0.], [2., 0., 1., 0., 0.], [3., 1., 0., 2., 0.]])")
    lesson.contains("notebook.show(downFirst == rightFirst) ``` ```text true")
    lesson.contains("notebook.show(matmul(down, image) == shift(image, down: 1, right: 0)) ``` ```text true")
    lesson.contains("right: 1.0")
    lesson.contains("down: 0.0")
  }

  @Test func theSumOfShiftsIsTheLibrarysConvolution() {
    lesson.contains(
      "tensor([[ 2., 8., 18., 8., 3.], [ 1., -1., 2., 17., 7.], [13., 1., 2., -1., 14.], [ 4., 8., -3., 6., -1.]])")
    lesson.contains("filteredByShifts(image, h) == byLibrary(image, h.flipped(axes: 0, 1))) ``` ```text true")
    lesson.contains("notebook.show(correlated(image, h) == byLibrary(image, h)) ``` ```text true")
    for (taps, side) in [(0, 1), (1, 3), (2, 5), (3, 7)] {
      lesson.contains("| \(taps) | \(side)×\(side) | \(side * side) | 0.00000")
    }
    #expect(lesson.text.matches(of: /\| 0\.[0-9]{7} \| ✓ \|/).count == 4 && !lesson.text.contains("✗ |"))
  }

  @Test(arguments: [0, 1, 2, 4]) func aConvolutionMovesTheImageAndACorrelationMovesItBack(taps: Int) {
    var generator = SeededGenerator(seed: UInt64(taps))
    let side = 2 * taps + 1
    let image = Tensor.uniform(1, 7, 12, using: &generator)
    let h = Tensor.uniform(side, side, in: -1..<1, using: &generator)
    for (way, kernel) in [(1, h.flipped(axes: 0, 1)), (-1, h)] {
      var sum = Tensor.zeros(1, 7, 12)
      for k in -taps...taps {
        for l in -taps...taps { sum += h[taps + k, taps + l] * image.shifted(down: way * k, right: way * l) }
      }
      let library = convolve2d(image, kernel: kernel.reshaped(1, 1, side, side), padding: Size2D(taps))
      #expect(sum.isClose(to: library, tolerance: 1e-5))
    }
  }

  @Test func oneBrightPixelPaintsTheKernelAsItStandsOrTurned() {
    lesson.contains(
      "tensor([[ 0., 0., 0., 0., 0.], [ 1., 2., 0., 0., 0.], [-1., 3., 1., 0., 0.], [ 0., -2., 1., 0., 0.]])")
    lesson.contains(
      "tensor([[ 0., 0., 0., 0., 0.], [ 1., -2., 0., 0., 0.], [ 1., 3., -1., 0., 0.], [ 0., 2., 1., 0., 0.]])")
  }

  @Test func theSignOfTheSecondKernelDependsOnTheWay() {
    lesson.contains("convolved: [0.0, 0.0, -3.0, -3.0, 0.0, 3.0]")
    lesson.contains("correlated: [0.0, 0.0, 3.0, 3.0, 0.0, -3.0]")
    lesson.contains("notebook.show(filteredByShifts(image, ones) == correlated(image, ones)) ``` ```text true")
    lesson.contains("notebook.show(sum.isClose(to: .zeros(28, 28), tolerance: 1e-5)) ``` ```text true")
  }

  @Test func poolingByShiftsIsTheLibrarys() {
    lesson.contains("tensor([[3., 3., 3.], [3., 4., 3.]])")
    lesson.contains("halved(plane) == byAveraging.squeezed(axis: 0)) ``` ```text true")
  }

  @Test func theListsGiveTheNetwork() {
    lesson.contains("36 + 288 + 3,920")
    lesson.contains("``` ```text 4,244 ```")
    lesson.contains("| [1, 1] | [1, 4, 8] | [28, 14, 7] | 4,244 | 4,244 |")
    lesson.contains("| [2, 1] | [1, 4, 8] | [28, 14, 7] | 4,308 | 4,308 |")
    lesson.contains("| [1, 1] | [1, 8, 16] | [28, 14, 2] | 1,864 | 1,864 |")
    lesson.contains("| [3, 2, 1] | [1, 6, 6, 6] | [28, 28, 14, 7] | 4,458 | 4,458 |")
    for shape in ["(4, 28, 28) | 36", "(4, 14, 14)", "(8, 14, 14) | 288", "(8, 7, 7)", "(392)", "(10) | 3,920"] {
      lesson.contains("| \(shape) |")
    }
  }

  @Test func shiftsAloneGiveTheScoresOfSeveralImages() {
    lesson.contains("[3, 1, 28, 28] → [3, 10]")
    lesson.contains("``` ```text the same scores, up to rounding ```")
    lesson.contains("network(several * 0).value.abs().maximum()) ``` ```text 0.0")
    lesson.contains("network(several * 2).value == scores * 2) ``` ```text true")
  }

  @Test func thePublishedRunStandsBesideOnesOwn() throws {
    for (epoch, published) in zip(1..., ["62.32", "70.89", "75.60", "78.11", "80.86"]) {
      let row = try #require(
        lesson.text.firstMatch(
          of: try Regex("\\| \(epoch) \\| [0-9.]+ \\| [0-9.]+ % \\| ([0-9.]+) % \\| \(published) % \\|")))
      let accuracy = try #require(row.output[1].substring.flatMap { Double($0) })
      #expect(accuracy > 15 && accuracy < 95)
    }
    lesson.contains("125 steps per epoch")
    let first = try #require(lesson.text.firstMatch(of: /first loss ([0-9.]+),/))
    #expect(try #require(Double(first.1)) > 3, "ln 10 is 2.30")
  }

  /// The numbers of each row that begins with a name and is nothing but percentages.
  private func percentages(_ name: String, in lesson: LessonFacts) throws -> [[Double]] {
    lesson.text.matches(of: try Regex("\\| \(name) \\|((?: [0-9.]+ % \\|)+)", as: (Substring, Substring).self))
      .map { $0.1.split(separator: " ").compactMap { Double($0) } }
  }

  /// What the networks are compared by on the way is measured on images held back, and only the last table on test images.
  @Test func theTestImagesAreAskedOnceAtTheEnd() throws {
    lesson.contains("16,000 to learn from, 1,000 held back")
    let headings = lesson.text.matches(of: /\| [^|]*(validation|test) accuracy/).map { $0.1 }
    #expect(headings == ["validation", "validation", "test"])
    let row = /\| start [1-4] \|(?: [0-9.]+ % \|){4} ([0-9.]+) % \|/
    let last = lesson.text.matches(of: row).compactMap { Double($0.1) }
    #expect(try last == percentages("nothing", in: lesson).first)
    let tested = try #require(percentages("as drawn", in: lesson).first)
    #expect(last.count == 4 && tested != [last.min(), last.max()])
  }

  @Test func aSmallerReadoutLearnsMoreAndDependsLessOnItsStart() throws {
    let large = try #require(percentages("as drawn", in: lesson).first)
    let small = try #require(percentages("divided by √392", in: lesson).first)
    #expect(small[0] > large[1] && small[1] - small[0] < large[1] - large[0] && large[1] - large[0] >= 3)

    // For each parameter of both kinds of network its lowest and highest change, and the shares of these.
    let row = /\| [037]\.weight \| [0-9.]+ to [0-9.]+ \| ([0-9.]+) to ([0-9.]+) \| ([0-9.]+) % to ([0-9.]+) % \|/
    let moved = lesson.text.matches(of: row).map { [$0.1, $0.2, $0.3, $0.4].compactMap { Double($0) } }
    try #require(moved.count == 6)
    #expect(moved[0][2] > 30 && moved[1][2] > 30 && moved[2][3] < 2 && moved[5][2] > 10, "\(moved)")
    for end in 0...1 { #expect((1.5...2.5).contains(moved[5][end] / moved[2][end]), "about twice: \(moved)") }
    #expect(moved[4][1] < moved[1][0], "the second bank moves less: \(moved)")
  }

  /// The prose says what is left without what the readout has learned, and without what the filters have.
  @Test func theFiltersLearnAloneUnlessTheReadoutIsSmall() throws {
    let (trained, readout) = try (percentages("nothing", in: lesson), percentages("the readout", in: lesson))
    let filters = try percentages("the filters", in: lesson)
    try #require([trained, readout, filters].allSatisfy { $0.map(\.count) == [4, 4] })
    for (all, less) in zip(trained[0], readout[0]) { #expect((0...10).contains(all - less), "a few points") }
    let guesses = filters[0] + readout[1]
    #expect(guesses.allSatisfy { (5...16).contains($0) }, "at guessing: \(guesses)")
    let losses = zip(trained[1], filters[1]).map { ($0 - $1).rounded() }
    #expect([losses.min(), losses.max()] == [7, 54], "what the small readout's filters had learned: \(losses)")
  }

  /// The prose says that one of the starts of this seed takes more epochs until it rises.
  @Test func aSmallReadoutMayStartLate() throws {
    let late = try LessonFacts(LessonRun("lesson-08-spatial-cnn", "--seed", "8"))
    let trained = try #require(percentages("nothing", in: late).last).sorted()
    #expect(trained[0] < 40 && trained[1] > 70, "\(trained)")
  }

  @Test func anotherSeedAndOneEpochLeaveTheProseTrue() throws {
    let run = try LessonRun("lesson-08-spatial-cnn", "--seed", "18446744073709551615", "--epochs", "1")
    try #require(run.status == 0, "\(run.errors)")
    let other = try LessonFacts(run)
    other.contains("``` ```text the same scores, up to rounding ```")
    other.contains("network(several * 2).value == scores * 2) ``` ```text true")
    other.contains("notebook.show(sum.isClose(to: .zeros(28, 28), tolerance: 1e-5)) ``` ```text true")
  }

  @Test func aPixelOfTheSecondMapIsExplained() throws {
    let run = try LessonRun("lesson-08-spatial-cnn", "--pixel", "18,15")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("rows 17 to 19, columns 14 to 16 of the 28×28 image"), "\(run.output)")
    let sum = try #require(run.output.firstMatch(of: /sum of the products\s+(\S+)/))
    lesson.contains("sum of the products \(sum.1)")
  }
}

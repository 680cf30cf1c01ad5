import Foundation
import TensorCore
import Testing

@testable import Datasets

@Suite(.serialized) struct DrawnDigitsTests {
  private static let dataset = DrawnDigits.dataset(count: 4000, seed: 11)
  private var dataset: Dataset { DrawnDigitsTests.dataset }
  private let side = 28

  @Test func statisticsAreThoseOfRealDigits() {
    let (mean, deviation) = dataset.meanAndStandardDeviation
    #expect(abs(mean - 0.1325) < 0.004)
    #expect(abs(deviation - 0.310) < 0.008)
    let zeros = dataset.images.elements.count { $0 == 0 }
    #expect(abs(Double(zeros) / Double(dataset.images.count) - 0.807) < 0.008)
  }

  @Test func theLargerSideOfTheInkIsTwentyPixels() {
    var exact = 0
    for index in 0..<dataset.count {
      let image = dataset.image(index).squeezed(axis: 0)
      let rows = (0..<side).filter { image.selecting($0).maximum() > 0 }
      let columns = (0..<side).filter { image.selecting($0, axis: 1).maximum() > 0 }
      let height = (rows.last ?? 0) - (rows.first ?? 0) + 1
      let width = (columns.last ?? 0) - (columns.first ?? 0) + 1
      if max(height, width) == 20 { exact += 1 }
    }
    #expect(Double(exact) / Double(dataset.count) > 0.999)
  }

  @Test func theCentreOfMassIsInTheMiddle() {
    let places = Tensor(0..<side)
    for index in 0..<dataset.count {
      let image = dataset.image(index).squeezed(axis: 0)
      let row = (image.sum(axes: 1) * places).sum() / image.sum()
      let column = (image.sum(axes: 0) * places).sum() / image.sum()
      #expect(abs(row - 14) < 0.51 && abs(column - 14) < 0.51, "image \(index)")
    }
  }

  @Test func pixelsAreBytes() {
    #expect(dataset.images.elements.allSatisfy { $0 == ($0 * 255).rounded() / 255 && (0...1).contains($0) })
  }

  @Test func everyTenImagesHoldEachDigitOnceInRandomOrder() {
    #expect(dataset.classCounts == Array(repeating: 400, count: 10))
    for start in stride(from: 0, to: dataset.count, by: 10) {
      #expect(dataset.labels[start..<start + 10].sorted() == Array(0..<10))
    }
    #expect(Array(dataset.labels[0..<10]) != Array(dataset.labels[10..<20]))
  }

  @Test func anImageDependsOnItsNumberAndTheSeedAlone() {
    let fewer = DrawnDigits.dataset(count: 137, seed: 11)
    #expect(fewer.images == dataset.images[0..<137])
    #expect(fewer.labels == Array(dataset.labels[0..<137]))
    let other = DrawnDigits.dataset(count: 137, seed: 12)
    #expect(other.images != fewer.images)
    #expect(other.labels != fewer.labels)
    #expect(DrawnDigits.dataset(count: 0, seed: 11).count == 0)
  }

  /// In a process of its own: elsewhere another test may have the threads.
  @Test func threadsDoNotChangeThePixels() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let sets = [1, 2, 5].map { threads in
        Threads.count = threads
        return DrawnDigits.dataset(count: 400, seed: 11).images
      }
      exit(sets.allSatisfy { $0 == sets[0] } ? 7 : 1)
    }
  }

  /// The course's numbers follow from these bits: debug and release builds and every machine must give them.
  @Test func theBitsAreTheSameEverywhere() {
    #expect(fingerprint(of: dataset.images[0..<500]) == 9_630_420_330_865_768_273)
  }

  @Test func noTwoImagesOfADigitAreAlike() {
    let ones = dataset.gathered(dataset.labels.indices.filter { dataset.labels[$0] == 1 })
    for index in 1..<ones.count {
      #expect((ones.image(index) - ones.image(index - 1)).abs().sum() > 3, "image \(index)")
    }
  }

  @Test func everyDigitHasSeveralForms() {
    #expect(DigitForm.all.count == 10)
    #expect(DigitForm.all.allSatisfy { $0.count >= 4 && $0.allSatisfy { $0.share > 0 } })
  }

  @Test func strokesPassThroughTheirPointsAndTurnSharplyOnlyWhereMarked() {
    let stroke = Stroke("0,0 50,0 50,50! 100,50")
    let chain = stroke.flattened(steps: 4)
    #expect(chain.count == 13)
    #expect(
      stroke.points.enumerated().allSatisfy { chain[4 * $0].x == $1.position.x && chain[4 * $0].y == $1.position.y })
    #expect(chain[12] == SIMD2(1, 0.5))
    #expect(chain[9...].allSatisfy { $0.y == 0.5 })
    #expect(chain[3].y < 0)
  }
}

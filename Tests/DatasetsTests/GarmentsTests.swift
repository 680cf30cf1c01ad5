import Foundation
import TensorCore
import Testing

@testable import Datasets

@Suite(.serialized) struct GarmentsTests {
  private static let dataset = DrawnGarments.dataset(count: 4000, seed: 11)
  private var dataset: Dataset { GarmentsTests.dataset }
  private let side = 28

  @Test func theClassesAreThoseOfFashionMNIST() {
    #expect(dataset.classNames.count == 10)
    #expect(dataset.classNames.first == "T-shirt/top" && dataset.classNames.last == "Ankle boot")
    #expect(RealSet.fashionMNIST.classNames == DrawnGarments.classNames)
  }

  /// Half of a real image is ground, and the rest is greyer than a digit.
  @Test func statisticsAreNearThoseOfRealGarments() {
    let (mean, deviation) = dataset.meanAndStandardDeviation
    #expect(abs(mean - 0.286) < 0.04)
    #expect(abs(deviation - 0.353) < 0.04)
    let zeros = Double(dataset.images.elements.count { $0 == 0 }) / Double(dataset.images.count)
    #expect(abs(zeros - 0.5) < 0.03)
  }

  @Test func aGarmentFillsTheImageAndLiesInItsMiddle() {
    for index in 0..<dataset.count {
      let image = dataset.image(index).squeezed(axis: 0)
      let rows = (0..<side).filter { image.selecting($0).maximum() > 0 }
      let columns = (0..<side).filter { image.selecting($0, axis: 1).maximum() > 0 }
      let (top, bottom) = (rows.first ?? 0, rows.last ?? 0)
      let (left, right) = (columns.first ?? 0, columns.last ?? 0)
      #expect(max(bottom - top, right - left) + 1 >= 26, "image \(index)")
      #expect(abs(top - (side - 1 - bottom)) <= 2 && abs(left - (side - 1 - right)) <= 2, "image \(index)")
    }
  }

  @Test func pixelsAreBytes() {
    #expect(dataset.images.elements.allSatisfy { $0 == ($0 * 255).rounded() / 255 && (0...1).contains($0) })
  }

  @Test func everyTenImagesHoldEachKindOnceInRandomOrder() {
    #expect(dataset.classCounts == Array(repeating: 400, count: 10))
    for start in stride(from: 0, to: dataset.count, by: 10) {
      #expect(dataset.labels[start..<start + 10].sorted() == Array(0..<10))
    }
    #expect(Array(dataset.labels[0..<10]) != Array(dataset.labels[10..<20]))
  }

  @Test func anImageDependsOnItsNumberAndTheSeedAlone() {
    let fewer = DrawnGarments.dataset(count: 137, seed: 11)
    #expect(fewer.images == dataset.images[0..<137])
    #expect(fewer.labels == Array(dataset.labels[0..<137]))
    let other = DrawnGarments.dataset(count: 137, seed: 12)
    #expect(other.images != fewer.images)
    #expect(other.labels != fewer.labels)
    #expect(DrawnGarments.dataset(count: 0, seed: 11).count == 0)
  }

  /// Among the tops of which the reader is sure to some degree, it is correct as often as it says.
  @Test func theIdealReaderOfTopsIsAsOftenCorrectAsItSays() {
    let pen = SeededGenerator(seed: 5)
    var judged: [(sureness: Double, isCorrect: Bool)] = []
    for kind in TopKind.all.indices {
      for index in 0..<2000 {
        var generator = pen.split(UInt64(kind)).split(UInt64(index))
        let posterior = TopKind.all[kind].drawn(using: &generator).choices.posterior
        #expect(abs(posterior.reduce(0, +) - 1) < 1e-9 && posterior[kind] > 0)
        let answer = posterior.indices.max { posterior[$0] < posterior[$1] } ?? 0
        judged.append((posterior[answer], answer == kind))
      }
    }
    for range in [0.25..<0.6, 0.6..<0.8, 0.8..<0.95, 0.95..<1.1] {
      let group = judged.filter { range.contains($0.sureness) }
      let count = Double(group.count), said = group.reduce(0) { $0 + $1.sureness } / count
      let correct = Double(group.count { $0.isCorrect }) / count
      #expect(count > 50 && abs(said - correct) < 4 * (said * (1 - said) / count).squareRoot() + 0.002, "\(range)")
    }
  }

  @Test func kindsOfTopsOverlap() {
    let confusion = DrawnGarments.idealConfusion(ofEach: 1000, seed: 1)
    #expect(DrawnGarments.tops == [0, 2, 4, 6] && confusion.allSatisfy { $0.reduce(0, +) == 1000 })
    let correct = confusion.indices.map { confusion[$0][$0] }
    #expect(correct.allSatisfy { (600...990).contains($0) }, "\(correct)")
    #expect(DrawnGarments.idealConfusion(ofEach: 10, seed: 1) == DrawnGarments.idealConfusion(ofEach: 10, seed: 1))
  }

  /// Lesson 09 says so: 4.1 of 11.1 shirts have no collar, and 2.5 of 10 a closed front.
  @Test func shirtsAreDrawnAsTheLessonSays() {
    func share<Part: Equatable>(of parts: KeyValuePairs<Part, Float>, where holds: (Part) -> Bool) -> Float {
      parts.filter { holds($0.key) }.reduce(0) { $0 + $1.value } / parts.reduce(0) { $0 + $1.value }
    }
    #expect(abs(share(of: TopKind.shirt.necks) { $0 != .collar } - 4.1 / 11.1) < 1e-5)
    #expect(abs(share(of: TopKind.shirt.fronts) { $0 == .closed } - 2.5 / 10) < 1e-5)
  }

  /// In a process of its own: elsewhere another test may have the threads.
  @Test func threadsDoNotChangeThePixels() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let sets = [1, 2, 5].map { threads in
        Threads.count = threads
        return DrawnGarments.dataset(count: 400, seed: 11).images
      }
      exit(sets.allSatisfy { $0 == sets[0] } ? 7 : 1)
    }
  }

  /// The course's numbers follow from these bits: debug and release builds and every machine must give them.
  @Test func theBitsAreTheSameEverywhere() {
    #expect(fingerprint(of: dataset.images[0..<500]) == 10_293_154_578_573_195_306)
  }

  @Test func noTwoGarmentsOfAKindAreAlike() {
    for kind in 0..<10 {
      let same = dataset.gathered(dataset.labels.indices.filter { dataset.labels[$0] == kind })
      for index in 1..<same.count {
        #expect((same.image(index) - same.image(index - 1)).abs().sum() > 10, "\(kind), image \(index)")
      }
    }
  }

  @Test func trousersPartBelowAndBagsDoNot() {
    func share(of kind: Int, where holds: (Tensor) -> Bool) -> Double {
      let indices = dataset.labels.indices.filter { dataset.labels[$0] == kind }
      let count = indices.count { holds(dataset.image($0).squeezed(axis: 0)) }
      return Double(count) / Double(indices.count)
    }
    /// Whether ground lies between two parts of the garment near the lower edge.
    func parts(_ image: Tensor) -> Bool {
      let row = image.selecting(22).elements.map { $0 > 0.08 }
      guard let first = row.firstIndex(of: true), let last = row.lastIndex(of: true) else { return false }
      return row[first...last].contains(false)
    }
    #expect(share(of: 1, where: parts) > 0.5)
    #expect(share(of: 8, where: parts) < 0.02)
  }

  @Test func choicesComeAsOftenAsTheirShares() {
    var generator = SeededGenerator(seed: 5)
    let choices = (0..<4000).map { _ in generator.choice(["a": 3, "b": 1, "c": 0]) }
    #expect(abs(choices.count { $0 == "a" } - 3000) < 120)
    #expect(!choices.contains("c"))
  }

  @Test func aBandAlongALineHasItsWidth() {
    let band = Outline.band(along: [Place(0, 0), Place(4, 0)], width: 2, to: 1)
    #expect(band == [Place(0, 1), Place(4, 0.5), Place(4, -0.5), Place(0, -1)])
  }

  @Test func aPatternChangesNothingWhereItIsNot() {
    let print = Pattern.print(middle: Place(0, 0.4), radii: Place(0.1, 0.1), detail: 1, strength: 0.5)
    #expect(print.change(at: Place(0.2, 0.4)) == 0)
    #expect(print.change(at: Place(0, 0.4)) != 0)
    let stripes = Pattern.stripes(wave: Place(0, 4), share: 0.5, strength: 0.3)
    #expect(stripes.change(at: Place(0.7, 0.125)) == 0.3 && stripes.change(at: Place(-0.2, 0)) == -0.3)
  }
}

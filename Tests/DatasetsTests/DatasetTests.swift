import TensorCore
import Testing

@testable import Datasets

@Suite struct DatasetTests {
  /// Seven images of 2×3 pixels; image `i` holds the numbers `6i …`.
  let dataset = Dataset(
    name: "numbers", images: Tensor(0..<42).reshaped(7, 1, 2, 3), labels: [0, 1, 2, 0, 1, 0, 1],
    classNames: ["a", "b", "c", "d"])

  @Test func batchesKeepTheSmallerLastOne() {
    let batches = dataset.batches(of: 3)
    #expect(batches.count == 3)
    #expect(batches.map(\.count) == [3, 3, 1])
    #expect(batches.flatMap(\.labels) == dataset.labels)
    #expect(Tensor.concatenated(batches.map(\.images)) == dataset.images)
    #expect(batches[1].images.sharesStorage(with: dataset.images))
  }

  @Test func shuffledBatchesHoldEveryImageOnceWithItsLabel() {
    let generator = SeededGenerator(seed: 5)
    let batches = dataset.batches(of: 2, shuffledBy: generator)
    let places = batches.flatMap { batch in (0..<batch.count).map { Int(batch.images[$0, 0, 0, 0]) / 6 } }
    #expect(places.sorted() == Array(0..<7))
    #expect(places != Array(0..<7))
    #expect(batches.flatMap(\.labels) == places.map { dataset.labels[$0] })
    #expect(dataset.batches(of: 2, shuffledBy: generator).flatMap(\.labels) == batches.flatMap(\.labels))
    #expect(dataset.batches(of: 2, shuffledBy: generator.split(1)).map(\.images) != batches.map(\.images))
  }

  @Test func slicesAreViewsWithTheirLabels() {
    let part = dataset[2..<5]
    #expect(part.count == 3)
    #expect(part.labels == [2, 0, 1])
    #expect(part.images.shape == [3, 1, 2, 3])
    #expect(part.image(0) == dataset.image(2))
    #expect(part.images.sharesStorage(with: dataset.images))
    #expect(dataset.prefix(100).count == 7)
    #expect(dataset[3..<3].count == 0)
    #expect(dataset.gathered([6, 0]).images[0, 0, 0, 0] == 36)
  }

  @Test func countsAndMeanImagesOfClasses() {
    #expect(dataset.classCounts == [3, 3, 1, 0])
    let means = dataset.meanImages
    #expect(means.shape == [4, 1, 2, 3])
    #expect(means.selecting(0) == Tensor([16, 17, 18, 19, 20, 21].map { $0 }).reshaped(1, 2, 3))
    #expect(means.selecting(3) == .zeros(1, 2, 3))
  }

  @Test func normalizedImagesHaveMeanZeroAndDeviationOne() {
    let (mean, deviation) = dataset.meanAndStandardDeviation
    #expect(mean == 20.5)
    #expect(abs(deviation - 12.120_92) < 1e-4)
    let normalized = dataset.normalized(mean: mean, standardDeviation: deviation).meanAndStandardDeviation
    #expect(abs(normalized.mean) < 1e-6)
    #expect(abs(normalized.standardDeviation - 1) < 1e-6)
  }

  @Test func mistakesStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DrawnDigits.dataset(count: 3, seed: 1).prefix(-1)
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("Dataset.prefix: the count is -1"))
    await #expect(processExitsWith: .failure) {
      _ = Dataset(name: "", images: .zeros(2, 1, 2, 2), labels: [0], classNames: ["a"])
    }
    await #expect(processExitsWith: .failure) {
      _ = Dataset(name: "", images: .zeros(1, 1, 2, 2), labels: [1], classNames: ["a"])
    }
    await #expect(processExitsWith: .failure) {
      _ = Dataset(name: "", images: .zeros(1, 1, 2, 2), labels: [0], classNames: ["a"]).batches(of: 0)
    }
  }
}

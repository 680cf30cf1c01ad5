import Foundation
import Learning
import TensorCore
import Testing

@testable import System

@Suite("Training", .serialized)
struct TrainingTests {
  /// Bright stripes, across for class 0 and down for class 1, in noise.
  static func stripes(_ count: Int, seed: UInt64 = 7) -> (images: Tensor, labels: [Int]) {
    var generator = SeededGenerator(seed: seed)
    let labels = (0..<count).map { _ in generator.integer(in: 0..<2) }
    var images = Tensor.uniform(count, 1, 8, 8, using: &generator)
    for (index, label) in labels.enumerated() {
      let line = generator.integer(in: 1..<7)
      for place in 0..<8 { images[index, 0, label == 0 ? line : place, label == 0 ? place : line] += 1 }
    }
    return (images, labels)
  }

  static func network() -> Sequential {
    Sequential(input: [1, 8, 8], seed: 2) {
      Conv2d(5, kernel: 3, padding: 1)
      ReLU()
      MaxPool2d(2)
      Dropout2d(0.1)
      Flatten()
      Linear(12)
      ReLU()
      Dropout(0.1)
      Linear(2)
    }
  }

  static func trained(threads: Int, epochs: Int = 2) throws -> Classifier {
    Threads.count = threads
    let model = network()
    let classifier = Classifier(model, optimizer: Adam(model.parameters, rate: 0.01), seed: 3)
    let (images, labels) = stripes(300)
    try classifier.fit(images, labels, epochs: epochs, batchSize: 50)
    return classifier
  }

  @Test func aNetworkLearns() throws {
    let classifier = try Self.trained(threads: 2, epochs: 15)
    let (images, labels) = Self.stripes(200, seed: 8)
    let evaluation = try classifier.evaluate(images, labels)
    #expect(evaluation.accuracy > 0.95)
    #expect(try classifier.predict(images) == evaluation.predictions)
    #expect(classifier.history.map(\.epoch) == Array(1...15))
    let last = try #require(classifier.history.last), first = classifier.history[0]
    #expect(last.loss < first.loss && last.accuracy > 0.9)
  }

  @Test func eachEpochHasItsRate() throws {
    let model = Self.network()
    let optimizer = SGD(model.parameters, rate: 1)
    let classifier = Classifier(model, optimizer: optimizer)
    let (images, labels) = Self.stripes(60)
    var rates: [Float] = []
    for _ in 0..<2 {
      try classifier.fit(
        images, labels, epochs: 2, progress: { _ in rates.append(optimizer.rate) }, rate: { 0.1 / Float($0) })
    }
    let expected: [Float] = (1...4).map { 0.1 / Float($0) }
    #expect(rates == expected)
  }

  /// In a process of its own: elsewhere another test may have the threads.
  @Test func threadsChangeNoBit() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let runs = try [1, 2, 3, 5].map { threads in
        try TrainingTests.trained(threads: threads).model.parameters.map { $0.value.elements.map(\.bitPattern) }
      }
      exit(runs.allSatisfy { $0 == runs[0] } ? 7 : 1)
    }
  }

  @Test func piecesGiveTheGradientOfTheWholeBatch() {
    let model = Self.network()
    let (images, labels) = Self.stripes(37)
    let loss = crossEntropy(model(images), labels)
    let whole = loss.gradients(of: model.parameters)
    let plain = Sequential(input: [1, 8, 8], seed: 2) {
      Conv2d(5, kernel: 3, padding: 1)
      ReLU()
      MaxPool2d(2)
      Dropout2d(0)
      Flatten()
      Linear(12)
      ReLU()
      Dropout(0)
      Linear(2)
    }
    let result = plain.accumulateGradients(images, labels)
    #expect(abs(result.loss - loss.value.item) < 1e-5)
    for (parameter, expected) in zip(plain.parameters, whole) {
      expectClose(parameter.gradient, expected, tolerance: 1e-5, "gradient")
    }
    let predictions = plain.outputs(of: images).argmax(axis: 1)
    #expect(result.correct == zip(predictions, labels).count { $0 == $1 })
  }

  @Test func asTheLoopWrittenOut() throws {
    let model = Self.network(), other = Self.network()
    let (images, labels) = Self.stripes(64)
    try Classifier(model, optimizer: SGD(model.parameters, rate: 0.1)).fit(images, labels, batchSize: 64)
    let optimizer = SGD(other.parameters, rate: 0.1)
    var shuffler = SeededGenerator(seed: 0).split(1)
    let order = shuffler.permutation(of: 64)
    optimizer.zeroGradients()
    other.accumulateGradients(images.gathered(rows: order), order.map { labels[$0] }, training: shuffler.split(0))
    optimizer.step()
    #expect(model.parameters.map(\.value) == other.parameters.map(\.value))
  }

  @Test func progressTellsEveryStep() throws {
    let model = Self.network()
    let (images, labels) = Self.stripes(70)
    var reports: [TrainingProgress] = []
    try Classifier(model, optimizer: SGD(model.parameters, rate: 0.1)).fit(
      images, labels, epochs: 2, batchSize: 32, validation: (images, labels)
    ) { reports.append($0) }
    #expect(reports.map(\.step) == [1, 2, 3, 1, 2, 3])
    #expect(reports.map(\.epoch) == [1, 1, 1, 2, 2, 2])
    #expect(reports.allSatisfy { $0.steps == 3 && $0.epochs == 2 && $0.imagesPerSecond > 0 && $0.secondsLeft >= 0 })
    #expect(reports[0].loss == reports[0].batchLoss)
    #expect(reports[5].secondsLeft == 0)
  }

  @Test func aBatchLargerThanTheSetIsOneBatch() throws {
    let model = Self.network()
    let (images, labels) = Self.stripes(5)
    var steps = 0
    try Classifier(model, optimizer: SGD(model.parameters, rate: 0.1)).fit(images, labels, batchSize: 64) { _ in
      steps += 1
    }
    #expect(steps == 1)
  }

  @Test func confusionsAndAccuraciesPerClass() throws {
    let model = Sequential(input: [3]) { Linear(weight: Tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]])) }
    let images = Tensor([[9, 0, 0], [0, 9, 0], [0, 9, 0], [9, 0, 0]])
    let evaluation = try Classifier(model, optimizer: SGD(model.parameters, rate: 0)).evaluate(images, [0, 1, 0, 0])
    #expect(evaluation.predictions == [0, 1, 1, 0])
    #expect(evaluation.confusion == [[2, 1, 0], [0, 1, 0], [0, 0, 0]])
    #expect(evaluation.accuracy == 0.75)
    #expect(evaluation.accuracyPerClass[0] == 2 / 3 && evaluation.accuracyPerClass[1] == 1)
    #expect(evaluation.accuracyPerClass[2].isNaN)
  }

  func failure(
    images: Tensor, labels: [Int], rate: Float = 0.1, epochs: Int = 3
  ) -> TrainingError? {
    let model = Self.network()
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: rate))
    do {
      try classifier.fit(images, labels, epochs: epochs, batchSize: 10)
      return nil
    } catch {
      return error as? TrainingError
    }
  }

  @Test func whatCannotBeLearnedFromIsRefused() {
    let (images, labels) = Self.stripes(20)
    #expect(failure(images: Tensor.zeros(0, 1, 8, 8), labels: []) == .noImages)
    #expect(
      failure(images: Tensor.zeros(20, 1, 8, 9), labels: labels)
        == .imageShape(expected: [1, 8, 8], found: [1, 8, 9]))
    #expect(failure(images: images, labels: [0]) == .labelCount(images: 20, labels: 1))
    var wrong = labels
    wrong[4] = 2
    #expect(failure(images: images, labels: wrong) == .labelOutOfRange(label: 2, index: 4, classes: 2))
    wrong[4] = -1
    #expect(
      failure(images: images, labels: wrong)?.description
        == "label -1 of image 4 names no class; there are 2, 0 to 1")
  }

  @Test func imagesThatAreNotNumbersEndTraining() throws {
    var (images, labels) = Self.stripes(20)
    images[3, 0, 4, 4] = .nan
    guard case .notFinite(let step, 1, _, let cause) = try #require(failure(images: images, labels: labels)) else {
      Issue.record("training went on")
      return
    }
    #expect((1...2).contains(step))
    #expect(cause == "the batch's images hold values that are not finite; mend the data")
  }

  /// A channel that does not vary has no finite scale, though its running variance has one.
  @Test func whatIsNotFiniteInTrainingAloneIsFound() throws {
    let model = Sequential(input: [2]) {
      BatchNorm1d(epsilon: 0)
      Linear(2)
    }
    let images = Tensor([[1, 0], [1, 1], [1, 2]])
    let error = #expect(throws: TrainingError.self) {
      try Classifier(model, optimizer: SGD(model.parameters, rate: 0.1)).fit(images, [0, 1, 0])
    }
    #expect(try #require(error?.description).contains("the result of layer 0, BatchNorm1d"))
  }

  @Test func aNetworkWithoutAnInputIsToldWhatItLacks() async {
    for use in 0..<4 {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        [use = use as Int] in
        let model = Sequential {
          Flatten()
          Linear(10)
        }
        switch use {
        case 0: _ = model.outputs(of: .ones(1))
        case 1: try model.save(to: "/nowhere/model.safetensors")
        case 2: try model.load(from: "/nowhere/model.safetensors")
        default: _ = try Classifier(model, optimizer: SGD([], rate: 1)).predict(.ones(1))
        }
      }
      let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
      #expect(message.contains("nobody has told the network what it takes; write Sequential(input: …)"))
    }
  }

  @Test func aRateThatExplodesEndsTraining() throws {
    let (images, labels) = Self.stripes(20)
    for epochs in [1, 5] {
      let error = try #require(failure(images: images, labels: labels, rate: 1e30, epochs: epochs))
      guard case .notFinite(_, _, _, let cause) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(cause.contains("layer") && cause.contains("lower the learning rate"), "\(cause)")
    }
  }
}

import Foundation
import Learning
import TensorCore
import Testing

@Suite("Batch normalisation", .serialized)
struct BatchNormTests {
  struct Case: Decodable {
    struct Step: Decodable {
      let input, output, outputGradient, inputGradient, weightGradient, biasGradient: Reference.Values
      let runningMean, runningVariance: Reference.Values
      let batches: Float
    }
    let kind: String
    let momentum, epsilon: Float
    let weight, bias: Reference.Values
    let steps: [Step]
  }

  /// Three steps of training and one evaluation each.
  @Test func asInPyTorch() throws {
    for (number, reference) in try Reference.cases("normalisations", as: Case.self).enumerated() {
      let (momentum, epsilon) = (reference.momentum, reference.epsilon)
      let shape = Array(reference.steps[0].input.shape.dropFirst())
      let model = Sequential(input: shape) {
        if reference.kind == "2d" {
          BatchNorm2d(momentum: momentum, epsilon: epsilon)
        } else {
          BatchNorm1d(momentum: momentum, epsilon: epsilon)
        }
      }
      model.parameters[0].value = reference.weight.tensor
      model.parameters[1].value = reference.bias.tensor
      for (index, step) in reference.steps.enumerated() {
        let what = "case \(number), step \(index)"
        let x = Variable(step.input.tensor)
        let y = index < 3 ? model(x, training: SeededGenerator(seed: 0)) : model(x)
        for parameter in model.parameters { parameter.gradient = nil }
        y.backward(step.outputGradient.tensor)
        expectClose(y.value, step.output.tensor, "\(what): output")
        expectClose(x.gradient, step.inputGradient.tensor, tolerance: 2e-5, "\(what): input gradient")
        expectClose(model.parameters[0].gradient, step.weightGradient.tensor, "\(what): weight gradient")
        expectClose(model.parameters[1].gradient, step.biasGradient.tensor, "\(what): bias gradient")
        let buffers = model.namedBuffers
        #expect(buffers.map(\.name) == ["0.running_mean", "0.running_var", "0.num_batches_tracked"])
        expectClose(buffers[0].variable.value, step.runningMean.tensor, "\(what): running mean")
        expectClose(buffers[1].variable.value, step.runningVariance.tensor, "\(what): running variance")
        #expect(buffers[2].variable.value == Tensor(step.batches))
      }
    }
  }

  @Test func valuesFarFromZeroKeepTheirDigits() {
    let x = Tensor([-1, 1]).tiled(8, 4).reshaped(8, 1, 8) + 100_000
    let y = batchNorm(Variable(x), weight: Variable(Tensor([1])), bias: Variable(Tensor([0]))).result
    #expect(y.value.isClose(to: x - 100_000, tolerance: 1e-4))
  }

  @Test func imagesWithoutChannelsStayAsTheyAre() {
    let model = Sequential(input: [0, 3, 3]) { BatchNorm2d() }
    let y = model(Tensor.zeros(2, 0, 3, 3), training: SeededGenerator(seed: 1))
    y.sum().backward()
    #expect(y.shape == [2, 0, 3, 3] && model.parameters[0].gradient?.shape == [0])
  }

  static func network() -> Sequential {
    Sequential(input: [1, 8, 8], seed: 2) {
      Conv2d(16, kernel: 3, padding: 1)
      BatchNorm2d()
      ReLU()
      Flatten()
      Linear(12)
      BatchNorm1d()
      Dropout(0.2)
      Linear(2)
    }
  }

  /// The batch is not cut: its gradient is that of the loss over all of it, and the statistics move once.
  @Test func aBatchIsLearnedWhole() {
    let (images, labels) = TrainingTests.stripes(150)
    let (model, other) = (Self.network(), Self.network()), generator = SeededGenerator(seed: 5)
    let result = model.accumulateGradients(images, labels, training: generator)
    let loss = crossEntropy(other(images, training: generator.split(0)), labels)
    loss.backward()
    #expect(result.loss == loss.value.item)
    #expect(model.parameters.map(\.gradient) == other.parameters.map(\.gradient))
    #expect(model.namedBuffers.map(\.variable.value) == other.namedBuffers.map(\.variable.value))
    #expect(model.namedBuffers[2].variable.value == Tensor(1))
    // Evaluation in pieces is evaluation of the whole, and moves nothing.
    #expect(model.outputs(of: images) == model(images).value)
    #expect(model.namedBuffers[2].variable.value == Tensor(1))
  }

  /// In a process of its own: elsewhere another test may have the threads.
  @Test func threadsChangeNoBit() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let (images, labels) = TrainingTests.stripes(300)
      let runs = try [1, 2, 3, 5].map { threads in
        Threads.count = threads
        let model = BatchNormTests.network()
        try Classifier(model, optimizer: Adam(model.parameters, rate: 0.01), seed: 3)
          .fit(images, labels, epochs: 2, batchSize: 130)
        return (model.namedParameters + model.namedBuffers).map { $0.variable.value.elements.map(\.bitPattern) }
      }
      exit(runs.allSatisfy { $0 == runs[0] } ? 7 : 1)
    }
  }

  /// 9 rows in batches of 4 are a batch of 4 and one of 5; in batches of 3 they are three.
  @Test(arguments: [(4, 2), (3, 3), (8, 1), (9, 1), (20, 1)])
  func aRowLeftOverJoinsTheBatchBeforeIt(_ batchSize: Int, _ steps: Int) throws {
    let model = Sequential(input: [3]) {
      Linear(4)
      BatchNorm1d()
      Linear(2)
    }
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0.1))
    var generator = SeededGenerator(seed: 1)
    let rows = Tensor.uniform(9, 3, using: &generator)
    var seen: [Int] = []
    try classifier.fit(rows, (0..<9).map { $0 % 2 }, batchSize: batchSize, progress: { seen.append($0.steps) })
    #expect(seen == Array(repeating: steps, count: steps))
  }

  @Test func aSingleValueCannotVary() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Sequential(input: [3]) { BatchNorm1d() }
      _ = model(Tensor.ones(1, 3), training: SeededGenerator(seed: 0))
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("has too few values of each channel: 1; it takes two to vary"))
  }

  @Test func anEpsilonBelowZeroIsRefused() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let one = Variable(Tensor([1]))
      _ = batchNorm(Variable(.ones(2, 1)), weight: one, bias: one, epsilon: -1)
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("batchNorm: epsilon -1.0 must not be negative"))
  }

  @Test func itTakesTheChannelsItWasSizedFor() {
    #expect(throws: ShapeMismatch.self) { try BatchNorm2d().outputShape(for: [9]) }
    #expect(throws: ShapeMismatch.self) { try BatchNorm1d().outputShape(for: [1, 2, 3]) }
    #expect(BatchNorm2d().description == "BatchNorm2d")
    #expect(BatchNorm1d(momentum: 0.5, epsilon: 0.001).description == "BatchNorm1d(momentum: 0.5, epsilon: 0.001)")
  }
}

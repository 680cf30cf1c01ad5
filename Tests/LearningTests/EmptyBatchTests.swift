import Learning
import TensorCore
import Testing

/// A batch without examples goes through every operation and back, and is refused where something must be learned.
@Suite("Empty batches") struct EmptyBatchTests {
  private let images = Variable(Tensor.zeros(0, 2, 6, 5))

  /// The gradients of the sum of a result with respect to some variables.
  private func gradients(of result: Variable, _ variables: [Variable]) -> [Tensor?] {
    result.sum().backward()
    return variables.map(\.gradient)
  }

  @Test func goThroughConvolutionAndPooling() {
    let kernel = Variable(Tensor.ones(3, 2, 3, 3)), bias = Variable(Tensor.ones(3))
    let maps = convolve2d(images, kernel: kernel, bias: bias, padding: 1)
    #expect(maps.shape == [0, 3, 6, 5])
    let pooled = averagePool2d(maxPool2d(relu(maps), window: 2), window: 2)
    #expect(pooled.shape == [0, 3, 1, 1])
    #expect(
      gradients(of: pooled, [kernel, bias, images])
        == [Tensor.zeros(3, 2, 3, 3), Tensor.zeros(3), Tensor.zeros(0, 2, 6, 5)])
  }

  @Test func goThroughLinearLayersAndSoftmax() {
    let x = Variable(Tensor.zeros(0, 4)), weight = Variable(Tensor.ones(3, 4)), bias = Variable(Tensor.ones(3))
    let y = linear(x, weight: weight, bias: bias)
    #expect(y.shape == [0, 3] && softmax(y).shape == [0, 3] && logSoftmax(y).shape == [0, 3])
    #expect(
      gradients(of: softmax(y) * logSoftmax(y), [x, weight, bias])
        == [Tensor.zeros(0, 4), Tensor.zeros(3, 4), Tensor.zeros(3)])
  }

  /// As in PyTorch, whose cross_entropy, nll_loss and mse_loss give NaN: the mean of nothing.
  @Test func haveNoMeanLoss() {
    let x = Variable(Tensor.zeros(0, 3))
    for loss in [crossEntropy(x, []), negativeLogLikelihood(x, []), meanOfSquares(x, Tensor.zeros(0, 3))] {
      #expect(loss.value.item.isNaN)
      loss.backward()
      #expect(x.gradient?.shape == [0, 3])
    }
    #expect(sumOfSquares(x, Tensor.zeros(0, 3)).value.item == 0)
  }

  @Test func giveNoOutputsAndCannotBeLearnedFrom() async throws {
    let model = Sequential(input: [2, 6, 5], seed: 1) {
      Conv2d(3, kernel: 3)
      ReLU()
      MaxPool2d(2)
      Flatten()
      Linear(4)
    }
    #expect(model.outputs(of: images.value).shape == [0, 4])
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0.1))
    #expect(throws: TrainingError.noImages) { try classifier.fit(images.value, []) }
    #expect(throws: TrainingError.noImages) { try classifier.evaluate(images.value, []) }
    #expect(throws: TrainingError.noImages) { try classifier.predict(images.value) }
    let ofNumbers = Sequential(input: []) {
      Flatten()
      Linear(2)
    }
    #expect(throws: TrainingError.noImages) {
      try Classifier(ofNumbers, optimizer: SGD(ofNumbers.parameters, rate: 0.1)).predict(Tensor(3))
    }
    let stopped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Sequential(input: [4], seed: 1) { Linear(2) }
      model.accumulateGradients(Tensor.zeros(0, 4), [])
    }
    let message = String(decoding: stopped?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("accumulateGradients: the batch is empty"))
  }
}

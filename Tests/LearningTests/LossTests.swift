import Learning
import TensorCore
import Testing

@Suite("Losses of batches that are cut into pieces")
struct LossTests {
  static func network() -> Sequential {
    Sequential(input: [1, 8, 8], seed: 2) {
      Flatten()
      Linear(2)
    }
  }

  @Test func aMeanOfOnesOwnGivesTheGradientOfTheWholeBatch() {
    let (images, labels) = TrainingTests.stripes(150), model = Self.network()
    let loss: Loss = { output, labels in 3 * crossEntropy(output, labels, smoothing: 0.1) + output.squared().mean() }
    let whole = loss(model(images), labels).gradients(of: model.parameters)
    model.accumulateGradients(images, labels, loss: loss)
    for (parameter, expected) in zip(model.parameters, whole) {
      expectClose(parameter.gradient, expected, "gradient")
    }
  }

  @Test func aSumIsRefusedWhereItsGradientWouldBeTooSmall() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (images, labels) = TrainingTests.stripes(150)
      LossTests.network().accumulateGradients(images, labels) { crossEntropy($0, $1) * Float($1.count) }
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("a loss must be the mean over the examples"), "\(message)")
  }

  @Test func aLossThatTellsExamplesOfEachOtherIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let (images, labels) = TrainingTests.stripes(150)
      LossTests.network().accumulateGradients(images, labels) { output, _ in output.variance(axes: [0]).sum().sqrt() }
    }
  }

  @Test func aBatchOfOnePieceTakesAnyLoss() {
    let (images, labels) = TrainingTests.stripes(20), model = Self.network()
    let loss: Loss = { crossEntropy($0, $1) * Float($1.count) }
    let whole = loss(model(images), labels).gradients(of: model.parameters)
    model.accumulateGradients(images, labels, loss: loss)
    #expect(model.parameters.map(\.gradient) == whole)
  }
}

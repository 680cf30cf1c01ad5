import Learning
import TensorCore
import Testing

@Suite("The networks of the course")
struct NetworkDefinitionTests {
  @Test(
    arguments: [
      (Sequential.perceptron(seed: 0), 101_770), (Sequential.perceptronWithSoftmax(seed: 0), 101_770),
      (Sequential.lenet1998(seed: 0), 61_706), (Sequential.modernLeNet(seed: 0), 37_106),
      (Sequential.lenetWithSoftmax(seed: 0), 37_106), (Sequential.featureMapNetwork(seed: 0), 101_962),
      (Sequential.shiftNetwork(seed: 0), 4_244), (Sequential.fashionNetwork(seed: 0), 225_034),
      (Sequential.dropoutNetwork(seed: 0), 300_426),
    ])
  func parametersAsTheSourcesCountThem(model: Sequential, count: Int) {
    #expect(model.parameterCount == count)
    #expect(model.inputShape == [1, 28, 28])
    #expect(model.outputShape == [10])
  }

  @Test func theSeedDecidesTheWeights() {
    func first(_ seed: UInt64) -> Tensor { Sequential.fashionNetwork(seed: seed).parameters[0].value }
    #expect(first(1) == first(1))
    #expect(first(1) != first(2))
  }

  @Test func theShiftNetworkFollowsItsSpecification() {
    let model = Sequential.shiftNetwork(
      taps: [1, 2, 0], features: [3, 2, 5, 4], sizes: [24, 12, 4, 4], classes: 7, seed: 0)
    #expect(model.inputShape == [3, 24, 24])
    #expect(
      model.outputShapes == [
        [2, 24, 24], [2, 24, 24], [2, 12, 12], [5, 12, 12], [5, 12, 12], [5, 4, 4], [4, 4, 4], [4, 4, 4], [4, 4, 4],
        [64], [7],
      ])
    #expect(model.namedParameters.map(\.variable.shape) == [[2, 3, 3, 3], [5, 2, 5, 5], [4, 5, 1, 1], [7, 64]])
  }

  /// The published readout starts normal with standard deviation 1, far larger than PyTorch's default.
  @Test func theReadoutOfTheShiftNetworkStartsNormal() {
    let readout = Sequential.shiftNetwork(seed: 4).parameters[2].value
    #expect(abs(readout.variance() - 1) < 0.05)
    #expect(abs(readout.mean()) < 0.05)
  }

  @Test(arguments: [
    ([Int](), [1], [28]), ([1], [1], [28, 14]), ([1], [1, 4], [28]), ([1], [1, 4], [28, 13]),
    ([1], [1, 4], [28, 0]), ([.max], [1, 4], [28, 14]), ([-1], [1, 4], [28, 14]),
  ])
  func aSpecificationThatDoesNotAddUpStops(taps: [Int], features: [Int], sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [taps, features, sizes] in
      _ = Sequential.shiftNetwork(taps: taps, features: features, sizes: sizes, seed: 0)
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("Fatal error: shiftNetwork: "), "\(message)")
  }

  @Test func aSizeBelowZeroAndASlopeWithoutEndStop() async {
    await #expect(processExitsWith: .failure) { _ = Sequential(input: [-2]) { ReLU() } }
    await #expect(processExitsWith: .failure) { _ = Initialization.kaimingUniform(slope: .nan) }
  }

  @Test func theSoftmaxedNetworksGiveShares() {
    let images = Tensor.ones(2, 1, 28, 28)
    for model in [Sequential.perceptronWithSoftmax(seed: 1), Sequential.lenetWithSoftmax(seed: 1)] {
      let sums = model(images).value.sum(axes: 1)
      #expect(sums.isClose(to: Tensor.ones(2), tolerance: 1e-5))
    }
  }

  @Test func theDropoutNetworkDropsInTrainingAndGivesLogProbabilities() {
    let model = Sequential.dropoutNetwork(seed: 1)
    let images = Tensor.ones(2, 1, 28, 28)
    let result = model(images).value
    #expect(result.exp().sum(axes: 1).isClose(to: Tensor.ones(2), tolerance: 1e-5))
    #expect(model(images, training: SeededGenerator(seed: 1)).value != result)
  }
}

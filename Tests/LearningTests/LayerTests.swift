import Learning
import TensorCore
import Testing

@Suite("Layers and networks")
struct LayerTests {
  static func lenet(seed: UInt64 = 1) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(6, kernel: 5, padding: 2).named("conv1")
      ReLU()
      MaxPool2d(2)
      Conv2d(16, kernel: 5, bias: false)
      ReLU()
      AveragePool2d(2)
      Flatten()
      Linear(10)
    }
  }

  @Test func sizesFollowFromTheInput() {
    let model = Self.lenet()
    #expect(
      model.outputShapes == [
        [6, 28, 28], [6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 10, 10], [16, 5, 5], [400], [10],
      ]
    )
    #expect(model(Tensor.zeros(3, 1, 28, 28)).shape == [3, 10])
    #expect(
      model.layerOutputs(Variable(Tensor.zeros(2, 1, 28, 28))).map { Array($0.shape.dropFirst()) }
        == model.outputShapes)
  }

  @Test func parametersAreNamedAsInPyTorch() {
    let parameters = Self.lenet().namedParameters
    #expect(parameters.map(\.name) == ["conv1.weight", "conv1.bias", "3.weight", "7.weight", "7.bias"])
    #expect(parameters.map(\.variable.shape) == [[6, 1, 5, 5], [6], [16, 6, 5, 5], [10, 400], [10]])
  }

  @Test func theTableListsShapesParametersAndMultiplyAdds() {
    #expect(
      Self.lenet().description == """
               layer                               output shape  parameters  multiply-adds
               input                               (1, 28, 28)                            
        conv1  Conv2d(6, kernel: 5, padding: 2)    (6, 28, 28)          156        117,600
        1      ReLU                                (6, 28, 28)                            
        2      MaxPool2d(2)                        (6, 14, 14)                            
        3      Conv2d(16, kernel: 5, bias: false)  (16, 10, 10)       2,400        240,000
        4      ReLU                                (16, 10, 10)                           
        5      AveragePool2d(2)                    (16, 5, 5)                             
        6      Flatten                             (400)                                  
        7      Linear(10)                          (10)               4,010          4,000
               total                                                  6,566        361,600
        """)
  }

  /// Sizes and names are PyTorch's: `Conv2d(4, 8, 3, padding="same", dilation=2, groups=4)` and so on.
  @Test func layersOfEveryKindOfConvolution() {
    let model = Sequential(input: [4, 9, 10]) {
      Conv2d(8, kernel: 3, padding: .same, dilation: 2, groups: 4).named("depthwise")
      Conv2d(6, kernel: 1, padding: .sides(top: 0, bottom: 1, left: 0, right: 0)).named("pointwise")
      ConvTranspose2d(4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2).named("up")
      AdaptiveAveragePool2d([3, 4])
      GlobalAveragePool2d()
    }
    #expect(model.outputShapes == [[8, 9, 10], [6, 10, 10], [4, 20, 20], [4, 3, 4], [4]])
    #expect(model.parameters.map(\.shape) == [[8, 1, 3, 3], [8], [6, 8, 1, 1], [6], [6, 2, 3, 3], [4]])
    #expect(model.namedParameters.map(\.name).contains("up.weight"))
    #expect(model.rows.map(\.multiplyAdds) == [8 * 90 * 9, 600 * 8, 600 * 18, 0, 0])
    #expect(model.rows[0].layer == "Conv2d(8, kernel: 3, padding: .same, dilation: 2, groups: 4)")
    #expect(
      model.rows[2].layer == "ConvTranspose2d(4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2)")
    #expect(model(Tensor.ones(2, 4, 9, 10)).shape == [2, 4])
    let bound = 1 / Float(2 * 9).squareRoot()
    #expect(model.parameters[4].value.maximum() < bound && model.parameters[4].value.maximum() > 0.8 * bound)
  }

  @Test func aSizeThatDoesNotFitIsToldByLayer() throws {
    func mismatch(_ layer: any Layer, _ input: [Int]) -> String {
      do {
        return "\(try layer.outputShape(for: input))"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      mismatch(Linear(10), [6, 5, 5]) == "expected a row of numbers (put Flatten() before it), found [6, 5, 5]")
    #expect(mismatch(Conv2d(4, kernel: 3), [9]) == "expected an image (channels, height, width), found [9]")
    #expect(
      mismatch(Conv2d(4, kernel: 5), [1, 4, 9])
        == "expected an image of at least 5×5 with its padding of 0×0, found [1, 4, 9]")
    #expect(
      mismatch(MaxPool2d(2), [1, -4, 9])
        == "expected an image of at least 2×2 with its padding of 0×0, found [1, -4, 9]")
    #expect(
      mismatch(Conv2d(weight: Tensor.zeros(2, 3, 1, 1)), [1, 4, 4])
        == "expected an image of 3 channels, found [1, 4, 4]")
    #expect(
      mismatch(MaxPool2d(3), [2, 2, 8])
        == "expected an image of at least 3×3 with its padding of 0×0, found [2, 2, 8]")
    #expect(
      mismatch(Conv2d(4, kernel: 3, dilation: 4), [1, 8, 9])
        == "expected an image of at least 3×3 for its dilation of 4×4 with its padding of 0×0, found [1, 8, 9]")
    #expect(
      mismatch(Conv2d(4, kernel: 3, groups: 2), [3, 8, 9])
        == "expected a number of channels that 2 groups can share, found [3, 8, 9]")
    #expect(
      mismatch(ConvTranspose2d(4, kernel: 1, padding: 2), [3, 4, 9])
        == "expected an image of which padding 2×2 leaves some of the output, found [3, 4, 9]")
    #expect(
      mismatch(ConvTranspose2d(4, kernel: 1), [3, 0, 9]) == "expected an image of at least 1×1, found [3, 0, 9]")
    #expect(
      mismatch(ConvTranspose2d(4, kernel: 2, stride: 2), [1, 1 << 52, 4])
        == "expected sizes that memory has addresses for, found [1, 4503599627370496, 4]")
    #expect(mismatch(Softmax(), []) == "expected at least one axis, found []")
    #expect(mismatch(LogSoftmax(), []) == "expected at least one axis, found []")
    #expect(mismatch(Dropout2d(0.5), []) == "expected at least one axis, found []")
    #expect(mismatch(Linear(weight: Tensor.zeros(2, 3)), [4]) == "expected a row of 3 numbers, found [4]")
  }

  @Test func weightsOfNoInputsThatWereGivenStay() throws {
    let model = Sequential(input: [0]) { Linear(weight: .zeros(3, 0), bias: Tensor([1, 2, 3])) }
    #expect(model(Tensor.zeros(2, 0)).value == Tensor([[1, 2, 3], [1, 2, 3]]))
    for layer in [Linear(weight: .zeros(3, 0)), Conv2d(weight: .zeros(3, 0, 1, 1))] as [any Layer] {
      #expect(throws: ShapeMismatch.self) { try layer.outputShape(for: layer is Linear ? [5] : [5, 2, 2]) }
    }
    let back = ConvTranspose2d(weight: .zeros(0, 3, 1, 1))
    #expect(throws: ShapeMismatch.self) { try back.outputShape(for: [5, 2, 2]) }
  }

  @Test func aNetworkWhoseLayersDoNotFitStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential(input: [1, 28, 28]) {
        Conv2d(6, kernel: 5)
        Linear(10)
      }
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(
      message.contains(
        "layer 1, Linear(10): expected a row of numbers (put Flatten() before it), found [6, 24, 24]"))
  }

  @Test func weightsWithoutSidesStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(weight: Tensor.zeros(2, 1, 0, 3))
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(
      message.contains(
        "Conv2d: the weight must be (O, C, height, width) with sides of at least 1; its shape is [2, 1, 0, 3]"))
  }

  @Test func imagesOfAnotherShapeStop() async {
    await #expect(processExitsWith: .failure) { _ = LayerTests.lenet()(Tensor.zeros(1, 1, 27, 28)) }
  }

  @Test func givenWeightsAreKept() {
    let kernel = Tensor([[[[1, -1]]]])
    let model = Sequential(input: [1, 2, 3]) { Conv2d(weight: kernel, bias: Tensor([0.5])) }
    #expect(model.parameters[0].value == kernel)
    #expect(model(Tensor([[[[1, 2, 4], [0, 0, 3]]]])).value == Tensor([[[[-0.5, -1.5], [0.5, -2.5]]]]))
  }

  /// PyTorch's default: weight and bias uniform within ±1 / √fan-in.
  @Test func weightsStartAsInPyTorch() {
    let model = Sequential(input: [8, 10, 10], seed: 3) {
      Conv2d(64, kernel: 5)
      Flatten()
      Linear(50, initialization: .xavierUniform)
    }
    let bounds = [1 / Float(200).squareRoot(), 1 / Float(200).squareRoot(), (6 / Float(2304 + 50)).squareRoot()]
    for (parameter, bound) in zip(model.namedParameters, bounds) {
      let value = parameter.variable.value
      #expect(value.maximum() < bound && value.maximum() > 0.9 * bound, "\(parameter.name)")
      #expect(value.minimum() >= -bound && value.minimum() < -0.9 * bound, "\(parameter.name)")
      #expect(
        abs(value.variance() * 3 / (bound * bound) - 1) < (value.count > 1000 ? 0.05 : 0.5), "\(parameter.name)")
    }
  }

  @Test func theSeedDecidesTheWeights() {
    let weights = { (seed: UInt64) in Self.lenet(seed: seed).parameters.map(\.value) }
    #expect(weights(1) == weights(1))
    #expect(weights(1)[0] != weights(2)[0])
  }

  @Test func dropoutActsInTrainingOnly() {
    let model = Sequential(input: [100]) { Dropout(0.5) }
    let ones = Tensor.ones(2, 100)
    #expect(model(ones).value == ones)
    let generator = SeededGenerator(seed: 1)
    let dropped = model(ones, training: generator).value
    #expect(Set(dropped.elements) == [0, 2])
    #expect(model(ones, training: generator).value == dropped)
    #expect(model(ones, training: generator.split(1)).value != dropped)
  }
}

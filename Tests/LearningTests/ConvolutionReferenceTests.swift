import Learning
import TensorCore
import Testing

private func size(_ pair: [Int]) -> Size2D { Size2D(height: pair[0], width: pair[1]) }

/// `Tests/Reference/convolution_reference.py` makes the files but for `conv2d` and `pooling`.
@Suite("Convolution and pooling as PyTorch computes them")
struct ConvolutionReferenceTests {
  struct PlainCase: Decodable {
    let stride, padding: [Int]
    let input, weight, output, outputGradient, inputGradient, weightGradient: Reference.Values
    let bias, biasGradient: Reference.Values?
  }

  @Test func convolutionByEveryAlgorithmAndItsGradients() throws {
    let cases = try Reference.cases("conv2d", as: PlainCase.self)
    #expect(cases.count == 16)
    for (number, reference) in cases.enumerated() {
      let (stride, padding) = (size(reference.stride), size(reference.padding))
      for algorithm in ConvolutionAlgorithm.allCases {
        let output = convolve2d(
          reference.input.tensor, kernel: reference.weight.tensor, bias: reference.bias?.tensor, stride: stride,
          padding: padding, algorithm: algorithm)
        expectClose(output, reference.output.tensor, "\(algorithm) \(number)")
      }
      let image = Variable(reference.input.tensor), kernel = Variable(reference.weight.tensor)
      let bias = (reference.bias?.tensor).map { Variable($0) }
      let output = convolve2d(image, kernel: kernel, bias: bias, stride: stride, padding: padding)
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, "output \(number)")
      expectClose(image.gradient, reference.inputGradient.tensor, "input gradient \(number)")
      expectClose(kernel.gradient, reference.weightGradient.tensor, tolerance: 1e-4, "weight gradient \(number)")
      expectClose(bias?.gradient, reference.biasGradient?.tensor, tolerance: 1e-4, "bias gradient \(number)")
    }
  }

  struct FullCase: Decodable {
    let stride, sides, dilation: [Int]
    let same: Bool
    let groups: Int
    let input, weight, output, outputGradient, inputGradient, weightGradient: Reference.Values
    let bias, biasGradient: Reference.Values?
    var padding: Padding {
      same ? .same : .sides(top: sides[0], bottom: sides[1], left: sides[2], right: sides[3])
    }
  }

  @Test func dilationGroupsAndUnevenPadding() throws {
    let cases = try Reference.cases("convolutions", as: FullCase.self)
    #expect(cases.count == 13)
    for (number, reference) in cases.enumerated() {
      let (stride, dilation, groups) = (size(reference.stride), size(reference.dilation), reference.groups)
      for algorithm in ConvolutionAlgorithm.allCases {
        let output = convolve2d(
          reference.input.tensor, kernel: reference.weight.tensor, bias: reference.bias?.tensor, stride: stride,
          padding: reference.padding, dilation: dilation, groups: groups, algorithm: algorithm)
        expectClose(output, reference.output.tensor, "\(algorithm) \(number)")
      }
      let image = Variable(reference.input.tensor)
      let layer = Conv2d(
        weight: reference.weight.tensor, bias: reference.bias?.tensor, stride: stride, padding: reference.padding,
        dilation: dilation, groups: groups)
      let output = layer(image)
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, "output \(number)")
      expectClose(image.gradient, reference.inputGradient.tensor, "input gradient \(number)")
      expectClose(layer.weight.gradient, reference.weightGradient.tensor, "weight gradient \(number)")
      expectClose(layer.bias?.gradient, reference.biasGradient?.tensor, "bias gradient \(number)")
      #expect(try layer.outputShape(for: Array(reference.input.shape[1...])) == Array(reference.output.shape[1...]))
    }
  }

  struct TransposedCase: Decodable {
    let stride, padding, outputPadding, dilation: [Int]
    let groups: Int
    let input, weight, output, outputGradient, inputGradient, weightGradient: Reference.Values
    let bias, biasGradient: Reference.Values?
  }

  @Test func transposedConvolution() throws {
    let cases = try Reference.cases("transposed", as: TransposedCase.self)
    #expect(cases.count == 9)
    for (number, reference) in cases.enumerated() {
      let image = Variable(reference.input.tensor)
      let layer = ConvTranspose2d(
        weight: reference.weight.tensor, bias: reference.bias?.tensor, stride: size(reference.stride),
        padding: size(reference.padding), outputPadding: size(reference.outputPadding),
        dilation: size(reference.dilation), groups: reference.groups)
      let output = layer(image)
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, "output \(number)")
      expectClose(image.gradient, reference.inputGradient.tensor, "input gradient \(number)")
      expectClose(layer.weight.gradient, reference.weightGradient.tensor, "weight gradient \(number)")
      expectClose(layer.bias?.gradient, reference.biasGradient?.tensor, "bias gradient \(number)")
      #expect(try layer.outputShape(for: Array(reference.input.shape[1...])) == Array(reference.output.shape[1...]))
    }
  }

  struct PoolingCase: Decodable {
    let kind: String
    let window, stride, padding: [Int]
    let input, output, outputGradient, inputGradient: Reference.Values
  }

  @Test func poolingByEveryAlgorithmAndItsGradient() throws {
    let cases = try Reference.cases("pooling", as: PoolingCase.self)
    #expect(cases.count == 20)
    for (number, reference) in cases.enumerated() {
      let (window, stride, padding) = (size(reference.window), size(reference.stride), size(reference.padding))
      let isMaximum = reference.kind == "max"
      for algorithm in PoolingAlgorithm.allCases {
        let image = reference.input.tensor
        let output =
          isMaximum
          ? maxPool2d(image, window: window, stride: stride, padding: padding, algorithm: algorithm)
          : averagePool2d(image, window: window, stride: stride, padding: padding, algorithm: algorithm)
        expectClose(output, reference.output.tensor, "\(algorithm) \(number)")
      }
      let image = Variable(reference.input.tensor)
      let output =
        isMaximum
        ? maxPool2d(image, window: window, stride: stride, padding: padding)
        : averagePool2d(image, window: window, stride: stride, padding: padding)
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, "output \(number)")
      expectClose(image.gradient, reference.inputGradient.tensor, "input gradient \(number)")
    }
  }

  struct AdaptiveCase: Decodable {
    let size: [Int]
    let input, output, outputGradient, inputGradient: Reference.Values
  }

  @Test func adaptiveAveragePooling() throws {
    let cases = try Reference.cases("adaptive", as: AdaptiveCase.self)
    #expect(cases.count == 6)
    for (number, reference) in cases.enumerated() {
      let image = Variable(reference.input.tensor)
      let output = adaptiveAveragePool2d(image, size: size(reference.size))
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, "output \(number)")
      expectClose(image.gradient, reference.inputGradient.tensor, "input gradient \(number)")
    }
    let image = try #require(cases.first).input.tensor
    #expect(globalAveragePool2d(image) == adaptiveAveragePool2d(image, size: 1).reshaped(2, 3))
    #expect(globalAveragePool2d(Variable(image)).value == globalAveragePool2d(image))
  }
}

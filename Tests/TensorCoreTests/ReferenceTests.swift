import Foundation
import Testing

@testable import System
@testable import TensorCore

/// Cases computed by PyTorch in float32.
private struct Reference<Case: Decodable>: Decodable {
  let cases: [Case]

  static func read(_ name: String) throws -> [Case] {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: "json"))
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url)).cases
  }
}

private struct ReferenceTensor: Decodable {
  let shape: [Int]
  let values: [Float]
  var tensor: Tensor { Tensor(shape: shape, elements: values) }
}

private struct ConvolutionCase: Decodable {
  let stride, padding: [Int]
  let input, weight, output: ReferenceTensor
  let bias: ReferenceTensor?
}

private struct PoolingCase: Decodable {
  let kind: String
  let window, stride, padding: [Int]
  let input, output: ReferenceTensor
}

private func size(_ pair: [Int]) -> Size2D { Size2D(height: pair[0], width: pair[1]) }

@Test(arguments: ConvolutionAlgorithm.allCases)
func convolutionGivesWhatPyTorchGives(_ algorithm: ConvolutionAlgorithm) throws {
  let cases = try Reference<ConvolutionCase>.read("conv2d")
  #expect(cases.count == 16)
  for (index, given) in cases.enumerated() {
    let output = convolve2d(
      given.input.tensor, kernel: given.weight.tensor, bias: given.bias?.tensor, stride: size(given.stride),
      padding: size(given.padding), algorithm: algorithm)
    #expect(output.isClose(to: given.output.tensor, tolerance: 1e-5), "case \(index), \(algorithm)")
  }
}

@Test(arguments: PoolingAlgorithm.allCases)
func poolingGivesWhatPyTorchGives(_ algorithm: PoolingAlgorithm) throws {
  let cases = try Reference<PoolingCase>.read("pooling")
  #expect(cases.count == 20)
  for (index, given) in cases.enumerated() {
    let pool = given.kind == "max" ? maxPool2d : averagePool2d
    let output = pool(given.input.tensor, size(given.window), size(given.stride), size(given.padding), algorithm)
    #expect(output.isClose(to: given.output.tensor, tolerance: 1e-5), "case \(index), \(algorithm)")
  }
}

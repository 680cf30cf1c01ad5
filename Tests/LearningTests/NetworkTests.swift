import Kernels
import Learning
import TensorCore
import Testing

@testable import System

@Suite("Whole networks against PyTorch")
struct NetworkTests {
  struct NetworkCase: Decodable {
    struct Gradient: Decodable {
      let name: String
      let meanAbsoluteGradient, sumOfSquares: Float
    }
    let network, optimizer: String
    let options: ReferenceTests.Options
    let batch, seed, parameterCount: Int
    let firstLogits: Reference.Values
    let firstGradients: [Gradient]
    let losses: [Float]
  }

  @Test func logitsGradientsAndTenLosses() throws {
    for reference in try Reference.cases("networks", as: NetworkCase.self) {
      let model = try #require(networks[reference.network]?(0), "\(reference.network)")
      #expect(model.parameterCount == reference.parameterCount)
      setWeights(of: model, seed: reference.seed)
      let images = sines(shape: [8, 1, 28, 28], phase: 0.3 + Double(reference.seed)).map { 0.5 + 0.5 * $0 }
      let optimizer = try reference.options.optimizer(reference.optimizer, model.parameters)
      for (step, expected) in reference.losses.enumerated() {
        let logits = model(images)
        let loss = crossEntropy(logits, Array(0..<8))
        #expect(
          abs(loss.value.item - expected) <= (step == 0 ? 1e-5 : 1e-3), "\(reference.network), step \(step)")
        optimizer.zeroGradients()
        loss.backward()
        if step == 0 {
          expectClose(logits.value, reference.firstLogits.tensor, tolerance: 1e-5, reference.network)
          let names = model.layers.enumerated().flatMap { index, layer in
            layer.layer.namedParameters.map { "\(index).\($0.name)" }
          }
          #expect(names == reference.firstGradients.map(\.name))
          for (parameter, expected) in zip(model.namedParameters, reference.firstGradients) {
            let gradient = try #require(parameter.variable.gradient)
            let name = "\(reference.network) \(parameter.name)"
            expectClose(Tensor(gradient.abs().mean()), Tensor(expected.meanAbsoluteGradient), tolerance: 1e-5, name)
            expectClose(Tensor(gradient.squared().sum()), Tensor(expected.sumOfSquares), tolerance: 1e-4, name)
          }
        }
        optimizer.step()
      }
    }
  }

  /// The weights that the reference prescribes: sines scaled by 1.5 / √fan-in, biases zero.
  private func setWeights(of model: Sequential, seed: Int) {
    for (k, parameter) in model.parameters.enumerated() {
      let shape = parameter.shape
      let fanIn = Double(shape.dropFirst().reduce(1, *))
      let scale = shape.count > 1 ? 1.5 / fanIn.squareRoot() : 0
      parameter.value = Tensor(
        shape: shape,
        elements: (0..<parameter.value.count).map {
          Float(scale * Elementary.sin(0.7311 * Double($0) + 0.1 * Double(seed) + Double(k)))
        })
    }
  }

  private func sines(shape: [Int], phase: Double) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { Float(Elementary.sin(0.7311 * Double($0) + phase)) })
  }

  private let networks: [String: @Sendable (UInt64) -> Sequential] = [
    "mlp": Sequential.perceptron,
    "lenet": Sequential.modernLeNet,
    "lenet5-1998": { Sequential.lenet1998(seed: $0) },
    "walkthrough": Sequential.featureMapNetwork,
    "fashion": Sequential.fashionNetwork,
  ]
}

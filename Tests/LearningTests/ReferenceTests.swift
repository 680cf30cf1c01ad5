import Learning
import TensorCore
import Testing

@testable import System

@Suite("What PyTorch computes")
struct ReferenceTests {
  struct FunctionCase: Decodable {
    let function: String
    let input, output, inputGradient: Reference.Values
    let outputGradient, weight, bias, weightGradient, biasGradient, targetValues: Reference.Values?
    let target: [Int]?
  }

  @Test func functionsAndTheirGradients() throws {
    for reference in try Reference.cases("functions", as: FunctionCase.self) {
      let x = Variable(reference.input.tensor)
      let weight = (reference.weight?.tensor).map { Variable($0) }
      let bias = (reference.bias?.tensor).map { Variable($0) }
      let y: Variable
      switch reference.function {
      case "relu": y = relu(x)
      case "sigmoid": y = sigmoid(x)
      case "tanh": y = tanh(x)
      case "softmax": y = softmax(x)
      case "logSoftmax": y = logSoftmax(x)
      case "linear": y = linear(x, weight: try #require(weight), bias: bias)
      case "crossEntropy": y = crossEntropy(x, try #require(reference.target))
      case "negativeLogLikelihood": y = negativeLogLikelihood(x, try #require(reference.target))
      case "sumOfSquares": y = sumOfSquares(x, try #require(reference.targetValues).tensor)
      default:
        Issue.record("no function named \(reference.function)")
        continue
      }
      y.backward(reference.outputGradient?.tensor)
      expectClose(y.value, reference.output.tensor, "\(reference.function)")
      expectClose(x.gradient, reference.inputGradient.tensor, "\(reference.function): input gradient")
      expectClose(weight?.gradient, reference.weightGradient?.tensor, "\(reference.function): weight gradient")
      expectClose(bias?.gradient, reference.biasGradient?.tensor, "\(reference.function): bias gradient")
    }
  }

  struct Options: Decodable {
    let lr: Float
    let momentum, weight_decay, eps, rho: Float?
    let nesterov: Bool?
    let betas: [Float]?

    func optimizer(_ name: String, _ parameters: [Variable]) throws -> any Optimizer {
      switch name {
      case "SGD":
        return SGD(
          parameters, rate: lr, momentum: momentum ?? 0, nesterov: nesterov ?? false,
          weightDecay: weight_decay ?? 0)
      case "Adam":
        return Adam(
          parameters, rate: lr, beta1: betas?[0] ?? 0.9, beta2: betas?[1] ?? 0.999, epsilon: eps ?? 1e-8,
          weightDecay: weight_decay ?? 0)
      case "AdamW":
        return AdamW(
          parameters, rate: lr, beta1: betas?[0] ?? 0.9, beta2: betas?[1] ?? 0.999, epsilon: eps ?? 1e-8,
          weightDecay: weight_decay ?? 0.01)
      case "Adadelta": return Adadelta(parameters, rate: lr, rho: rho ?? 0.9, epsilon: eps ?? 1e-6)
      default: throw UnknownOptimizer(name: name)
      }
    }
  }

  struct UnknownOptimizer: Error { let name: String }

  struct OptimizerCase: Decodable {
    struct Step: Decodable { let gradient, parameter: Reference.Values }
    let optimizer: String
    let options: Options
    let start: Reference.Values
    let steps: [Step]
  }

  @Test func optimizers() throws {
    for reference in try Reference.cases("optimizers", as: OptimizerCase.self) {
      let parameter = Variable(reference.start.tensor)
      let optimizer = try reference.options.optimizer(reference.optimizer, [parameter])
      for (number, step) in reference.steps.enumerated() {
        parameter.gradient = step.gradient.tensor
        optimizer.step()
        expectClose(
          parameter.value, step.parameter.tensor, "\(reference.optimizer) \(reference.options), step \(number)")
      }
    }
  }
}

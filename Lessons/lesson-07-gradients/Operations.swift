import Checking
import Learning
import TensorCore

/// An operation whose derivatives are checked, and inputs to check them at.
struct Case {
  let name: String
  let operands: [String]
  let inputs: [Tensor]
  let operation: ([Variable]) -> Variable

  init(_ name: String, _ operands: [String], _ inputs: [Tensor], _ operation: @escaping ([Variable]) -> Variable) {
    self.name = name
    self.operands = operands
    self.inputs = inputs
    self.operation = operation
  }
}

/// Numbers from 0.5 to 1.5 of which no two are equal, up to 101 of them.
func unequal(_ shape: [Int]) -> Tensor {
  let count = shape.reduce(1, *)
  return Tensor(shape: shape, elements: (0..<count).map { Float(($0 * 37 + 11) % 101) / 100 + 0.5 })
}

/// Numbers from −1.5 to 1.5 in random order, no two closer than 0.05 or so and, if their count is even, none closer to 0.
private func apart(_ shape: Int..., using generator: inout SeededGenerator) -> Tensor {
  let count = shape.reduce(1, *)
  let order = generator.permutation(of: count)
  return Tensor(shape: shape, elements: order.map { 3 * (Float($0) + 0.5) / Float(count) - 1.5 })
}

/// What the networks and losses of the course are made of, and some arithmetic. The library has more operations.
func commonOperations(_ generator: SeededGenerator) -> [Case] {
  var generator = generator
  func random(_ shape: Int..., in range: Range<Float> = -1..<1) -> Tensor {
    Tensor(
      shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in generator.uniform(in: range) })
  }
  let image = random(2, 2, 5, 6), kernels = random(3, 2, 3, 2), bias = random(3)
  let scattered = apart(1, 2, 4, 4, using: &generator)
  let row = random(3, 4), scale = random(4), divisor = random(4, in: 1..<2)
  let logits = random(3, 5), labels = [2, 0, 4], target = random(3, 4)
  let mask = generator.split(1)
  let convolution = ["image", "kernel", "bias"]
  return [
    Case("convolve2d", convolution, [image, kernels, bias]) { convolve2d($0[0], kernel: $0[1], bias: $0[2]) },
    Case("convolve2d, stride 2, padding 1", convolution, [image, kernels, bias]) {
      convolve2d($0[0], kernel: $0[1], bias: $0[2], stride: 2, padding: 1)
    },
    Case("maxPool2d", ["image"], [scattered]) { maxPool2d($0[0], window: 2) },
    Case("maxPool2d, stride 1", ["image"], [scattered]) { maxPool2d($0[0], window: 2, stride: 1) },
    Case("averagePool2d", ["image"], [scattered]) { averagePool2d($0[0], window: 2) },
    Case("linear", ["x", "weight", "bias"], [row, random(2, 4), random(2)]) {
      linear($0[0], weight: $0[1], bias: $0[2])
    },
    Case("matmul", ["left", "right"], [row, random(4, 2)]) { matmul($0[0], $0[1]) },
    Case("relu", ["x"], [scattered]) { relu($0[0]) },
    Case("sigmoid", ["x"], [row]) { sigmoid($0[0]) },
    Case("tanh", ["x"], [row]) { tanh($0[0]) },
    Case("softmax", ["x"], [logits]) { softmax($0[0]) },
    Case("logSoftmax", ["x"], [logits]) { logSoftmax($0[0]) },
    Case("crossEntropy", ["logits"], [logits]) { crossEntropy($0[0], labels) },
    Case("negativeLogLikelihood", ["log-probabilities"], [logits]) { negativeLogLikelihood($0[0], labels) },
    Case("sumOfSquares", ["prediction"], [row]) { sumOfSquares($0[0], target) },
    Case("meanOfSquares", ["prediction"], [row]) { meanOfSquares($0[0], target) },
    Case("dropout", ["x"], [row]) { dropout($0[0], rate: 0.4, using: mask) },
    Case("dropout2d", ["x"], [image]) { dropout2d($0[0], rate: 0.4, using: mask) },
    Case("a + b, broadcast", ["a", "b"], [row, scale]) { $0[0] + $0[1] },
    Case("a − b, broadcast", ["a", "b"], [row, scale]) { $0[0] - $0[1] },
    Case("a × b, broadcast", ["a", "b"], [row, scale]) { $0[0] * $0[1] },
    Case("a ÷ b, broadcast", ["a", "b"], [row, divisor]) { $0[0] / $0[1] },
    Case("−x", ["x"], [row]) { -$0[0] },
    Case("3x − 1", ["x"], [row]) { 3 * $0[0] - 1 },
    Case("x ÷ 4 + 2", ["x"], [row]) { $0[0] / 4 + 2 },
    Case("squared", ["x"], [row]) { $0[0].squared() },
    Case("reshaped", ["x"], [row]) { $0[0].reshaped(2, 6) },
    Case("sum", ["x"], [row]) { $0[0].sum() },
    Case("sum over an axis", ["x"], [row]) { $0[0].sum(axis: 0) },
    Case("mean", ["x"], [row]) { $0[0].mean() },
    Case("mean over an axis", ["x"], [row]) { $0[0].mean(axis: 1) },
  ]
}

/// Operations that compute the right result and a wrong derivative.
func wrongOperations(_ generator: SeededGenerator) -> [Case] {
  var generator = generator
  let image = apart(1, 1, 4, 4, using: &generator)
  let kernel = apart(1, 1, 3, 3, using: &generator)
  return [
    Case("relu, all gradients pass", ["x"], [image]) { x in
      Variable(x[0].value.relu(), from: (x[0], { $0 }))
    },
    Case("maxPool2d, gradient shared out", ["image"], [image]) { x in
      let pixels = x[0].value
      return Variable(
        maxPool2d(pixels, window: 2),
        from: (x[0], { averagePool2dGradient(pixels, outputGradient: $0, window: 2) }))
    },
    Case("convolve2d, kernel not turned", ["image"], [image]) { x in
      Variable(
        convolve2d(x[0].value, kernel: kernel),
        from: (x[0], { convolve2d($0.padded(by: 2), kernel: kernel) }))
    },
  ]
}

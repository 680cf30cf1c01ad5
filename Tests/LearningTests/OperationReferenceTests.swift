import Learning
import TensorCore
import Testing

@Suite("Operations on variables")
struct OperationReferenceTests {
  struct Case: Decodable {
    let operation: String
    let inputs: [Reference.Values]
    let output, outputGradient: Reference.Values
    let inputGradients: [Reference.Values]
  }

  static let labels = [2, 0, 4]
  static let target = Tensor(0..<12).reshaped(3, 4) / 11

  static let operations: [String: @Sendable ([Variable]) -> Variable] = [
    "1 - x": { 1 - $0[0] },
    "2 * x": { 2 * $0[0] },
    "3 + x": { 3 + $0[0] },
    "x / 3": { $0[0] / 3 },
    "3 / x": { 3 / $0[0] },
    "exp": { $0[0].exp() },
    "log": { $0[0].log() },
    "sqrt": { $0[0].sqrt() },
    "pow(2.5)": { $0[0].pow(2.5) },
    "pow(3)": { $0[0].pow(3) },
    "pow(-1)": { $0[0].pow(-1) },
    "pow(0)": { $0[0].pow(0) },
    "abs": { $0[0].abs() },
    "clamp(-1, 1)": { $0[0].clamp(-1, 1) },
    "maximum": { maximum($0[0], $0[1]) },
    "minimum": { minimum($0[0], $0[1]) },
    "where": { .where($0[0].value .> 0, $0[0], $0[1]) },
    "leakyReLU(0.1)": { leakyReLU($0[0], slope: 0.1) },
    "permuted(2, 0, 1)": { $0[0].permuted(2, 0, 1) },
    "transposed": { $0[0].transposed() },
    "unsqueezed(1)": { $0[0].unsqueezed(axis: 1) },
    "squeezed": { $0[0].squeezed() },
    "broadcast(4, 3, 2)": { $0[0].broadcast(to: [4, 3, 2]) },
    "flipped(0, -1)": { $0[0].flipped(axes: 0, -1) },
    "[1..<3, 2...]": { $0[0][1..<3, 2...] },
    "[..<(-1), (-2)...]": { $0[0][..<(-1), (-2)...] },
    "selecting(-1, axis: 1)": { $0[0].selecting(-1, axis: 1) },
    "concatenated(axis: 1)": { .concatenated($0, axis: 1) },
    "stacked(axis: -1)": { .stacked($0, axis: -1) },
    "split(every: 2)[1] * split[0]": {
      let parts = $0[0].split(every: 2, axis: 1)
      return parts[1] * parts[0]
    },
    "padded([1, 2], 0.5)": { $0[0].padded(by: [1, 2], value: 0.5) },
    "sum(0, 2)": { $0[0].sum(axes: 0, 2) },
    "sum(-1, keeping)": { $0[0].sum(axes: -1, keepingAxes: true) },
    "mean(1, -1)": { $0[0].mean(axes: 1, -1) },
    "mean(0, keeping)": { $0[0].mean(axes: [0], keepingAxes: true) },
    "variance(0, 2)": { $0[0].variance(axes: [0, 2]) },
    "maximum(axis: 1)": { $0[0].maximum(axis: 1) },
    "minimum(axis: -2)": { $0[0].minimum(axis: -2) },
    "maximum(axes: 0, 2)": { $0[0].maximum(axes: 0, 2) },
    "minimum(axes: -1)": { $0[0].minimum(axes: -1) },
    "maximum()": { $0[0].maximum() },
    "softmax(axis: 1)": { softmax($0[0], axis: 1) },
    "softmax(axis: 0)": { softmax($0[0], axis: 0) },
    "logSoftmax(axis: -2)": { logSoftmax($0[0], axis: -2) },
    "matmul": { matmul($0[0], $0[1]) },
    "crossEntropy(smoothing: 0.1)": { crossEntropy($0[0], labels, smoothing: 0.1) },
    "negativeLogLikelihood": { negativeLogLikelihood($0[0], labels) },
    "binaryCrossEntropy": { binaryCrossEntropy($0[0], target) },
    "meanOfSquares": { meanOfSquares($0[0], target) },
    "product()": { $0[0].product() },
    "product(0, -1)": { $0[0].product(axes: 0, -1) },
    "product(1, keeping)": { $0[0].product(axes: 1, keepingAxes: true) },
    "cumulativeSum(axis: 1)": { $0[0].cumulativeSum(axis: 1) },
    "sorted(axis: 0)": { $0[0].sorted(axis: 0).values },
    "sorted(descending)": { $0[0].sorted(descending: true).values },
    "top(2, axis: -2)": { $0[0].top(2, axis: -2).values },
    "top(3, smallest)": { $0[0].top(3, largest: false).values },
    "pow": { $0[0].pow($0[1]) },
    "gathered([2, 0, -1, 2])": { $0[0].gathered(rows: [2, 0, -1, 2]) },
    "tiled(2, 1, 3)": { $0[0].tiled(2, 1, 3) },
    "repeated(3, axis: -1)": { $0[0].repeated(3, axis: -1) },
    "variance()": { $0[0].variance() },
    "standardDeviation()": { $0[0].standardDeviation() },
    "maximum(x, 0.5)": { maximum($0[0], 0.5) },
    "minimum(-1, x)": { minimum(-1, $0[0]) },
    "x / y": { $0[0] / $0[1] },
    "tiled(3)": { $0[0].tiled(3) },
    "relu().sigmoid().tanh()": { $0[0].relu().sigmoid().tanh() },
    "softmax(axis: 0) + logSoftmax()": { $0[0].softmax(axis: 0) + $0[0].logSoftmax() },
    "convolve2d of one image": { convolve2d($0[0], kernel: $0[1], padding: 1) },
    "convolveTransposed2d of one image": { convolveTransposed2d($0[0], kernel: $0[1], stride: 2) },
    "maxPool2d of one image": { maxPool2d($0[0], window: 2) },
    "averagePool2d of one image": { averagePool2d($0[0], window: 2, stride: 1) },
    "adaptiveAveragePool2d of one image": { adaptiveAveragePool2d($0[0], size: [3, 2]) },
    "globalAveragePool2d of one image": { globalAveragePool2d($0[0]) },
  ]

  @Test func giveWhatPyTorchGivesWithTheirGradients() throws {
    let cases = try Reference.cases("operations", as: Case.self)
    #expect(Set(cases.map(\.operation)) == Set(Self.operations.keys))
    for reference in cases {
      let inputs = reference.inputs.map { Variable($0.tensor) }
      let operation = try #require(Self.operations[reference.operation])
      let output = operation(inputs)
      output.backward(reference.outputGradient.tensor)
      expectClose(output.value, reference.output.tensor, reference.operation)
      for (index, expected) in reference.inputGradients.enumerated() {
        expectClose(inputs[index].gradient, expected.tensor, "\(reference.operation), gradient \(index)")
      }
    }
  }

  @Test func detachedNumbersHaveNoGradient() {
    let x = Variable(Tensor([2, 3]))
    (x * x.detached()).sum().backward()
    #expect(x.gradient == Tensor([2, 3]) && !x.detached().needsGradient)
  }

  @Test func aStrangersProgramCompiles() {
    let x = Variable(Tensor([-1, 0.25, 2]))
    let y = (1 - sigmoid(x)) * x.clamp(0, 1) + 2 / (1 + x.squared())
    let chosen = Variable.where(x.value .> 0, y.exp().log(), -x)
    var loss = chosen.maximum(axis: 0) + chosen.mean(axes: 0)
    loss += maximum(x, 0).sorted().values.top(2).values.sum()
    loss *= 2
    loss -= x.clamped(to: 0...1).cumulativeSum(axis: 0).product()
    loss /= 1 + x.variance(axes: 0)
    loss.backward()
    #expect(x.gradient?.shape == [3] && x.gradient?.isFinite == true)
    #expect(Tensor.where(x.value .> 0, 1, -1) == Tensor([-1, 1, 1]))
    #expect((1 - sigmoid(x.value)).isClose(to: 1 - x.sigmoid().value) && leakyReLU(x.value)[0] == -0.01)
    #expect(softmax(x.value) == x.softmax().value && logSoftmax(x.value) == x.logSoftmax().value)
    #expect(relu(x.value) == x.relu().value && tanh(x.value) == x.tanh().value)
    #expect(maximum(x.value, 0) == x.value.relu() && minimum(1, x.value) == Tensor([-1, 0.25, 1]))
  }
}

import System
import TensorCore

/// Every output a weighted sum of all inputs: `(B, inputs)` to `(B, outputs)`.
public struct Linear: Layer {
  /// `(outputs, inputs)`; inputs is 0 until the layer is sized.
  public let weight: Variable
  /// `(outputs)`, or none.
  public let bias: Variable?
  /// None for weights that were given.
  private let initialization: Initialization?

  /// Given weights `(outputs, inputs)` and, unless there is none, a bias `(outputs)`.
  public init(weight: Tensor, bias: Tensor? = nil) {
    self.init(weight: weight, bias: bias, initialization: nil)
  }

  /// Given the number of outputs, at least 1; the number of inputs follows from the input.
  public init(_ outputs: Int, bias: Bool = true, initialization: Initialization = .kaimingUniform) {
    require(outputs >= 1, "Linear: \(outputs) outputs; there must be at least 1")
    self.init(
      weight: Tensor(shape: [outputs, 0], repeating: 0), bias: bias ? Tensor(shape: [outputs], repeating: 0) : nil,
      initialization: initialization)
  }

  private init(weight: Tensor, bias: Tensor?, initialization: Initialization?) {
    require(weight.rank == 2, "Linear: the weight must be (outputs, inputs); its shape is \(weight.shape)")
    require(
      bias == nil || bias?.shape == [weight.shape[0]],
      "Linear: the bias has shape \(bias?.shape ?? []); it must have one value for each of \(weight.shape[0]) outputs"
    )
    self.weight = Variable(weight)
    self.bias = bias.map { Variable($0) }
    self.initialization = initialization
  }

  public func callAsFunction(_ input: Variable) -> Variable { linear(input, weight: weight, bias: bias) }

  public var namedParameters: [NamedParameter] { [("weight", weight)] + (bias.map { [("bias", $0)] } ?? []) }

  /// Whether the number of inputs is still to follow from the input.
  private var isOpen: Bool { initialization != nil && weight.shape[1] == 0 }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Linear {
    guard let initialization, isOpen else { return self }
    requireFit(input)
    let shape = [weight.shape[0], input[0]]
    let matrix = initialization.weight(shape, using: &generator)
    return Linear(
      weight: matrix, bias: bias.map { _ in Initialization.bias(for: shape, using: &generator) },
      initialization: initialization)
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    let inputs = weight.shape[1]
    guard input.count == 1, isOpen || inputs == input[0] else {
      throw ShapeMismatch(
        expected: (isOpen ? "a row of numbers" : "a row of \(inputs) numbers")
          + (input.count == 1 ? "" : " (put Flatten() before it)"), found: input)
    }
    return [weight.shape[0]]
  }

  public func multiplyAdds(for input: [Int]) -> Int { product(of: input + [weight.shape[0]]) }

  public var description: String { "Linear(\(weight.shape[0])" + (bias == nil ? ", bias: false)" : ")") }
}

import Kernels
import System
import TensorCore

/// Stochastic gradient descent: `p ← p − rate · g`, with momentum `v ← μ · v + g` and `p ← p − rate · v`, with Nesterov's
/// look ahead `p ← p − rate · (g + μ · v)`. Weight decay adds `decay · p` to the gradient. As PyTorch defines it: the
/// first velocity is the first gradient.
public final class SGD: Optimizer {
  public let parameters: [Variable]
  public var rate: Float { didSet { checkRate(rate, "SGD") } }
  private let momentum, weightDecay: Float
  private let isNesterov: Bool
  private var states: [[Tensor]]
  private var hasStepped: [Bool]

  /// Stops if the rate, momentum or decay is negative, or Nesterov's method has no momentum.
  public init(
    _ parameters: [Variable], rate: Float, momentum: Float = 0, nesterov: Bool = false, weightDecay: Float = 0
  ) {
    checkRate(rate, "SGD")
    require(
      momentum >= 0 && weightDecay >= 0,
      "SGD: momentum \(momentum) and weight decay \(weightDecay) must not be negative")
    require(!nesterov || momentum > 0, "SGD: Nesterov's method needs a momentum above 0")
    self.parameters = parameters.distinct
    self.rate = rate
    self.momentum = momentum
    self.weightDecay = weightDecay
    isNesterov = nesterov
    states = self.parameters.map { momentum > 0 ? [Tensor(shape: $0.shape, repeating: 0)] : [] }
    hasStepped = self.parameters.map { _ in false }
  }

  public func step() {
    for index in parameters.indices where parameters[index].gradient != nil {
      update(parameters[index], &states[index]) {
        [rate, momentum, weightDecay, isNesterov, isFirst = !hasStepped[index]] parameter, gradient, state, count in
        if momentum == 0 {
          OptimizerSteps.descent(
            parameter: parameter, gradient: gradient, count: count, rate: rate, decay: weightDecay)
        } else {
          OptimizerSteps.momentum(
            parameter: parameter, gradient: gradient, velocity: state[0], count: count, rate: rate,
            momentum: momentum, decay: weightDecay, isNesterov: isNesterov, isFirst: isFirst)
        }
      }
      hasStepped[index] = true
    }
  }
}

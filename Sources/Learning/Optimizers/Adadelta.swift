import Kernels
import System
import TensorCore

/// Adadelta (Zeiler, 2012): each parameter's step is its gradient, scaled by the root of past squared steps over past
/// squared gradients, so that steps have the parameter's own units: `d = √(u + ε) / √(s + ε) · g`, `p ← p − rate · d`,
/// where s and u are running means of g² and d².
public final class Adadelta: Optimizer {
  public let parameters: [Variable]
  public var rate: Float { didSet { checkRate(rate, "Adadelta") } }
  private let rho, epsilon, weightDecay: Float
  private var states: [[Tensor]]

  /// Stops unless the rate, ε and the decay are not negative and ρ is from 0 to 1.
  public init(
    _ parameters: [Variable], rate: Float = 1, rho: Float = 0.9, epsilon: Float = 1e-6, weightDecay: Float = 0
  ) {
    checkRate(rate, "Adadelta")
    require((0...1).contains(rho), "Adadelta: rho \(rho) must be from 0 to 1")
    require(
      epsilon >= 0 && weightDecay >= 0,
      "Adadelta: epsilon \(epsilon) and weight decay \(weightDecay) must not be negative")
    self.parameters = parameters.distinct
    self.rate = rate
    self.rho = rho
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    states = self.parameters.map { parameter in (0..<2).map { _ in Tensor(shape: parameter.shape, repeating: 0) } }
  }

  public func step() {
    for index in parameters.indices {
      update(parameters[index], &states[index]) {
        [rate, rho, epsilon, weightDecay] parameter, gradient, state, count in
        OptimizerSteps.adadelta(
          parameter: parameter, gradient: gradient, square: state[0], squaredStep: state[1], count: count,
          rate: rate, rho: rho, epsilon: epsilon, decay: weightDecay)
      }
    }
  }
}

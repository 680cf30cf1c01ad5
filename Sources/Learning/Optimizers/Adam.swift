import Kernels
import System
import TensorCore

/// Adam (Kingma and Ba, 2014): a step of about `rate` against the running mean m of the gradient, whatever its size,
/// since it is divided by the root of the running mean s of its square:
/// `p ← p − rate · m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)`.
public class Adam: Optimizer {
  public final let parameters: [Variable]
  public final var rate: Float { didSet { checkRate(rate, name) } }
  private let beta1, beta2, epsilon, weightDecay: Float
  /// Whether parameters decay by themselves, and not by way of their gradients.
  private let decaysApart: Bool
  private var name: String { decaysApart ? "AdamW" : "Adam" }
  private var states: [[Tensor]]
  /// β₁ᵗ and β₂ᵗ of each parameter.
  private var powers: [(beta1: Double, beta2: Double)]

  /// Weight decay adds `decay · p` to the gradient. Stops unless the rate, ε and the decay are not negative and both β are
  /// from 0 to below 1.
  public convenience init(
    _ parameters: [Variable], rate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    weightDecay: Float = 0
  ) {
    self.init(parameters, rate, beta1, beta2, epsilon, weightDecay, decaysApart: false)
  }

  init(
    _ parameters: [Variable], _ rate: Float, _ beta1: Float, _ beta2: Float, _ epsilon: Float, _ weightDecay: Float,
    decaysApart: Bool
  ) {
    self.parameters = parameters.distinct
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.decaysApart = decaysApart
    states = self.parameters.map { parameter in (0..<2).map { _ in Tensor(shape: parameter.shape, repeating: 0) } }
    powers = self.parameters.map { _ in (1, 1) }
    checkRate(rate, name)
    require(
      (0..<1).contains(beta1) && (0..<1).contains(beta2),
      "\(name): beta1 \(beta1) and beta2 \(beta2) must be from 0 to below 1")
    require(
      epsilon >= 0 && weightDecay >= 0,
      "\(name): epsilon \(epsilon) and weight decay \(weightDecay) must not be negative")
  }

  public final func step() {
    for index in parameters.indices where parameters[index].gradient != nil {
      powers[index].beta1 *= Double(beta1)
      powers[index].beta2 *= Double(beta2)
      let (power1, power2) = powers[index]
      update(parameters[index], &states[index]) {
        [rate, beta1, beta2, epsilon, weightDecay, decaysApart] parameter, gradient, state, count in
        OptimizerSteps.adam(
          parameter: parameter, gradient: gradient, mean: state[0], square: state[1], count: count,
          rate: Float(Double(rate) / (1 - power1)), beta1: beta1, beta2: beta2, epsilon: epsilon,
          rootCorrection: Float((1 - power2).squareRoot()), decay: decaysApart ? 0 : weightDecay,
          keeping: decaysApart ? 1 - rate * weightDecay : 1)
      }
    }
  }
}

/// Adam whose weight decay is a step of its own, `p ← p − rate · decay · p` before Adam's, and does not pass through the
/// running means (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019).
public final class AdamW: Adam {
  /// Stops unless the rate, ε and the decay are not negative and both β are from 0 to below 1.
  public convenience init(
    _ parameters: [Variable], rate: Float = 0.001, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    weightDecay: Float = 0.01
  ) {
    self.init(parameters, rate, beta1, beta2, epsilon, weightDecay, decaysApart: true)
  }
}

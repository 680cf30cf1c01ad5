import Checking
import Learning
import TensorCore
import Walkthrough

extension Regularization {
  private typealias Adapting = (gradients: Tensor, rate: Float, rho: Float, epsilon: Float)

  static let adadeltaChanges = Exercise(
    "10.3", answers,
    cases: [
      Case(
        "one parameter, two steps",
        (gradients: Tensor([[1], [1]]), rate: 1, rho: 0.5, epsilon: 0.5) as Adapting),
      Case(
        "as many steps as parameters",
        (gradients: Tensor([[2, -1, 0.5], [1, 3, -0.25], [-4, 2, 1]]), rate: 0.5, rho: 0.75, epsilon: 0.1)),
      Case(
        "more steps than parameters, a gradient of 0",
        (gradients: Tensor([[1, 0], [-2, 3], [0, 1], [0.5, -1], [3, 2]]), rate: 2, rho: 0.8, epsilon: 0.01)),
      Case(
        "PyTorch's rho and epsilon",
        (gradients: Tensor([[1, 100, -0.01], [1, 50, 0.02]]), rate: 0.5, rho: 0.9, epsilon: 1e-6)),
    ],
    drawing: {
      (
        gradients: $0.tensor($0.size(), $0.size(), in: -3...3), rate: $0.number(1...2),
        rho: Float($0.integer(0...7)) / 8,
        epsilon: $0.number(1...2) / 100
      )
    },
    without: ["Adadelta"],
    expected: { input in
      changes(input.gradients) { Adadelta($0, rate: input.rate, rho: input.rho, epsilon: input.epsilon) }
    },
    answer: { try $0.adadeltaChanges($1.gradients, rate: $1.rate, rho: $1.rho, epsilon: $1.epsilon) },
    given: [
      .number("rate", \.rate), .number("rho", \.rho), .number("epsilon", \.epsilon),
      .tensor("gradients", \.gradients),
    ],
    fitting: { $0.rate > 0 && 0..<1 ~= $0.rho && $0.epsilon > 0 },
    mistakes: [
      Mistake(
        "epsilon stands outside of the root",
        "Both epsilons are added first, and then the root is taken: √(u + epsilon)."
      ) { input in
        changes(input, ratio: { u, s in (u.squareRoot() + input.epsilon) / (s.squareRoot() + input.epsilon) })
      },
      Mistake(
        "there is no epsilon above the line",
        "u begins at 0. Without an epsilon the first step is 0, then u stays 0, and nothing ever moves."
      ) { input in changes(input, ratio: { u, s in u.squareRoot() / (s + input.epsilon).squareRoot() }) },
      Mistake(
        "the root is missing",
        "The means are of squares; the root brings them back to the size of a step and a gradient."
      ) { input in changes(input, ratio: { u, s in (u + input.epsilon) / (s + input.epsilon) }) },
      Mistake(
        "u and s have changed places in the fraction",
        "The mean of squared *steps* stands above the line, that of squared gradients below."
      ) { input in changes(input, ratio: { u, s in ((s + input.epsilon) / (u + input.epsilon)).squareRoot() }) },
      Mistake(
        "u is never updated", "After each step its square goes into u, so that the next step is measured by it."
      ) { changes($0, squaredStep: { u, _, _ in u }) },
      Mistake(
        "s and u are always alike, and each step is the gradient",
        "Either s is updated only after it has been used, and the new gradient's square should go into it first. Or u "
          + "takes up the squared gradient before the step, as s does: it should take up the squared step, after it."
      ) { changes($0, updatesFirst: false) },
      Mistake(
        "u takes up the step times the rate",
        "u is the mean of the squared steps as they are before the rate multiplies them."
      ) { input in
        changes(
          input,
          squaredStep: { u, step, rho in rho * u + (1 - rho) * (input.rate * step) * (input.rate * step) })
      },
      Mistake(
        "the new squares are not weighted",
        "In a running mean the weights add up to 1: the old mean counts rho, and the new square 1 − rho."
      ) { input in
        changes(
          input, squaredGradient: { s, g, rho in rho * s + g * g },
          squaredStep: { u, step, rho in rho * u + step * step })
      },
      Mistake(
        "the squares are added up in place of averaged",
        "A sum would grow for ever. In a running mean the old mean counts rho, and the new square 1 − rho."
      ) { changes($0, squaredGradient: { s, g, _ in s + g * g }, squaredStep: { u, step, _ in u + step * step }) },
      Mistake(
        "the gradients are averaged, not their squares", "s is a mean of gradient · gradient; a square has no sign."
      ) { changes($0, squaredGradient: { s, g, rho in rho * s + (1 - rho) * abs(g) }) },
      Mistake(
        "the step has lost its gradient",
        "The ratio of the roots says how large a step is per gradient: multiply by it."
      ) { input in changes(input, direction: { _ in 1 }) },
      Mistake(
        "s and u begin at 0 again in each step",
        "They outlive the step: declare them before the loop over the steps, and within that over the parameters."
      ) { changes($0, squaredGradient: { _, g, rho in (1 - rho) * g * g }, squaredStep: { _, _, _ in 0 }) },
      Mistake(
        "all parameters share one s and one u",
        "Each parameter has means of its own: begin both at 0 for each of them."
      ) { changes($0, forgets: false) },
      Mistake(
        "all parameters share one s and one u, step by step",
        "Let the loop over the parameters be the outer one, or keep lists of both means, one of each for each parameter."
      ) {
        changes(($0.gradients.reshaped(-1, 1), $0.rate, $0.rho, $0.epsilon)).reshaped($0.gradients.shape)
      },
    ],
    explaining: { input, place in
      var (s, u, text): (Float, Float, String) = (0, 0, "")
      for time in 0...place[0] {
        let gradient = input.gradients[time, place[1]]
        s = input.rho * s + (1 - input.rho) * gradient * gradient
        let step = ((u + input.epsilon) / (s + input.epsilon)).squareRoot() * gradient
        text = "In step \(time), counted from 0, the new s is \(s), u is still \(u), and the step is \(step)."
        u = input.rho * u + (1 - input.rho) * step * step
      }
      return .text(text)
    })

  /// What an optimiser adds to parameters in each step.
  static func changes(_ gradients: Tensor, by optimizer: ([Variable]) -> any Optimizer) -> Tensor {
    let parameters = Variable(Tensor.zeros(gradients.shape[1]))
    let stepping = optimizer([parameters])
    return Tensor.stacked(
      (0..<gradients.shape[0]).map { time in
        parameters.value = parameters.value * 0
        parameters.gradient = gradients.selecting(time).contiguous()
        stepping.step()
        return parameters.value
      })
  }

  /// Adadelta by its definition, or with one part of it replaced.
  private static func changes(
    _ input: Adapting, updatesFirst: Bool = true, forgets: Bool = true,
    squaredGradient: (_ s: Float, _ gradient: Float, _ rho: Float) -> Float = { $2 * $0 + (1 - $2) * $1 * $1 },
    squaredStep: (_ u: Float, _ step: Float, _ rho: Float) -> Float = { $2 * $0 + (1 - $2) * $1 * $1 },
    direction: (_ gradient: Float) -> Float = { $0 },
    ratio: ((_ u: Float, _ s: Float) -> Float)? = nil
  ) -> Tensor {
    var changes = input.gradients
    var (s, u): (Float, Float) = (0, 0)
    let ratio = ratio ?? { (($0 + input.epsilon) / ($1 + input.epsilon)).squareRoot() }
    for parameter in 0..<input.gradients.shape[1] {
      if forgets { (s, u) = (0, 0) }
      for time in 0..<input.gradients.shape[0] {
        let gradient = input.gradients[time, parameter]
        let updated = squaredGradient(s, gradient, input.rho)
        let step = ratio(u, updatesFirst ? updated : s) * direction(gradient)
        s = updated
        u = squaredStep(u, step, input.rho)
        changes[time, parameter] = -input.rate * step
      }
    }
    return changes
  }
}

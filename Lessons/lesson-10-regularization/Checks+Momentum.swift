import Checking
import Learning
import TensorCore
import Walkthrough

extension Regularization {
  private typealias Rolling = (gradients: Tensor, rate: Float, momentum: Float)

  static let momentumChanges = Exercise(
    "10.5", answers,
    cases: [
      Case("one parameter, three steps", (gradients: Tensor([[1], [1], [0]]), rate: 0.1, momentum: 0.5) as Rolling),
      Case(
        "as many steps as parameters",
        (gradients: Tensor([[2, -1, 0.5], [1, 3, -0.25], [-4, 2, 1]]), rate: 0.25, momentum: 0.9)),
      Case(
        "more steps than parameters, a gradient of 0",
        (gradients: Tensor([[1, 0], [-2, 3], [0, 1], [0.5, -1], [3, 2]]), rate: 2, momentum: 0.75)),
      Case("no momentum", (gradients: Tensor([[1, 2], [-3, 0.5]]), rate: 0.5, momentum: 0)),
    ],
    drawing: {
      (
        gradients: $0.tensor($0.size(), $0.size(), in: -9...9), rate: $0.number(1...2),
        momentum: Float($0.integer(0...7)) / 8
      )
    },
    without: ["SGD"],
    expected: { input in changes(input.gradients) { SGD($0, rate: input.rate, momentum: input.momentum) } },
    answer: { try $0.momentumChanges($1.gradients, rate: $1.rate, momentum: $1.momentum) },
    given: [.number("rate", \.rate), .number("momentum", \.momentum), .tensor("gradients", \.gradients)],
    fitting: { $0.rate > 0 && 0..<1 ~= $0.momentum },
    mistakes: [
      Mistake(
        "the old velocity is left out", "That is plain SGD. A part of the old velocity stays: momentum · velocity."
      ) { changes($0) { _, gradient, _ in gradient } },
      Mistake(
        "the gradient counts only 1 − momentum",
        "That is a running mean, as Adam keeps one; PyTorch calls it dampening. Here the gradient is added as it is."
      ) { changes($0) { $2 * $0 + (1 - $2) * $1 } },
      Mistake(
        "the old velocity is kept whole",
        "Then an old gradient never fades. Only the share `momentum` of the velocity stays in each step."
      ) { changes($0) { velocity, gradient, _ in velocity + gradient } },
      Mistake(
        "momentum multiplies the gradient as well", "Only the old velocity fades; the gradient is added as it is."
      ) { changes($0) { $2 * ($0 + $1) } },
      Mistake(
        "momentum multiplies the gradient in place of the velocity",
        "It says how much of the *old velocity* stays: momentum · velocity + gradient."
      ) { changes($0) { $0 + $2 * $1 } },
      Mistake(
        "the parameter moves by the old velocity",
        "The velocity takes up the new gradient first, then the parameter moves by it. The first step is not 0."
      ) { changes($0, moving: { before, _, _, _ in before }) { $2 * $0 + $1 } },
      Mistake(
        "the step looks ahead",
        "That is Nesterov's method: it moves by gradient + momentum · velocity. Here it moves by the velocity alone."
      ) { changes($0, moving: { $2 + $3 * $1 }) { $2 * $0 + $1 } },
      Mistake(
        "the old velocity is subtracted", "What rolls, rolls on: the old velocity is added, and its sign stays."
      ) { changes($0) { $1 - $2 * $0 } },
      Mistake(
        "all parameters share one velocity",
        "Each parameter has a velocity of its own: begin it at 0 for each of them."
      ) { changes($0, forgets: false) { $2 * $0 + $1 } },
      Mistake(
        "all parameters share one velocity, step by step",
        "Let the loop over the parameters be the outer one, or keep a list of velocities, one for each."
      ) {
        changes(($0.gradients.reshaped(-1, 1), $0.rate, $0.momentum)) { $2 * $0 + $1 }.reshaped($0.gradients.shape)
      },
    ],
    explaining: { input, place in
      let gradients = (0...place[0]).map { input.gradients[$0, place[1]] }
      let before = gradients.dropLast().reduce(0) { input.momentum * $0 + $1 }
      let gradient = input.gradients[place[0], place[1]], velocity = input.momentum * before + gradient
      return .text(
        "In step \(place[0]), counted from 0, the velocity becomes \(input.momentum) · \(before) + \(gradient) = "
          + "\(velocity), and −\(input.rate) · \(velocity) = \(-input.rate * velocity).")
    })

  /// What is added in each step, with the velocity that `updated` makes of the old one, the gradient and the momentum.
  private static func changes(
    _ input: Rolling, forgets: Bool = true,
    moving: (_ before: Float, _ velocity: Float, _ gradient: Float, _ momentum: Float) -> Float = {
      _, velocity, _, _ in velocity
    },
    updated: (_ velocity: Float, _ gradient: Float, _ momentum: Float) -> Float
  ) -> Tensor {
    var changes = input.gradients
    var velocity: Float = 0
    for parameter in 0..<input.gradients.shape[1] {
      if forgets { velocity = 0 }
      for time in 0..<input.gradients.shape[0] {
        let (before, gradient) = (velocity, input.gradients[time, parameter])
        velocity = updated(before, gradient, input.momentum)
        changes[time, parameter] = -input.rate * moving(before, velocity, gradient, input.momentum)
      }
    }
    return changes
  }
}

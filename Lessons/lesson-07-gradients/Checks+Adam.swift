import Checking
import TensorCore
import Walkthrough

extension Gradients {
  /// A gradient, what Adam remembers of those before it, and the number of the step.
  typealias Moment = (gradient: Tensor, mean: Tensor, square: Tensor, t: Int, rate: Float)

  static let adamStep = Exercise(
    "7.5", answers,
    cases: [
      Checking.Case(
        "the first step",
        (
          gradient: Tensor([2, -0.5]), mean: Tensor([0, 0]), square: Tensor([0, 0]), t: 1, rate: 0.001
        ) as Moment),
      Checking.Case(
        "the second step",
        (
          gradient: Tensor([1, 0.25, -3]), mean: Tensor([0.2, -0.05, 0.1]), square: Tensor([0.004, 0.00025, 0.001]),
          t: 2, rate: 0.01
        )),
      Checking.Case(
        "the twentieth step",
        (
          gradient: Tensor([[0.5, -2], [0, 1.5]]), mean: Tensor([[-0.75, 1], [0.25, 0.5]]),
          square: Tensor([[0.02, 0.125], [0.01, 0.05]]), t: 20, rate: 0.05
        )),
      Checking.Case(
        "tiny gradients, and one of 0",
        (
          gradient: Tensor([0.0000002, 0, -0.00000005]), mean: Tensor([0, 0, 0]), square: Tensor([0, 0, 0]), t: 1,
          rate: 0.001
        )),
    ],
    drawing: {
      let count = $0.size()
      return (
        gradient: $0.tensor(count, in: -3...3), mean: $0.tensor(count, in: -3...3),
        square: $0.tensor(count, in: 0...9),
        t: $0.integer(1...30), rate: $0.number(1...2) / 100
      )
    },
    // In a `Float`, 1 − 0.999 is 0.00005 of it away from 0.001.
    tolerance: 7e-5,
    expected: { moment in
      // In Double, number by number, as the paper has it.
      let (g, m, s) = (moment.gradient.elements, moment.mean.elements, moment.square.elements)
      let means = g.indices.map { 0.9 * Double(m[$0]) + 0.1 * Double(g[$0]) }
      let squares = g.indices.map { 0.999 * Double(s[$0]) + 0.001 * Double(g[$0]) * Double(g[$0]) }
      let changes = g.indices.map { place in
        let root = (squares[place] / (1 - power(0.999, moment.t))).squareRoot()
        return -Double(moment.rate) * means[place] / (1 - power(0.9, moment.t)) / (root + 1e-8)
      }
      let tensors = [changes, means, squares].map { numbers in
        Tensor(shape: moment.gradient.shape, elements: numbers.map { Float($0) })
      }
      return AdamStep(change: tensors[0], mean: tensors[1], square: tensors[2])
    },
    answer: {
      let step = try $0.adamStep(
        gradient: $1.gradient, mean: $1.mean, square: $1.square, t: $1.t, rate: $1.rate)
      return AdamStep(change: step.change, mean: step.mean, square: step.square)
    },
    given: [
      .integer("t", \.t), .number("rate", \.rate), .tensor("gradient", \.gradient), .tensor("mean", \.mean),
      .tensor("square", \.square),
    ],
    fitting: { $0.t > 0 },
    mistakes: [
      Mistake(
        "the means are not corrected for their start at 0",
        "In the first steps both means are too small. Divide m by 1 − 0.9ᵗ and s by 1 − 0.999ᵗ."
      ) { adam($0, powers: (0, 0)) },
      Mistake(
        "only the mean of the gradient is corrected", "s starts at 0 as well: divide it by 1 − 0.999ᵗ."
      ) { adam($0, powers: (power(0.9, $0.t), 0)) },
      Mistake(
        "only the mean of the square is corrected", "m starts at 0 as well: divide it by 1 − 0.9ᵗ."
      ) { adam($0, powers: (0, power(0.999, $0.t))) },
      Mistake(
        "steps are counted from 0",
        "In the first step t is 1. With 0 in its place 1 − 0.9⁰ is 0, and nothing can be divided by that."
      ) { adam($0, powers: (power(0.9, $0.t - 1), power(0.999, $0.t - 1))) },
      Mistake(
        "0.9 is multiplied by t", "0.9ᵗ is a power: 0.9 times itself, t factors in all."
      ) { adam($0, powers: (0.9 * Double($0.t), 0.999 * Double($0.t))) },
      Mistake(
        "both means are corrected by 1 − 0.9ᵗ", "Each mean has a number of its own: s is divided by 1 − 0.999ᵗ."
      ) { adam($0, powers: (power(0.9, $0.t), power(0.9, $0.t))) },
      Mistake(
        "the means are multiplied by their corrections",
        "In the first steps the means are too small. Divided by a number below 1 they grow."
      ) { adam($0, powers: (1 - 1 / (1 - power(0.9, $0.t)), 1 - 1 / (1 - power(0.999, $0.t)))) },
      Mistake(
        "0.9 and 0.999 are exchanged",
        "The gradient's mean forgets fast, with 0.9; the mean of its square slowly, with 0.999."
      ) { adam($0, betas: (0.999, 0.9)) },
      Mistake(
        "the small number is added under the root",
        "0.00000001 under the root is 0.0001 outside, far too much for tiny gradients. Take the root first, then add."
      ) { adam($0) { $0 / ($1 + 0.00000001).sqrt() } },
      Mistake(
        "the small number is missing",
        "Where all gradients have been 0, the root is 0. Add 0.00000001 to it, or 0 / 0 makes NaN of the parameter."
      ) { adam($0) { $0 / $1.sqrt() } },
      Mistake(
        "the small number is added before s is corrected",
        "First divide s by 1 − 0.999ᵗ, then take the root, then add 0.00000001."
      ) { moment in
        let root = Float((1 - power(0.999, moment.t)).squareRoot())
        return adam(moment) { $0 / ((($1 * (root * root)).sqrt() + 0.00000001) / root) }
      },
      Mistake(
        "the root is missing", "s is a mean of squares. Its root is of the size of the gradients, as m is."
      ) { adam($0) { $0 / ($1 + 0.00000001) } },
      Mistake(
        "the means of before are used for the change",
        "First the new m and s, with this gradient in them; then the change, from these."
      ) { moment in
        let after = adam(moment)
        return AdamStep(
          change: adam(moment, mean: moment.mean, square: moment.square).change, mean: after.mean,
          square: after.square)
      },
      Mistake(
        "the gradient is not squared", "s is the running mean of g². Take `squared()` of the gradient."
      ) { adam($0, square: 0.999 * $0.square + 0.001 * $0.gradient) },
      Mistake(
        "the new gradient is not weighted", "In a running mean the weights add up to 1: 0.9 and 0.1, 0.999 and 0.001."
      ) { adam($0, mean: 0.9 * $0.mean + $0.gradient, square: 0.999 * $0.square + $0.gradient.squared()) },
      Mistake(
        "old and new change places in the running means",
        "What is remembered has the large weight, 0.9 and 0.999; the new gradient has the small one."
      ) { adam($0, betas: (0.1, 0.001), powers: (power(0.9, $0.t), power(0.999, $0.t))) },
      Mistake(
        "the corrected means are given back",
        "Give back m and s without the division. The correction is for this step's change only."
      ) { moment in
        let after = adam(moment)
        return AdamStep(
          change: after.change, mean: after.mean / Float(1 - power(0.9, moment.t)),
          square: after.square / Float(1 - power(0.999, moment.t)))
      },
      Mistake(
        "the means of before are given back", "The next step needs m and s as they are after this one."
      ) { AdamStep(change: adam($0).change, mean: $0.mean, square: $0.square) },
      Mistake(
        "this is the step of SGD", "Adam's change is made of m and s: −rate · gradient is what SGD does."
      ) { moment in adam(moment) { _, _ in moment.gradient } },
      Mistake(
        "the gradient stands in place of its mean",
        "The numerator is m, the running mean of the gradients, corrected by 1 − 0.9ᵗ."
      ) { moment in adam(moment) { _, square in moment.gradient / (square.sqrt() + 0.00000001) } },
    ])

  /// What a step gives back; the change is compared last, as it follows from the others.
  private struct AdamStep: Answerable {
    let change, mean, square: Tensor

    var answer: Answer { .parts(["the mean": mean, "the square": square, "the change": change]) }
  }

  /// Adam's step, with something else in the place of what is given.
  private static func adam(
    _ moment: Moment, betas: (mean: Float, square: Float) = (0.9, 0.999),
    powers: (mean: Double, square: Double)? = nil, mean: Tensor? = nil, square: Tensor? = nil,
    quotient: (_ mean: Tensor, _ square: Tensor) -> Tensor = { $0 / ($1.sqrt() + 0.00000001) }
  ) -> AdamStep {
    let mean = mean ?? betas.mean * moment.mean + (1 - betas.mean) * moment.gradient
    let square = square ?? betas.square * moment.square + (1 - betas.square) * moment.gradient.squared()
    let powers = powers ?? (power(Double(betas.mean), moment.t), power(Double(betas.square), moment.t))
    let change = -moment.rate * quotient(mean / Float(1 - powers.mean), square / Float(1 - powers.square))
    return AdamStep(change: change, mean: mean, square: square)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }
}

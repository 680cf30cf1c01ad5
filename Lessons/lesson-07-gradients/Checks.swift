import Checking
import TensorCore
import Walkthrough

extension Gradients {
  static let exercises = [
    gradientOfReLU, gradientOfKernel, numericalGradient, meanUpdates, adamStep, twoLayerGradients,
  ]

  private static let gradientOfReLU = Exercise(
    "7.1", answers,
    cases: [
      Checking.Case("a square map", (x: Tensor([[-1, 2], [0, 3]]), upstream: Tensor([[5, -6], [7, 8]]))),
      Checking.Case(
        "a map wider than high",
        (
          x: Tensor([[0.5, -3, 4, 0], [-0.25, 1.5, -2, 2]]), upstream: Tensor([[-2, 3, 0.5, -4], [-1, 0, -6, 700]])
        )),
      Checking.Case(
        "a map higher than wide", (x: Tensor([[2], [-1], [1e-30]]), upstream: Tensor([[-3], [4], [-0.5]]))),
    ],
    drawing: {
      let (rows, columns) = ($0.size(), $0.size())
      return (x: $0.tensor(rows, columns), upstream: $0.tensor(rows, columns, in: -9...9))
    },
    expected: { ($0.x .> 0) * $0.upstream },
    answer: { try $0.gradientOfReLU($1.x, upstream: $1.upstream) },
    given: [.tensor("x", \.x), .tensor("upstream", \.upstream)],
    fitting: { $0.x.shape == $0.upstream.shape },
    mistakes: [
      Mistake(
        "the gradient passes at 0", "At 0 itself the slope counts as 0: compare with `>`, not with `>=`."
      ) { ($0.x .>= 0) * $0.upstream },
      Mistake(
        "both are cut off at 0 and multiplied",
        "The slope of ReLU above 0 is 1, and the gradient passes as it is, negative or not."
      ) { $0.x.relu() * $0.upstream.relu() },
      Mistake(
        "a little passes below 0", "A leaky ReLU has a small slope there. That of ReLU is 0."
      ) { ($0.x .> 0) * $0.upstream + 0.01 * ($0.x .<= 0) * $0.upstream },
      Mistake(
        "the gradient changes its sign where `x` is negative",
        "That is the slope of |x|. ReLU is level where `x` is below 0: its slope is 0."
      ) { (($0.x .> 0) - ($0.x .< 0)) * $0.upstream },
      Mistake(
        "slope and upstream gradient are added", "A gradient is multiplied by the slopes that it passes."
      ) { ($0.x .> 0) + $0.upstream },
      Mistake(
        "every gradient passes",
        "Where `x` is below 0, ReLU's result does not depend on it, and at 0 the slope counts as 0: no gradient passes."
      ) { $0.upstream },
      Mistake(
        "the sign of the upstream gradient decides",
        "Whether the gradient passes depends on `x`, the input. The gradient itself may have any sign."
      ) { $0.upstream.relu() },
      Mistake(
        "negative gradients are held back as well",
        "Where `x` is above 0 the slope is 1: the gradient passes as it is, negative or not."
      ) { ($0.x .> 0) * $0.upstream.relu() },
      Mistake(
        "the gradient is multiplied by the value in place of the slope",
        "The slope of ReLU above 0 is 1, however large `x` is."
      ) { $0.x.relu() * $0.upstream },
      Mistake(
        "the gradient is multiplied by `x`", "It is multiplied by the slope of ReLU: 1 above 0, and 0 elsewhere."
      ) { $0.x * $0.upstream },
      Mistake(
        "this is ReLU itself, not its gradient",
        "Forward, ReLU changes `x`. Backward, it changes `upstream`: `x` only says where it may pass."
      ) { $0.x.relu() },
      Mistake(
        "the gradient passes where `x` is negative", "It is the other way round: the slope is 1 where `x` is above 0."
      ) { ($0.x .< 0) * $0.upstream },
    ],
    explaining: { input, place in
      let (x, upstream) = (input.x[place[0], place[1]], input.upstream[place[0], place[1]])
      return .text(
        x > 0
          ? "Here x is \(x), above 0: the upstream gradient \(upstream) passes as it is."
          : "Here x is \(x), not above 0: the upstream gradient \(upstream) does not pass.")
    })

  typealias Update = (before: [Tensor], after: [Tensor])

  private static let meanUpdates = Exercise(
    "7.4", answers,
    cases: [
      Checking.Case(
        "two parameters",
        (before: [Tensor([1, 2]), Tensor([0])], after: [Tensor([1.5, 1]), Tensor([0.25])]) as Update),
      Checking.Case("a kernel and a bias", update(sizes: [[2, 3], [2]], by: 0.5, seed: 741)),
      Checking.Case(
        "steps of about 0.001", update(sizes: [[2, 1, 3, 3], [2], [3, 4], [3], [2]], by: 0.001, seed: 742)),
      Checking.Case(
        "a parameter that has not moved",
        (before: [Tensor([3, 4]), Tensor([[1, -2]])], after: [Tensor([3, 4]), Tensor([[-1, -2.5]])])),
    ],
    drawing: { draw in
      let before = (0..<draw.size()).map { _ in draw.tensor(draw.size(), draw.size(), in: -3...3) }
      return (before: before, after: before.map { $0 + draw.tensor($0.shape[0], $0.shape[1], in: -1...1) })
    },
    expected: { input in
      input.before.indices.map { place in
        let (old, new) = (input.before[place].elements, input.after[place].elements)
        return zip(old, new).reduce(0) { $0 + abs($1.1 - $1.0) } / Float(old.count)
      }
    },
    answer: { try $0.meanUpdates(from: $1.before, to: $1.after) },
    mistakes: [
      cancelling("|mean ΔW| is taken in place of mean |ΔW|") { abs($0.mean()) },
      cancelling("the changes are averaged with their signs") { $0.mean() },
      cancelling("the changes are averaged with their signs, before minus after") { -$0.mean() },
      Mistake(
        "the magnitudes are compared in place of the values",
        "A weight that goes from −1 to 1 has moved by 2. Subtract first, then take `abs()`."
      ) { input in zip(input.before, input.after).map { $1.abs().mean() - $0.abs().mean() } },
      Mistake(
        "the means of all parameters are averaged", "Give a list with a mean for each parameter, in their order."
      ) { input in [each(input) { $0.abs().mean() }.reduce(0, +) / Float(input.before.count)] },
      Mistake(
        "the magnitudes of the values are compared one by one",
        "A weight that goes from −1 to 1 has moved by 2. Subtract first, then take `abs()`."
      ) { input in zip(input.before, input.after).map { ($1.abs() - $0.abs()).abs().mean() } },
      Mistake(
        "the changes are added up, not averaged",
        "Divide by the number of values, so that large and small parameters can be compared: `mean()`."
      ) { each($0) { $0.abs().sum() } },
      Mistake(
        "the sum is divided by the number of rows", "Divide by the number of all values of the parameter: `mean()`."
      ) { each($0) { $0.abs().sum() / Float($0.shape[0]) } },
      Mistake(
        "the largest change is taken", "Asked for is the mean of all changes of a parameter."
      ) { each($0) { $0.abs().maximum() } },
      Mistake(
        "the squares are averaged", "Take the magnitude of each change, not its square."
      ) { each($0) { $0.squared().mean() } },
      Mistake(
        "each sum is divided by the number of all values of the network",
        "Divide by the number of values of that parameter."
      ) { input in
        let count = Float(input.before.reduce(0) { $0 + $1.count })
        return each(input) { $0.abs().sum() / count }
      },
      Mistake(
        "the root of the mean square is taken",
        "That is another measure, in which large changes weigh more. Take the mean of the magnitudes."
      ) { each($0) { $0.squared().mean().squareRoot() } },
      Mistake(
        "all parameters share one mean", "Each parameter has a mean of its own: a list of as many numbers."
      ) { input in
        let count = input.before.reduce(0) { $0 + $1.count }
        return [each(input) { $0.abs().sum() }.reduce(0, +) / Float(count)]
      },
      Mistake(
        "only the first parameter is measured", "Go through the whole list, and append a number for each."
      ) { Array(each($0) { $0.abs().mean() }.prefix(1)) },
      Mistake(
        "the new values are averaged, not the changes", "ΔW is the value after the step minus the value before."
      ) { $0.after.map { $0.abs().mean() } },
    ])

  private static func cancelling(
    _ name: String, _ measure: @escaping @Sendable (_ change: Tensor) -> Float
  ) -> Mistake<Update> {
    Mistake(
      name, "Numbers that moved up and numbers that moved down cancel out. Take `abs()` first, then the mean."
    ) { each($0, measure) }
  }

  private static func each(_ input: Update, _ measure: (_ change: Tensor) -> Float) -> [Float] {
    zip(input.before, input.after).map { measure($1 - $0) }
  }

  private static func update(sizes: [[Int]], by step: Float, seed: UInt64) -> Update {
    var generator = SeededGenerator(seed: seed)
    func numbers(_ shape: [Int], in range: Range<Float>) -> Tensor {
      Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in generator.uniform(in: range) })
    }
    let before = sizes.map { numbers($0, in: -1..<1) }
    return (before: before, after: before.map { $0 + numbers($0.shape, in: -step..<2 * step) })
  }
}

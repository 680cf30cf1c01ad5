import Checking
import TensorCore
import Walkthrough

extension Regularization {
  static let exercises = [
    connectionsDropped, mapsDropped, adadeltaChanges, likelihoodLoss, momentumChanges, fooled,
  ]

  private typealias Layer = (
    x: Tensor, weight: Tensor, bias: Tensor, chance: Tensor, rate: Float, isTraining: Bool
  )

  private static let connectionsDropped = Exercise(
    "10.1", answers,
    cases: [
      Case(
        "one unit of two inputs",
        (
          x: Tensor([3, 6]), weight: Tensor([[1, 2]]), bias: Tensor([1]), chance: Tensor([[0.1, 0.9]]), rate: 0.25,
          isTraining: true
        ) as Layer),
      Case(
        "as many units as inputs",
        (
          x: Tensor([2, -1, 4]), weight: Tensor([[1, 2, -3], [0.5, 5, 1], [-2, 1, 3]]), bias: Tensor([1, -2, 0.5]),
          chance: Tensor([[0.39, 0.85, 0.1], [0.9, 0.3, 0.81], [0.2, 0.7, 0.6]]), rate: 0.4, isTraining: true
        )),
      Case(
        "more inputs than units, a chance that equals the rate",
        (
          x: Tensor([4, 2, 6, -1]), weight: Tensor([[3, 1, -1, 2], [1, -2, 0.5, 4]]), bias: Tensor([0.25, 7]),
          chance: Tensor([[0.75, 0.25, 0.9, 0.5], [0.8, 0.95, 0.1, 0.75]]), rate: 0.75, isTraining: true
        )),
      Case(
        "a rate of 0",
        (
          x: Tensor([4, -2]), weight: Tensor([[-1, 2], [5, 1], [0.5, 3]]), bias: Tensor([1, 0, -3]),
          chance: Tensor([[0, 0.25], [0.75, 0], [0.5, 0.1]]), rate: 0, isTraining: true
        )),
      Case(
        "a network in use",
        (
          x: Tensor([2, -1, 4]), weight: Tensor([[7, 1, 2], [-4, 3, 6]]), bias: Tensor([-5, 1]),
          chance: Tensor([[0.1, 0.5, 0.9], [0.2, 0.8, 0.3]]), rate: 0.4, isTraining: false
        )),
    ],
    // By these rates nothing is rounded, which would show where large numbers of both signs nearly cancel.
    drawing: {
      let (inputs, units) = ($0.size(), $0.size())
      return (
        x: $0.tensor(inputs), weight: $0.tensor(units, inputs, in: -3...3), bias: $0.tensor(units, in: -9...9),
        chance: $0.tensor(units, inputs, in: 0...1), rate: $0.one(of: [0, 0.5, 0.75, 0.875]),
        isTraining: $0.integer(0...3) > 0
      )
    },
    without: ["dropout", "dropped"],
    expected: { outputs($0) },
    answer: {
      try $0.connectionsDropped(
        $1.x, weight: $1.weight, bias: $1.bias, chance: $1.chance, rate: $1.rate, isTraining: $1.isTraining)
    },
    given: [
      .number("rate", \.rate), .truth("isTraining", \.isTraining), .tensor("x", \.x), .tensor("weight", \.weight),
      .tensor("bias", \.bias), .tensor("chance", \.chance),
    ],
    fitting: { $0.weight.shape == [$0.bias.count, $0.x.count] && $0.chance.shape == $0.weight.shape },
    mistakes: mistakesOfDropping("weight") { outputs($0, factor: $1) } + layerMistakes,
    explaining: { layer, place in
      guard layer.isTraining else { return .text("In use every weight counts as it is.") }
      let chances = layer.chance.selecting(place[0]).elements
      let stay = chances.indices.filter { chances[$0] >= layer.rate }
      return .text(
        "Of unit \(place[0]) the weights at the places \(stay) stay, counted from 0. They are divided by 1 − \(layer.rate). The bias is "
          + "\(layer.bias[place[0]]).")
    })

  private static let layerMistakes: [Mistake<Layer>] = [
    Mistake(
      "in use the weights are made smaller",
      "That belongs to the other way of doing it, which does not divide in training. Dividing in training is done "
        + "so that nothing is left to do in use."
    ) { outputs($0, inUse: 1 - $0.rate) },
    Mistake(
      "in use the weights are made smaller, and in training not larger",
      "That is dropout as it was first published. *Inverted* dropout divides by 1 − rate in training, and then "
        + "nothing is left to do in use."
    ) { outputs($0, inUse: 1 - $0.rate) { $0.number >= $0.rate ? 1 : 0 } },
    Mistake(
      "the weights are made larger in use as well",
      "In use nothing has been dropped, so nothing is made up for: take the weights as they are."
    ) { outputs($0, inUse: 1 / (1 - $0.rate)) },
    Mistake(
      "each weight is multiplied by its chance", "The chance only decides: a weight stays, or it becomes 0."
    ) { outputs($0) { $0.number } },
    Mistake(
      "only the last input counts", "Each round replaces what came before it. Add to it: `+=`."
    ) { outputs(($0.x * last($0.x), $0.weight, $0.bias, $0.chance, $0.rate, $0.isTraining)) },
    Mistake(
      "only the last input counts, and the bias is lost",
      "Each round replaces what came before it, the bias included. Add to it: `+=`."
    ) { outputs(($0.x * last($0.x), $0.weight, $0.bias * 0, $0.chance, $0.rate, $0.isTraining)) },
    Mistake(
      "only the last weight that stays counts", "Each round replaces what came before it. Add to it: `+=`."
    ) { lastStaying($0) },
    Mistake(
      "only the last weight that stays counts, and the bias is lost",
      "Each round replaces what came before it, the bias included. Add to it: `+=`."
    ) { lastStaying($0, isBiasLost: true) },
    Mistake(
      "the bias is divided as well", "Only what may be dropped is made larger: the bias always stays, as it is."
    ) { outputs($0, bias: $0.isTraining ? $0.bias / (1 - $0.rate) : $0.bias) },
    Mistake(
      "the inputs are dropped, not the weights",
      "That is ordinary dropout. Here an input may reach one unit and not another: each weight has its own chance."
    ) { outputs(($0.x, $0.weight, $0.bias, $0.chance[0..<1] + $0.weight * 0, $0.rate, $0.isTraining)) },
  ]

  /// 1 at the last place, and 0 elsewhere.
  private static func last(_ x: Tensor) -> Tensor { Tensor((1...x.count).map { $0 == x.count ? 1 : 0 }) }

  /// The outputs if of each unit's weights only the last one counts that stays, and takes the bias's place or not.
  private static func lastStaying(_ layer: Layer, isBiasLost: Bool = false) -> Tensor {
    var (weight, bias) = (layer.weight * 0, layer.bias)
    for unit in 0..<bias.count {
      let stays = { !layer.isTraining || layer.chance[unit, $0] >= layer.rate }
      guard let input = (0..<layer.x.count).last(where: stays) else { continue }
      weight[unit, input] = layer.weight[unit, input]
      if isBiasLost { bias[unit] = 0 }
    }
    return outputs((layer.x, weight, bias, layer.chance, layer.rate, layer.isTraining))
  }

  /// By what a number of chance, a rate, and the share of all that stayed say.
  typealias Chance = (number: Float, rate: Float, stayed: Float)

  /// The factor of what is dropped or stays.
  static func factor(_ chance: Chance) -> Float { chance.number >= chance.rate ? 1 / (1 - chance.rate) : 0 }

  /// Unit by unit, with something else in the place of what is correct.
  private static func outputs(
    _ layer: Layer, inUse: Float = 1, bias: Tensor? = nil, factor: (Chance) -> Float = factor
  ) -> Tensor {
    let stayed = (layer.chance .>= layer.rate).mean()
    return Tensor(
      (0..<layer.weight.shape[0]).map { unit in
        (0..<layer.x.count).reduce((bias ?? layer.bias)[unit]) { sum, input in
          let chance = (number: layer.chance[unit, input], rate: layer.rate, stayed: stayed)
          return sum + layer.x[input] * layer.weight[unit, input] * (layer.isTraining ? factor(chance) : inUse)
        }
      })
  }

  /// What goes wrong wherever things with a chance each are dropped; `dropped` multiplies each by another factor.
  static func mistakesOfDropping<Input>(
    _ thing: String, _ dropped: @escaping @Sendable (Input, _ factor: (Chance) -> Float) -> Tensor
  ) -> [Mistake<Input>] {
    [
      Mistake(
        "what stays is not made larger",
        "Of many \(thing)s only a share of 1 − rate is left. Divide by it, so that the mean is what it was."
      ) { dropped($0) { $0.number >= $0.rate ? 1 : 0 } },
      Mistake(
        "what stays is multiplied by 1 − rate",
        "That brings the mean nearer to 0 still. What stays has to stand in for what is gone: divide by 1 − rate."
      ) { dropped($0) { $0.number >= $0.rate ? 1 - $0.rate : 0 } },
      Mistake(
        "what stays is divided by the rate",
        "The rate is the share that is dropped. The share that stays, 1 − rate, is what to divide by."
      ) { dropped($0) { $0.number >= $0.rate ? 1 / $0.rate : 0 } },
      Mistake(
        "each \(thing) stays with probability rate",
        "The rate says how many are dropped: what has a chance *less* than it becomes 0."
      ) { dropped($0) { $0.number < $0.rate ? 1 / (1 - $0.rate) : 0 } },
      Mistake(
        "the rate is taken for the share that stays",
        "In the paper of 2014, p was the probability of staying. Here, and in today's libraries, the rate is the share "
          + "that is dropped."
      ) { dropped($0) { $0.number < $0.rate ? 1 / $0.rate : 0 } },
      Mistake(
        "a chance that equals the rate drops the \(thing)",
        "It is dropped where its chance is less than the rate. With a rate of 0 nothing may be dropped, and a "
          + "chance can be 0."
      ) { dropped($0) { $0.number > $0.rate ? 1 / (1 - $0.rate) : 0 } },
      Mistake(
        "the division is by the share that has stayed this time",
        "How many stay differs from step to step, and the mean over many steps is what counts: divide by 1 − rate."
      ) { dropped($0) { $0.number >= $0.rate ? 1 / $0.stayed : 0 } },
    ]
  }
}

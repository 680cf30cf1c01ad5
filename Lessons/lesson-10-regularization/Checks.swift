import Checking
import TensorCore
import Walkthrough

extension Regularization {
  static let exercises = [
    dropped, mapsDropped, adadeltaChanges, likelihoodLoss, momentumChanges, fooled,
  ]

  private typealias Dropping = (x: Tensor, chance: Tensor, rate: Float, isTraining: Bool, upstream: Tensor)

  private static let dropped = Exercise(
    "10.1", answers,
    cases: [
      Case(
        "as many images as units",
        (
          x: Tensor([[3, 6], [1, 2]]), chance: Tensor([[0.1, 0.9], [0.6, 0.3]]), rate: 0.25, isTraining: true,
          upstream: Tensor([[1, 3], [-2, 5]])
        ) as Dropping),
      Case(
        "more units than images, a large rate",
        (
          x: Tensor([[2, -1, 4, 0.5], [-3, 5, 1, 7]]),
          chance: Tensor([[0.79, 0.85, 0.1, 0.95], [0.9, 0.3, 0.81, 0.6]]),
          rate: 0.8, isTraining: true, upstream: Tensor([[1, 2, -3, 4], [5, -6, 7, 8]])
        )),
      Case(
        "a chance that equals the rate",
        (
          x: Tensor([[4, 2, 6]]), chance: Tensor([[0.5, 0.25, 0.75]]), rate: 0.5, isTraining: true,
          upstream: Tensor([[3, 1, -1]])
        )),
      Case(
        "a rate of 0",
        (
          x: Tensor([[4, -2, 6]]), chance: Tensor([[0, 0.25, 0.75]]), rate: 0, isTraining: true,
          upstream: Tensor([[-1, 2, 5]])
        )),
      Case(
        "a network in use",
        (
          x: Tensor([[2, -1, 4], [-3, 5, 1]]), chance: Tensor([[0.1, 0.5, 0.9], [0.2, 0.8, 0.3]]), rate: 0.4,
          isTraining: false, upstream: Tensor([[7, 1, 2], [-4, 3, 6]])
        )),
    ],
    drawing: {
      let (images, units) = ($0.size(), $0.size())
      return (
        x: $0.tensor(images, units), chance: $0.tensor(images, units, in: 0...1), rate: Float($0.integer(0...7)) / 8,
        isTraining: $0.integer(0...3) > 0, upstream: $0.tensor(images, units, in: -3...3)
      )
    },
    expected: { kept($0) { $0 >= $1 ? 1 / (1 - $1) : 0 } },
    answer: {
      let (output, gradient) = try $0.dropped(
        $1.x, chance: $1.chance, rate: $1.rate, isTraining: $1.isTraining, upstream: $1.upstream)
      return answer(output, gradient)
    },
    given: [
      .number("rate", \.rate), .truth("isTraining", \.isTraining), .tensor("x", \.x), .tensor("chance", \.chance),
      .tensor("upstream", \.upstream), .exchanged("x", "upstream", \.x, \.upstream),
    ],
    fitting: { $0.x.shape == $0.chance.shape && $0.x.shape == $0.upstream.shape },
    mistakes: [
      Mistake(
        "what stays is not made larger",
        "Of many numbers only a share of 1 − rate is left. Divide by it, so that the mean is what it was."
      ) { kept($0) { $0 >= $1 ? 1 : 0 } },
      Mistake(
        "the gradient passes where the output is above 0",
        "A number that stays may be negative, or 0. Whether it stays says its chance, on the way back as well."
      ) { input in
        let output = right(input, of: input.x)
        return answer(output, input.isTraining ? input.upstream * (output .> 0) / (1 - input.rate) : input.upstream)
      },
      Mistake(
        "what stays is multiplied by 1 − rate",
        "That makes the sum smaller still. What stays has to stand in for what is gone: divide by 1 − rate."
      ) { kept($0) { $0 >= $1 ? 1 - $1 : 0 } },
      Mistake(
        "what stays is divided by the rate",
        "The rate is the share that is dropped. The share that stays, 1 − rate, is what to divide by."
      ) { kept($0) { $0 >= $1 ? 1 / $1 : 0 } },
      Mistake(
        "each number stays with probability rate",
        "The rate says how many are dropped: what has a chance *less* than it becomes 0."
      ) { kept($0) { $0 < $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "the rate is taken for the share that stays",
        "In the paper of 2014, p was the probability of staying. Here, and in today's libraries, the rate is the share "
          + "that is dropped."
      ) { kept($0) { $0 < $1 ? 1 / $1 : 0 } },
      Mistake(
        "a chance that equals the rate drops the number",
        "It is dropped where its chance is less than the rate. With a rate of 0 nothing may be dropped, and a "
          + "chance can be 0."
      ) { kept($0) { $0 > $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "numbers are dropped in use as well",
        "In use nothing is left to chance: where `isTraining` is false, give `x` back."
      ) { kept(($0.x, $0.chance, $0.rate, true, $0.upstream)) { $0 >= $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "in use the numbers are made smaller",
        "That belongs to the other way of doing it, which does not divide in training. Dividing in training is done "
          + "so that nothing is left to do in use."
      ) { kept($0, inUse: 1 - $0.rate) { $0 >= $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "in use the numbers are made smaller, and in training not larger",
        "That is dropout as it was first published. *Inverted* dropout divides by 1 − rate in training, and then "
          + "nothing is left to do in use."
      ) { kept($0, inUse: 1 - $0.rate) { $0 >= $1 ? 1 : 0 } },
      Mistake(
        "the numbers are made larger in use as well",
        "In use nothing has been dropped, so nothing is made up for: give `x` back."
      ) { kept($0, inUse: 1 / (1 - $0.rate)) { $0 >= $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "training and use are exchanged",
        "Where `isTraining` is true, numbers are dropped; in use they are left alone."
      ) { kept(($0.x, $0.chance, $0.rate, !$0.isTraining, $0.upstream)) { $0 >= $1 ? 1 / (1 - $1) : 0 } },
      Mistake(
        "the division is by the share that has stayed this time",
        "How many stay differs from step to step, and the mean over many steps is what counts: divide by 1 − rate."
      ) { input in
        let stays = (input.chance .>= input.rate).mean()
        return kept(input) { $0 >= $1 ? 1 / stays : 0 }
      },
      Mistake(
        "each number is multiplied by its chance", "The chance only decides: a number stays, or it becomes 0."
      ) { kept($0) { chance, _ in chance } },
      Mistake(
        "the gradient is led back as it came",
        "What was dropped had no say in the output, and what stayed was made larger: the gradient goes the same way."
      ) { answer(right($0, of: $0.x), $0.upstream) },
      Mistake(
        "the gradient of what stays is not made larger",
        "A number that stays was multiplied by 1 / (1 − rate), so the loss grows with it so much faster."
      ) { input in
        answer(
          right(input, of: input.x),
          input.isTraining ? input.upstream * (input.chance .>= input.rate) : input.upstream)
      },
      Mistake(
        "the gradient is only made larger", "Nothing comes back to what was dropped: it had no say in the output."
      ) { input in
        answer(right(input, of: input.x), input.isTraining ? input.upstream / (1 - input.rate) : input.upstream)
      },
      Mistake(
        "the gradient is the factor alone", "Multiply it by `upstream`: what the loss makes of each output."
      ) { input in answer(right(input, of: input.x), right(input, of: input.x * 0 + 1)) },
      Mistake(
        "the gradient is `upstream` times the output",
        "The output is a factor times `x`, and it is that factor which the gradient is multiplied by."
      ) { input in answer(right(input, of: input.x), input.upstream * right(input, of: input.x)) },
      Mistake(
        "in use the gradient is masked", "In use the output is `x`, so the gradient is `upstream`."
      ) { input in
        answer(right(input, of: input.x), input.upstream * (input.chance .>= input.rate) / (1 - input.rate))
      },
    ],
    explaining: { input, place in
      let (x, chance) = (input.x[place[0], place[1]], input.chance[place[0], place[1]])
      guard input.isTraining else {
        return .text("In use every number stays as it is: \(x), and so does its gradient.")
      }
      if chance < input.rate {
        return .text("Its chance, \(chance), is less than \(input.rate): it becomes 0, and so does its gradient.")
      }
      return .text(
        "Its chance, \(chance), is not less than \(input.rate): it stays, and it and its gradient are divided by "
          + "1 − \(input.rate).")
    })

  private static func answer(_ output: Tensor, _ gradient: Tensor) -> Answer {
    .parts(["the output": output, "the gradient": gradient])
  }

  /// Each number, and each gradient, times a factor of its chance and the rate; in use times another.
  private static func kept(
    _ input: Dropping, inUse: Float = 1, _ factor: (_ chance: Float, _ rate: Float) -> Float
  ) -> Answer {
    let factors = input.isTraining ? input.chance.map { factor($0, input.rate) } : input.x * 0 + inUse
    return answer(input.x * factors, input.upstream * factors)
  }

  /// Some numbers after a dropout without a mistake.
  private static func right(_ input: Dropping, of numbers: Tensor) -> Tensor {
    input.isTraining ? numbers * input.chance.map { $0 >= input.rate ? 1 / (1 - input.rate) : 0 } : numbers
  }
}

import Checking
import TensorCore
import Walkthrough

extension Gradients {
  private typealias TwoLayers = (x: Tensor, first: Tensor, second: Tensor, upstream: Tensor)

  static let twoLayerGradients = Exercise(
    "7.6", answers,
    cases: [
      Checking.Case(
        "two inputs, two hidden numbers, one output",
        (
          x: Tensor([1, 2]), first: Tensor([[1, 0], [0, -1]]), second: Tensor([[3, 4]]), upstream: Tensor([1])
        ) as TwoLayers),
      Checking.Case(
        "as many of each",
        (
          x: Tensor([2, -1]), first: Tensor([[1, 3], [2, 1]]), second: Tensor([[1, -2], [4, 3]]),
          upstream: Tensor([5, -1])
        )),
      Checking.Case(
        "a hidden number of 0",
        (
          x: Tensor([1, 2]), first: Tensor([[2, -1], [1, 1]]), second: Tensor([[3, -1], [2, 5]]),
          upstream: Tensor([1, -2])
        )),
      Checking.Case(
        "three inputs, four hidden numbers, two outputs",
        (
          x: Tensor([1, -2, 3]), first: Tensor([[1, 1, 1], [2, 0, -1], [0, -1, 1], [3, 1, 0]]),
          second: Tensor([[1, 2, -1, 4], [-3, 5, 2, 1]]), upstream: Tensor([2, -3])
        )),
    ],
    drawing: {
      let (inputs, hidden, outputs) = ($0.size(), $0.size(), $0.size())
      return (
        x: $0.tensor(inputs, in: -3...3) * $0.scale, first: $0.tensor(hidden, inputs, in: -3...3),
        second: $0.tensor(outputs, hidden, in: -3...3), upstream: $0.tensor(outputs, in: -3...3)
      )
    },
    without: ["backward"],
    expected: { gradients($0) },
    answer: {
      let found = try $0.twoLayerGradients(x: $1.x, first: $1.first, second: $1.second, upstream: $1.upstream)
      return .parts(["the first layer": found.first, "the second layer": found.second]) as Answer
    },
    given: [
      .tensor("x", \.x), .tensor("first", \.first), .tensor("second", \.second), .tensor("upstream", \.upstream),
    ],
    fitting: { $0.first.shape == [$0.second.shape[1], $0.x.count] && $0.second.shape[0] == $0.upstream.count },
    mistakes: [
      Mistake(
        "the ReLU is left out on the way back", "Where its input was not above 0, the ReLU passes nothing back."
      ) { gradients($0, passed: { $1 }) },
      Mistake(
        "the gradient passes the ReLU at 0", "At 0 itself the slope counts as 0: compare with `>`, not with `>=`."
      ) { gradients($0, passed: { $0 >= 0 ? $1 : 0 }) },
      Mistake(
        "what comes back goes through a ReLU itself",
        "The number that the ReLU was given decides whether it passes. The gradient itself may have any sign."
      ) { gradients($0, passed: { max(0, $1) }) },
      Mistake(
        "the second layer is given the numbers before the ReLU",
        "The second layer multiplied what the ReLU gave: negative numbers had become 0."
      ) { gradients($0, hidden: { $0 }) },
      Mistake(
        "the second layer is given the slope of the ReLU",
        "Its weights multiplied what the ReLU gave. The slope, 0 or 1, belongs to the way back to the first layer."
      ) { gradients($0, hidden: { $0 > 0 ? 1 : 0 }) },
      Mistake(
        "the second layer's weights are left out on the way back",
        "On the way back to the hidden numbers, `upstream` goes through the second layer: times `second[r, h]`, "
          + "added up."
      ) { gradients($0, through: { _ in 1 }) },
      Mistake(
        "the first layer's gradient is that of the hidden numbers", "Each weight of it multiplied a number of `x`."
      ) { gradients($0, input: { _ in 1 }) },
    ])

  /// Number by number, from the definition; the closures say what a mistake puts in the place of each factor.
  private static func gradients(
    _ layers: TwoLayers, hidden: (Float) -> Float = { max(0, $0) }, through: (Float) -> Float = { $0 },
    input: (Float) -> Float = { $0 }, passed: (_ sum: Float, _ back: Float) -> Float = { $0 > 0 ? $1 : 0 }
  ) -> Answer {
    let (x, upstream) = (layers.x.elements, layers.upstream.elements)
    let count = layers.first.shape[0]
    let sums = (0..<count).map { unit in x.indices.reduce(Float(0)) { $0 + layers.first[unit, $1] * x[$1] } }
    let back = (0..<count).map { unit in
      passed(
        sums[unit],
        upstream.indices.reduce(Float(0)) { $0 + through(layers.second[$1, unit]) * upstream[$1] })
    }
    return .parts([
      "the first layer": Tensor(back.map { back in x.map { back * input($0) } }),
      "the second layer": Tensor(upstream.map { grows in sums.map { grows * hidden($0) } }),
    ])
  }
}

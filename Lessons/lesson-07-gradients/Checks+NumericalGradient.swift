import Checking
import TensorCore
import Walkthrough

extension Gradients {
  /// A function, and where its gradient is asked for.
  struct Slope: Sendable {
    let point: Tensor
    let step: Float
    let loss: Loss
  }

  /// A function of a point, and what it is called.
  struct Loss: Sendable, CustomStringConvertible {
    let description: String
    let value: @Sendable (Tensor) -> Float

    func callAsFunction(_ point: Tensor) -> Float { value(point) }

    static let squares = Loss(description: "the sum of squares") { $0.squared().sum() }
    static let cubes = Loss(description: "the sum of cubes") { ($0 * $0 * $0).sum() }
    static let product = Loss(description: "the product of all numbers") { $0.elements.reduce(1, *) }
    static let weighted = Loss(description: "a product of two sums") {
      ($0 * Tensor([1, -2, 4])).sum() * ($0.sum() + 1)
    }
  }

  static let numericalGradient = Exercise(
    "7.3", answers,
    cases: [
      Checking.Case("the sum of squares", Slope(point: Tensor([1, -2]), step: 0.5, loss: .squares)),
      Checking.Case(
        "the sum of cubes, a smaller step", Slope(point: Tensor([1, 2, -1]), step: 0.25, loss: .cubes)),
      Checking.Case("the sum of cubes", Slope(point: Tensor([1, 2, -1]), step: 0.5, loss: .cubes)),
      Checking.Case(
        "the product of all numbers", Slope(point: Tensor([2, -1, 3, 0.5, 1, -2]), step: 0.25, loss: .product)),
      Checking.Case(
        "a product of two sums", Slope(point: Tensor([0.5, 1, -1]), step: 0.125, loss: .weighted)),
    ],
    drawing: { draw in
      Slope(
        point: draw.tensor(draw.size(), in: -3...3), step: draw.one(of: [0.0625, 0.25, 1]),
        loss: draw.one(of: [.squares, .cubes]))
    },
    expected: { chord($0) },
    answer: { try $0.numericalGradient(of: $1.loss.value, at: $1.point, step: $1.step) },
    mistakes: [
      oneSided("only the step up is taken", up: 1, down: 0),
      oneSided("only the step down is taken", up: 0, down: -1),
      Mistake(
        "one side is compared with the point, but divided by twice the step",
        "From the point to one side it is `step`; from one side to the other, twice `step`. Has the number moved "
          + "down, or only back?"
      ) { chord($0, down: 0) },
      Mistake(
        "the difference is divided by the step in place of twice the step",
        "From `step` below to `step` above it is twice `step`."
      ) { chord($0, over: $0.step) },
      Mistake(
        "the difference is multiplied by the step",
        "Precedence: `a / 2 * step` is half of a, times the step. Put the divisor into parentheses: `a / (2 * step)`."
      ) { chord($0, over: 2 / $0.step) },
      Mistake(
        "what has been moved stays moved",
        "All other numbers are to be in their places: begin with fresh copies of `point` for each number, in the loop."
      ) { slope in
        let (loss, distance) = (slope.loss, 2 * slope.step)
        var (up, down) = (slope.point, slope.point)
        return each(slope) { slope, index in
          up[index] += slope.step
          down[index] -= slope.step
          return (loss(up) - loss(down)) / distance
        }
      },
      Mistake(
        "the difference is not divided", "A slope is a difference divided by a distance, here twice `step`."
      ) { chord($0, over: 1) },
      Mistake(
        "the difference is divided by 0.02",
        "That was correct for the lesson's step of 0.01. Here the step is given: divide by twice `step`."
      ) { chord($0, over: 0.02) },
      Mistake(
        "the step is always 0.01", "That was the step in the lesson. Here it is given: `step`."
      ) { chord($0, up: 0.01 / $0.step, down: -0.01 / $0.step, over: 0.02) },
      Mistake(
        "the step is not undone",
        "When it is the next number's turn, the ones before must be in their places again. Begin with a fresh copy "
          + "of `point` each time."
      ) { slope in
        var point = slope.point
        return Tensor(
          point.elements.indices.map { index in
            point[index] += slope.step
            let up = slope.loss(point)
            point[index] -= 2 * slope.step
            return (up - slope.loss(point)) / (2 * slope.step)
          })
      },
      Mistake(
        "the step up is not undone before the step down",
        "After moving up by `step`, moving down by `step` only leads back. Begin with a fresh copy of `point`, or "
          + "go down by twice the step and back up at the end."
      ) { slope in
        var point = slope.point
        return Tensor(
          point.elements.indices.map { index in
            let down = slope.loss(point)
            point[index] += slope.step
            return (slope.loss(point) - down) / (2 * slope.step)
          })
      },
      Mistake(
        "all numbers are moved at once",
        "Then one cannot tell which of them changed the loss. Move one number, and leave the others in their places."
      ) {
        slope in
        let difference = slope.loss(slope.point + slope.step) - slope.loss(slope.point - slope.step)
        return slope.point * 0 + difference / (2 * slope.step)
      },
      Mistake(
        "half of the step is taken to either side",
        "The number moves by a whole `step` up, and by a whole `step` down."
      ) { chord($0, up: 0.5, down: -0.5, over: $0.step) },
    ])

  private static func each(_ slope: Slope, _ rule: (Slope, _ index: Int) -> Float) -> Tensor {
    Tensor((0..<slope.point.count).map { rule(slope, $0) })
  }

  private static func oneSided(_ name: String, up: Float, down: Float) -> Mistake<Slope> {
    Mistake(
      name,
      "The chord from the point itself to one side is less exact. Move the number up and down, and compare those two."
    ) { chord($0, up: up, down: down, over: $0.step) }
  }

  /// The difference of two losses, with each number moved up and down by so many steps, over a distance.
  private static func chord(
    _ slope: Slope, up: Float = 1, down: Float = -1, over distance: Float? = nil
  ) -> Tensor {
    each(slope) { (moved($0, $1, by: up) - moved($0, $1, by: down)) / (distance ?? 2 * $0.step) }
  }

  /// The loss with one number moved by so many steps.
  private static func moved(_ slope: Slope, _ index: Int, by steps: Float) -> Float {
    var point = slope.point
    point[index] += steps * slope.step
    return slope.loss(point)
  }
}

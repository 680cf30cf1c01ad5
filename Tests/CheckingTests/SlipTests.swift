import TensorCore
import Testing

@testable import Checking
@testable import Pages

/// Slips that no exercise lists: what is seen in the numbers, and what is given taken for something else.
@Suite struct SlipTests {
  private typealias Scaled = (image: Tensor, window: Int, rate: Float, isHalved: Bool)

  private static func right(_ input: Scaled) -> Tensor {
    (input.image * input.rate + Float(input.window)) / (input.isHalved ? 2 : 1)
  }

  private static let cases = [
    Case("one", (image: Tensor([[1, 2], [3, 5]]), window: 3, rate: 0.25, isHalved: true) as Scaled),
    Case("two", (image: Tensor([[4, 7, -5], [1, -2, 6]]), window: 2, rate: 3, isHalved: false)),
  ]

  /// The name of what an answer looks like.
  private func name(_ yours: @escaping @Sendable (Tensor, Int, Float, Bool) -> any Answerable) -> String? {
    let exercise = Exercise(
      "9.9", Answers(learner: yours, solution: yours), cases: SlipTests.cases,
      expected: { SlipTests.right($0) }, answer: { $0($1.image, $1.window, $1.rate, $1.isHalved) },
      given: [
        .integer("window", \.window), .number("rate", \.rate), .truth("isHalved", \.isHalved),
        .tensor("image", \.image),
      ], fitting: { $0.window > 0 })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else { return "not wrong" }
    return diagnosis.mistake?.name.markdown
  }

  /// What is made of the right answer.
  private func name(_ changed: @escaping @Sendable (Tensor) -> any Answerable) -> String? {
    name { changed(SlipTests.right(($0, $1, $2, $3))) }
  }

  @Test func `what is given and taken for something else is named`() {
    @Sendable func right(_ image: Tensor, _ window: Int, _ rate: Float, _ isHalved: Bool) -> Tensor {
      SlipTests.right((image, window, rate, isHalved))
    }
    #expect(name { image, _, rate, isHalved in right(image, 2, rate, isHalved) } == "`window` is always 2")
    #expect(name { right($0, $1 + 1, $2, $3) } == "`window` is one too large")
    #expect(name { image, window, _, isHalved in right(image, window, 1, isHalved) } == "`rate` plays no part")
    #expect(name { right($0, $1, $2 * $2, $3) } == "`rate` is squared")
    #expect(name { image, window, rate, _ in right(image, window, rate, false) } == "`isHalved` is taken to be false")
    #expect(name { right($0.flipped(axes: 0), $1, $2, $3) } == "`image` is upside down")
    #expect(name { right($0, $1, $2, !$3) } == "`isHalved` is read the other way round")
  }

  @Test func `where the numbers stand is named`() {
    #expect(name { $0.transposed() } == "`image` is read by column and row")
    #expect(name { ($0 * 2).transposed() } == nil)
    #expect(name { $0[0..., 1...] } == "the first column is missing")
    #expect(name { $0[0..<1] } == "the last row is missing")
    #expect(name { $0.reshaped(-1) } == "the numbers stand in one line")
    #expect(name { $0.unsqueezed(axis: 0) } == "the first axis is left in, with size 1")
    #expect(
      name { $0[0..<1, 0..<$0.shape[1] - 1] } == "the last row is missing, and the last column is missing")
    let unwritten: @Sendable (Tensor) -> Tensor = {
      var answer = $0
      answer[answer.shape[0] - 1..<answer.shape[0]] *= 0
      return answer
    }
    #expect(name { unwritten($0) } == "the last row is never written")
  }

  @Test func `what has become of the numbers is named`() {
    #expect(name { -$0 } == "the sign is the wrong one")
    #expect(name { $0 * 0 } == "every number is 0")
    #expect(name { $0 * 3 } == "every number is 3 times what it should be")
    #expect(name { $0 + 2 } == "every number is 2 too large")
    #expect(name { $0.relu() } == "what is below 0 has become 0")
    #expect(name { $0.mean() } == "all is averaged into one number")
  }

  @Test func `a divisor that is missing is named by what it is`() {
    let answer: @Sendable (Tensor, Int, Float, Bool) -> Tensor = { SlipTests.right(($0, $1, $2, $3)) }
    #expect(name { answer($0, $1, $2, $3) * Float($1 * $1) }?.contains("`window` · `window`") == true)
    #expect(name { answer($0, $1, $2, $3) / Float($0.shape[1] * $1) } != nil)
    #expect(name { answer($0, $1, $2, $3) + Float(2 * $1) } == "2 · `window` is added once too often")
  }

  @Test func `what agrees in one case only is not named`() {
    #expect(
      name { image, window, rate, isHalved in
        let right = SlipTests.right((image, window, rate, isHalved))
        return window == 2 ? -right : right * 5
      } == nil)
  }

  @Test func `nothing is named that would tell an answer by hand`() {
    let exercise = Exercise(
      "9.8", Answers(learner: true, solution: true), cases: [Case("by hand", 1)], isByHand: true,
      expected: { _ in [3, 5] as [Int] }, answer: { _, _ in [4, 6] as [Int] })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.mistake == nil)
  }
}

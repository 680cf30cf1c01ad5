import TensorCore
import Testing

@testable import Checking
@testable import Pages
@testable import System

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
    #expect(name { image, window, _, isHalved in right(image, window, 0, isHalved) } == "`rate` is taken to be 0")
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

  @Test func `a size that is always 1 is no factor`() {
    let (first, second, yours) = (Tensor([[1, 100]]), Tensor([[1, 2]]), Tensor([[1, 2.0001]]))
    let pairs = [(first, first), (second, yours)].map {
      (expected: $0, found: $1, sizes: InputSize.all(in: (row: $0, offset: 0)))
    }
    #expect(SizeSlip(pairs: pairs, tolerance: 2e-5).known == nil)
  }

  @Test func `a divisor that is missing is named by what it is`() {
    let answer: @Sendable (Tensor, Int, Float, Bool) -> Tensor = { SlipTests.right(($0, $1, $2, $3)) }
    #expect(name { answer($0, $1, $2, $3) * Float($1 * $1) } == "every number is `window` · `window` times too large")
    #expect(
      name { answer($0, $1, $2, $3) / Float($0.shape[1] * $0.shape[1]) }
        == "every number is `image.shape[1]` · `image.shape[1]` times too small")
    #expect(name { answer($0, $1, $2, $3) + Float(2 * $1) } == "every number is 2 · `window` too large")
    #expect(name { answer($0, $1, $2, $3) - Float($1) } == "every number is `window` too small")
    // What is rounded is nearly right: nothing stands in place of itself.
    #expect(name { answer($0, $1, $2, $3).map { $0 > 0 ? $0 * 1.00005 : $0 } } == nil)
  }

  @Test func `a slip in one of two values is told with its name`() {
    func name(_ yours: @escaping @Sendable (Float) -> (sum: Float, mean: Float)) -> String? {
      let exercise = Exercise(
        "9.9", Answers(learner: yours, solution: yours),
        cases: [Case("two", Tensor([2, 4])), Case("one", Tensor([3]))],
        expected: { Answer.parts(["sum": $0.sum(), "mean": $0.mean()]) },
        answer: { yours, numbers in
          let (sum, mean) = yours(numbers.sum())
          return Answer.parts(["sum": sum, "mean": mean / Float(numbers.count)])
        })
      guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else { return "not wrong" }
      return diagnosis.mistake?.name.markdown
    }
    #expect(name { (-$0, $0) } == "the sign is the wrong one, in “sum” alone")
    #expect(name { ($0, -$0) } == "the sign is the wrong one, in “mean” alone")
    #expect(name { (-$0, -$0) } == "the sign is the wrong one")
  }

  @Test func `what is to be said of both of two slips is said once`() {
    let exercise = Exercise(
      "9.9", Answers(learner: 0, solution: 0),
      cases: [Case("a square", Tensor([[1, 2], [3, 5]])), Case("wide", Tensor([[4, 7, -5], [1, -2, 6]]))],
      expected: { Answer.parts(["one": $0, "other": $0]) },
      answer: { Answer.parts(["one": $1[0..<1], "other": $1[0..., 0..<$1.shape[1] - 1]]) })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.mistake?.name == "the last row is missing, and the last column is missing")
    #expect(
      diagnosis.mistake?.explanation
        == "From the first to the last it is one more than their difference: is there a `+ 1`?")
  }

  @Test func `what agrees in one case only is not named`() {
    #expect(
      name { image, window, rate, isHalved in
        let right = SlipTests.right((image, window, rate, isHalved))
        return window == 2 ? -right : right * 5
      } == nil)
  }

  @Test func `a small difference in one case is not explained by a factor of 1`() {
    #expect(
      name { image, window, rate, isHalved in
        let right = SlipTests.right((image, window, rate, isHalved))
        return window == 3 ? right * 0.99993 : right
      } == nil)
  }

  @Test func `one of two that stands in both places is named`() {
    let exercise = Exercise(
      "9.9", Answers(learner: 0, solution: 0),
      cases: [Case("a square", (height: 2, width: 2)), Case("wide", (height: 3, width: 5))],
      expected: { [$0.height, 7 * $0.width] }, answer: { [$1.height, 7 * $1.height] },
      given: [.exchanged("height", "width", \.height, \.width)])
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.mistake?.name.markdown == "`height` stands where `width` belongs")
  }

  private typealias Slid = (map: Tensor, window: Int)

  /// The name of what has become of a square map of three rows, of one that is wider, and of one of 5×2.
  private func name(ofShapes outcomes: [Outcome]) -> String? {
    let maps = [Tensor.zeros(3, 3), .zeros(3, 4), .zeros(5, 2)]
    let exercise = Exercise(
      "9.9", Answers(learner: 0, solution: 0),
      cases: maps.map { Case("\($0.shape)", (map: $0, window: 2) as Slid) },
      expected: { Tensor.zeros($0.map.shape[0] - 1, $0.map.shape[1] - 1) + 3 }, answer: { author, _ in author })
    switch exercise.judge(outcomes) {
    case .wrong(let diagnosis), .crashed(_, let diagnosis): return diagnosis.mistake?.name.markdown
    default: return "not wrong"
    }
  }

  private func right(_ height: Int, _ width: Int) -> Outcome { .answered((Tensor.zeros(height, width) + 3).answer) }

  private func stray(_ index: String, _ size: Int, _ shape: [Int]) -> Outcome {
    let message = "subscript: \(index) is outside axis 0 of size \(size) (shape \(shape))"
    return .crashed(Crash(message: OutsideText(message), line: 1))
  }

  @Test func `what is right for a square alone takes rows for columns`() {
    let crash = stray("index 3", 3, [3, 4])
    let exchanged = "the rows and columns of `map` are taken for each other"
    #expect(name(ofShapes: [right(2, 2), crash, stray("index 2", 2, [5, 2])]) == exchanged)
    #expect(name(ofShapes: [right(2, 2), crash, right(1, 4)]) == exchanged)
    #expect(name(ofShapes: [right(2, 2), crash, right(4, 1)]) != exchanged)
    #expect(name(ofShapes: [right(2, 2), right(3, 2), right(1, 4)]) != exchanged)
  }

  @Test func `what is right for another shape too takes no rows for columns`() {
    func trial(_ height: Int, _ width: Int, isRight: Bool) -> ShapeSlip.Trial {
      ShapeSlip.Trial(
        given: [InputTensor(possessive: " of map", shape: [height, width])], expected: 1.answer,
        outcome: isRight ? .answered(1.answer) : stray("index 9", 9, [9, 9]), isRight: isRight)
    }
    func name(drawn: [ShapeSlip.Trial]) -> String? {
      ShapeSlip(trials: [trial(3, 3, isRight: true), trial(3, 4, isRight: false)], drawn: drawn).known?.name.markdown
    }
    let exchanged = "the rows and columns of map are taken for each other"
    #expect(name(drawn: [trial(2, 2, isRight: true), trial(2, 1, isRight: false)]) == exchanged)
    #expect(name(drawn: [trial(2, 2, isRight: true), trial(2, 1, isRight: true)]) != exchanged)
  }

  @Test func `an index that ends the program is told by its side`() {
    func all(_ index: String, _ place: (_ shape: [Int]) -> (size: Int, shape: [Int])) -> String? {
      name(ofShapes: [[3, 3], [3, 4], [5, 2]].map { stray(index, place($0).size, place($0).shape) })
    }
    #expect(all("index 5") { ($0[0], $0) } == "an index is too large for its tensor, which has the shape of `map`")
    #expect(
      all("the range 2..<6") { ($0[0], $0) } == "an index is too large for its tensor, which has the shape of `map`")
    #expect(all("index 5") { ($0[0] - 1, $0.map { $0 - 1 }) } == "an index is too large for its tensor")
    #expect(all("index -1") { ($0[0], $0) } == "an index is too far below 0")
    func last(_ outcome: Outcome) -> String? { name(ofShapes: [right(2, 2), right(2, 3), outcome]) }
    #expect(
      last(stray("index 5", 5, [5, 2])) == "an index is too large for its tensor, which has the shape of `map`")
    #expect(last(stray("index 9", 5, [5, 2])) == nil)
    #expect(last(.crashed(Crash(message: "Index out of range", line: 1))) == nil)
    #expect(name(ofShapes: [stray("index -4", 3, [3, 3]), stray("index 3", 3, [3, 4]), right(4, 1)]) == nil)
  }

  @Test func `a result as large as what is given is told so`() {
    #expect(name(ofShapes: [right(3, 3), right(3, 4), right(5, 2)]) == "the result has the shape of `map`")
    #expect(name(ofShapes: [right(3, 3), right(3, 4), right(4, 1)]) == nil)
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

  @Test func `no pattern is told that would tell an answer by hand`() {
    let exercise = Exercise(
      "9.8", Answers(learner: true, solution: true), cases: [Case("by hand", 1)], isByHand: true,
      expected: { _ in Tensor([[3, 5]]) }, answer: { _, _ in Tensor([[4, 6]]) })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else {
      Issue.record("not wrong")
      return
    }
    #expect(diagnosis.finding.plainText == "at [0, 0] it gives 4, which is not correct; 2 of 2 elements differ")
  }
}

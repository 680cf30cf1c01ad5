import TensorCore
import Testing

@testable import Checking
@testable import System

/// Cases that are drawn: the same ones each time, small ones first, and no ground for naming a mistake.
@Suite struct DrawnCasesTests {
  private func largest(_ yours: @escaping @Sendable (Tensor) throws -> any Answerable) -> Exercise {
    let right: @Sendable (Tensor) throws -> any Answerable = { $0.maximum() }
    return Exercise(
      "9.9", Answers(learner: yours, solution: right),
      cases: [Case("two numbers", Tensor([3, 1])), Case("numbers below zero", Tensor([-3, -1]))],
      drawing: { $0.tensor($0.size(), $0.size()) }, expected: { $0.maximum() }, answer: { try $0($1) },
      mistakes: [Mistake("the first is taken", "Look at all.") { $0.elements[0] }])
  }

  private func diagnosis(_ yours: @escaping @Sendable (Tensor) throws -> any Answerable) -> Diagnosis? {
    let exercise = largest(yours)
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .learner)) else { return nil }
    return diagnosis
  }

  @Test func theyTellWhatChosenCasesDoNot() {
    #expect(diagnosis { $0.maximum() } == nil)
    let small = diagnosis { max(-100, $0.maximum()) }
    #expect((small?.place ?? 0) >= 2 && small?.mistake == nil)
  }

  @Test func aMistakeIsNamedByTheChosenCases() {
    #expect(diagnosis { $0.elements[0] }?.mistake?.name == "the first is taken")
  }

  @Test func theyAreTheSameEachTimeAndGrow() {
    let draw: (inout Draw) -> Tensor = { $0.tensor($0.size(), $0.size()) }
    let (once, again) = (Case.drawn(draw), Case.drawn(draw))
    #expect(once.map(\.input) == again.map(\.input) && once.map(\.name) == again.map(\.name))
    #expect(Set(once.map(\.name)).count == once.count)
    #expect(once[0].input.count == 1 && once.contains { $0.input.shape[0] != $0.input.shape[1] })
    #expect(once.prefix(6).allSatisfy { $0.input.count == 1 })
  }

  @Test func someHaveTheSizesOfOthersAndSomeNumbersAreSmallOrLarge() {
    let drawn = Case.drawn { ($0.integer(1...1000), $0.number(), $0.tensor($0.size(), $0.size())) }.map(\.input)
    for (place, like) in zip([24, 27], [10, 23]) {
      let (one, other) = (drawn[place], drawn[like])
      #expect(one.0 == other.0 && one.2.shape == other.2.shape)
      #expect(one.1 != other.1 && one.2 != other.2)
    }
    let largest = drawn.map { $0.2.abs().maximum() }
    #expect(largest.contains { $0 > 1e8 } && largest.contains { 0 < $0 && $0 < 1e-8 })
    #expect(drawn[29].2.count > drawn[..<24].map(\.2.count).max() ?? 0)
  }

  @Test func notAllTheirNumbersAreWhole() {
    #expect(diagnosis { $0.maximum().rounded(.towardZero) } != nil)
    #expect(Case.drawn { $0.tensor($0.size(), $0.size()) }.contains { $0.input.elements.allSatisfy { abs($0) < 1 } })
  }

  @Test func theirNamesSayWhatIsInThem() {
    let named = Case.drawn { _ in (map: Tensor([[1, -2]]), window: 2) }
    #expect(named[3].name == "map [[1, −2]], window 2, drawn as number 4")
    #expect(Case.drawn { _ in Tensor.zeros(3, 4) }[0].name == "of 3×4, drawn as number 1")
  }

  @Test func minusSignsAreNoHyphens() {
    #expect(Comparison.withMinusSigns("-1, x-2, [-3.5] and 4-5, a - 6") == "−1, x-2, [−3.5] and 4-5, a - 6")
  }
}

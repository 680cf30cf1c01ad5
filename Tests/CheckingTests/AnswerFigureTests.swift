import Figures
import TensorCore
import Testing

@testable import Checking
@testable import System

/// The picture of a wrong answer.
@Suite struct AnswerFigureTests {
  private func figure(_ expected: Tensor, _ yours: Tensor, at place: [Int]? = nil) throws -> Figure {
    let difference = place.map { Difference(part: 0, place: $0, expected: 0, found: 1) }
    return try #require(AnswerFigure(expected: expected, yours: yours, difference: difference)).figure
  }

  @Test func anotherShapeIsDrawnWithoutTheDifference() throws {
    let same = try figure(.ones(3, 3), .zeros(3, 3), at: [0, 0])
    let other = try figure(.ones(3, 3), .zeros(2, 2))
    #expect(other.size.width < same.size.width)
  }

  @Test(arguments: [[4], [3, 4], [2, 3, 4], [2, 2, 3, 4], [28, 28], [16, 14, 14], [2, 3, 12, 12], [1, 30]])
  func everyElementOfEveryRankIsSeen(_ shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let right = Tensor(0..<count).reshaped(shape)
    let picture = try figure(right, right).render()
    for place in [0, count / 2, count - 1] {
      var elements = right.elements
      elements[place] = Float(count) / 4 + (place == count / 2 ? Float(count) / 3 : 0)
      #expect(try figure(right, Tensor(shape: shape, elements: elements)).render() != picture, "element \(place)")
    }
  }

  @Test func theFirstDifferenceIsMarked() throws {
    for shape in [[3, 4], [28, 28]] {
      let (right, yours) = (Tensor.ones(shape[0], shape[1]), Tensor.zeros(shape[0], shape[1]))
      #expect(try figure(right, yours, at: [2, 3]).render() != figure(right, yours).render())
      #expect(try figure(right, yours, at: [2, 3]).render() != figure(right, yours, at: [1, 0]).render())
    }
  }

  @Test func whatIsNoNumberIsDrawnAsSomethingElseThanZero() throws {
    let zero = try figure(.zeros(2, 2), .zeros(2, 2)).render()
    #expect(try figure(.zeros(2, 2), Tensor([[.nan, .infinity], [-.infinity, 0]])).render() != zero)
    let map = try figure(.zeros(20, 20), .zeros(20, 20)).render()
    for value in [Float.nan, .infinity] {
      #expect(try figure(.zeros(20, 20), Tensor(shape: [20, 20], repeating: value)).render() != map, "\(value)")
    }
  }

  @Test func whatCannotBeDrawnIsLeftOut() {
    for (expected, yours) in [
      (Tensor(1), Tensor(2)), (.zeros(0, 3), .zeros(2, 2)), (.ones(1, 1, 1, 2, 2), .zeros(2, 2)),
      (.ones(2, 2), .zeros(2000, 2000)),
    ] as [(Tensor, Tensor)] {
      #expect(AnswerFigure(expected: expected, yours: yours, difference: nil) == nil)
    }
  }
}

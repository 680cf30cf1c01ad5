import Figures
import TensorCore
import Testing

@testable import Checking
@testable import System
@testable import Walkthrough

/// The picture of a wrong answer.
@Suite struct AnswerFigureTests {
  private func size(_ expected: Tensor, _ yours: Tensor, at place: [Int]? = nil) throws -> (width: Int, height: Int) {
    let difference = place.map { Difference(part: 0, place: $0, expected: 0, found: 1) }
    let drawing = try #require(AnswerFigure(expected: expected, yours: yours, difference: difference))
    let bitmap = drawing.figure.render()
    #expect(bitmap.width > 0)
    return drawing.figure.size
  }

  @Test func anotherShapeIsDrawnWithoutTheDifference() throws {
    let same = try size(.ones(3, 3), .zeros(3, 3), at: [0, 0])
    let other = try size(.ones(3, 3), .zeros(2, 2))
    #expect(other.width < same.width)
  }

  @Test func everyRankIsDrawn() throws {
    for shape in [[4], [3, 4], [2, 3, 4], [2, 2, 3, 4], [28, 28], [16, 14, 14], [2, 3, 12, 12], [1, 30]] {
      let right = Tensor(0..<shape.reduce(1, *)).reshaped(shape)
      let place = shape.map { $0 - 1 }
      _ = try size(right, -right, at: place)
      _ = try size(right, Tensor(shape: [2] + shape.suffix(2), repeating: 1))
    }
  }

  @Test func whatIsNoNumberIsDrawnToo() throws {
    _ = try size(.zeros(2, 2), Tensor([[.nan, .infinity], [-.infinity, 0]]), at: [0, 0])
    _ = try size(.zeros(20, 20), Tensor(shape: [20, 20], repeating: .nan), at: [0, 0])
    _ = try size(.zeros(20, 20), Tensor(shape: [20, 20], repeating: .infinity), at: [0, 0])
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

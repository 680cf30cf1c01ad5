import TensorCore
import Testing

@testable import Learning

/// A pass may take ReLU behind the maximum pooling that follows it. Nothing must tell.
@Suite("ReLU and pooling in a network, and one after the other")
struct PassOrderTests {
  /// Halves make ties frequent; some pixels are not numbers.
  private static func pixels(seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    return Tensor(shape: [3, 2, 9, 11]) {
      for index in $0.indices {
        $0[index] = generator.integer(in: 0..<30) == 0 ? .nan : Float(generator.integer(in: -4..<4)) / 2
      }
    }
  }

  private func expectSame(
    _ model: Sequential, _ operation: (Variable) -> Variable, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let image = Self.pixels(seed: 1), inNetwork = Variable(image), alone = Variable(image)
    let result = model(inNetwork, training: SeededGenerator(seed: 2)), expected = operation(alone)
    let upstream = Tensor(shape: expected.shape) { for index in $0.indices { $0[index] = Float(index % 7) - 3.25 } }
    result.backward(upstream)
    expected.backward(upstream)
    let values = zip(result.value.elements, expected.value.elements)
    #expect(values.allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }, sourceLocation: sourceLocation)
    #expect(model(Variable(image)).value.shape == expected.shape, sourceLocation: sourceLocation)
    #expect(inNetwork.gradient?.elements == alone.gradient?.elements, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    MaxPool2d(2), MaxPool2d(3), MaxPool2d(Size2D(height: 2, width: 3)), MaxPool2d(3, stride: 1, padding: 1),
    MaxPool2d(2, stride: Size2D(height: 1, width: 2)),
  ])
  func largestOfAWindow(pooling: MaxPool2d) {
    expectSame(
      Sequential(input: [2, 9, 11]) {
        ReLU()
        pooling
      }
    ) { pooling(relu($0)) }
    expectSame(
      Sequential(input: [2, 9, 11]) {
        ReLU()
        pooling
        MaxPool2d(2)
        ReLU()
      }
    ) {
      relu(MaxPool2d(2)(pooling(relu($0))))
    }
  }

  @Test func meansAndOtherActivationsStayWhereTheyAre() {
    expectSame(
      Sequential(input: [2, 9, 11]) {
        ReLU()
        AveragePool2d(2)
      }
    ) { averagePool2d(relu($0), window: 2) }
    expectSame(
      Sequential(input: [2, 9, 11]) {
        LeakyReLU(-1)
        MaxPool2d(2)
      }
    ) {
      maxPool2d(leakyReLU($0, slope: -1), window: 2)
    }
    expectSame(
      Sequential(input: [2, 9, 11]) {
        MaxPool2d(2)
        ReLU()
        AveragePool2d(2)
      }
    ) {
      averagePool2d(relu(maxPool2d($0, window: 2)), window: 2)
    }
  }

  @Test func ofNothingTheLargestIsThatOfAPooling() {
    let model = Sequential(input: [1, 0, 4]) {
      ReLU()
      MaxPool2d(2, padding: 1)
    }
    let image = Variable(Tensor.zeros(1, 1, 0, 4))
    #expect(model(image).value.elements == [-.infinity, -.infinity, -.infinity])
    #expect(model.layerOutputs(image).last?.value == model(image).value)
  }

  @Test func whatEachLayerMakesIsToldInTheirOwnOrder() {
    let model = Sequential(input: [2, 9, 11]) {
      ReLU()
      MaxPool2d(2)
    }
    #expect(model.layerOutputs(Variable(Self.pixels(seed: 1))).map(\.shape) == [[3, 2, 9, 11], [3, 2, 4, 5]])
  }
}

import TensorCore
import Testing

@Suite("The gradient of maximum pooling, four windows at a time")
struct PoolingGradientTests {
  /// An odd last row or column is under no window, in memory that held something else before, too.
  @Test(arguments: [2, 3]) func whatNoWindowSeesHasNoGradient(window: Int) {
    for gradient in [maxPool2dGradient, averagePool2dGradient] {
      let image = Tensor.ones(2, 3, 7, 11), upstream = Tensor.ones(2, 3, 7 / window, 11 / window)
      for _ in 0..<3 { _ = Tensor(shape: image.shape, repeating: .nan) }
      let result = gradient(image, upstream, Size2D(window), nil, 0)
      #expect(result.elements.allSatisfy { !$0.isNaN })
      #expect(abs(result.sum() - upstream.sum()) < 1e-3)
    }
  }

  /// Halves make ties frequent; some pixels are not numbers.
  @Test(arguments: [8, 9, 10, 11, 17, 28, 29]) func agreesWithTheDefinition(width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    let image = Tensor(shape: [2, 3, 7, width]) {
      for index in $0.indices {
        $0[index] = generator.integer(in: 0..<40) == 0 ? .nan : Float(generator.integer(in: -3..<4)) / 2
      }
    }
    let upstream = Tensor.uniform(2, 3, 3, width / 2, in: 1..<2, using: &generator)
    let gradient = maxPool2dGradient(image, outputGradient: upstream, window: 2)
    var expected = Tensor(shape: image.shape, repeating: 0)
    for (b, c) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] {
      for y in 0..<3 {
        for x in 0..<width / 2 {
          var (row, column) = (2 * y, 2 * x)
          for (i, j) in [(0, 1), (1, 0), (1, 1)] {
            let value = image[b, c, 2 * y + i, 2 * x + j]
            if value > image[b, c, row, column] || value.isNaN { (row, column) = (2 * y + i, 2 * x + j) }
          }
          expected[b, c, row, column] = upstream[b, c, y, x]
        }
      }
    }
    #expect(gradient == expected)
  }
}

import TensorCore

/// An operation on given operands and the ways to compute it, the plain loops first.
struct Operation {
  let name: String
  /// Multiplications and additions (or comparisons) in all.
  let floatingPointOperations: Double
  let algorithms: [(name: String, run: () -> Tensor)]

  /// What is timed: layers of the course's networks, and larger sizes.
  static var all: [Operation] {
    [
      convolution("Convolution 1→6, 5×5, padding 2, on (64, 1, 28, 28)", [64, 1, 28, 28], [6, 1, 5, 5], padding: 2),
      convolution("Convolution 32→64, 3×3, on (64, 32, 13, 13)", [64, 32, 13, 13], [64, 32, 3, 3]),
      convolution("Convolution 3→3, 3×3, on a photograph (1, 3, 512, 512)", [1, 3, 512, 512], [3, 3, 3, 3]),
      pooling("Maximum pooling 2×2, on (64, 6, 28, 28)", [64, 6, 28, 28], maxPool2d),
      pooling("Average pooling 2×2, on a photograph (1, 3, 512, 512)", [1, 3, 512, 512], averagePool2d),
      matrixProduct(256),
      matrixProduct(1024),
    ]
  }

  private static func random(_ shape: [Int], stream: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: 0).split(stream)
    return Tensor(shape: shape) { for index in $0.indices { $0[index] = generator.normal() } }
  }

  private static func convolution(
    _ name: String, _ imageShape: [Int], _ kernelShape: [Int], padding: Size2D = 0
  ) -> Operation {
    let image = random(imageShape, stream: 0), kernel = random(kernelShape, stream: 1)
    let outputs = convolve2d(image, kernel: kernel, padding: padding).count
    return Operation(
      name: name, floatingPointOperations: 2 * Double(outputs * kernel.count / kernelShape[0]),
      algorithms: ConvolutionAlgorithm.allCases.map { algorithm in
        (algorithm.rawValue, { convolve2d(image, kernel: kernel, padding: padding, algorithm: algorithm) })
      })
  }

  private static func pooling(
    _ name: String, _ shape: [Int], _ pool: @escaping (Tensor, Size2D, Size2D?, Size2D, PoolingAlgorithm) -> Tensor
  ) -> Operation {
    let image = random(shape, stream: 2)
    return Operation(
      name: name, floatingPointOperations: Double(image.count),
      algorithms: PoolingAlgorithm.allCases.map { algorithm in
        (algorithm.rawValue, { pool(image, 2, 2, 0, algorithm) })
      })
  }

  private static func matrixProduct(_ size: Int) -> Operation {
    let left = random([size, size], stream: 3), right = random([size, size], stream: 4)
    return Operation(
      name: "Matrix product (\(size), \(size)) · (\(size), \(size))",
      floatingPointOperations: 2 * Double(size * size * size),
      algorithms: [("loops", { matrixProductByLoops(left, right) }), ("tiles", { matmul(left, right) })])
  }

  /// The definition: a dot product of a row and a column for each element.
  private static func matrixProductByLoops(_ left: Tensor, _ right: Tensor) -> Tensor {
    let (rows, shared, columns) = (left.shape[0], left.shape[1], right.shape[1])
    return left.withUnsafeElements { a in
      right.withUnsafeElements { b in
        Tensor(shape: [rows, columns]) { result in
          for row in 0..<rows {
            for column in 0..<columns {
              var sum: Float = 0
              for index in 0..<shared { sum += a[row * shared + index] * b[index * columns + column] }
              result[row * columns + column] = sum
            }
          }
        }
      }
    }
  }
}

import TensorCore

extension Operation {
  /// Pooling with windows of 2×2.
  static func pooling(_ kind: PoolingKind, _ shape: [Int]) -> Operation {
    let image = random(shape, stream: 5)
    func algorithm(_ algorithm: PoolingAlgorithm) -> Algorithm {
      .init(name: algorithm.rawValue) {
        kind == .maximum
          ? maxPool2d(image, window: 2, algorithm: algorithm) : averagePool2d(image, window: 2, algorithm: algorithm)
      }
    }
    return Operation(
      section: .pooling, name: "\(kind.rawValue) pooling 2×2, on \(Tensor.text(shape))",
      floatingPointOperations: Double(image.count), bytes: 5 * Double(image.count), loops: algorithm(.loops),
      algorithms: [algorithm(.shifts), algorithm(.direct)]
    ).known(inPyTorch: kind.rawValue.lowercased(), shape)
  }

  enum PoolingKind: String { case maximum = "Maximum", average = "Average" }
}

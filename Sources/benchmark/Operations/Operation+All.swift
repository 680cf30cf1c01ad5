extension Operation {
  /// What is timed for a section: layers of the course's networks and, unless in haste, three larger ones.
  static func all(in section: Section, quick: Bool) -> [Operation] {
    /// The sizes of the course and, unless in haste, the larger ones.
    func sizes<Size>(_ course: [Size], larger: @autoclosure () -> [Size]) -> [Size] {
      quick ? course : course + larger()
    }
    switch section {
    case .ladder:
      return [
        ConvolutionLayer("Convolution 1→6, 5×5", image: [1, 1, 28, 28], kernel: [6, 1, 5, 5], padding: 2),
        ConvolutionLayer("Convolution 3→3, 3×3", image: [1, 3, 512, 512], kernel: [3, 3, 3, 3]),
      ].map { $0.forward(section: .ladder) }
    case .convolution:
      return sizes([lenet, fashion], larger: [wide, deep, photograph]).flatMap {
        [$0.forward(), $0.imageGradient, $0.kernelGradient]
      }
    case .matrix:
      return sizes(
        [784, 1600].map { matrixProduct(rows: 64, shared: $0, columns: 128) },
        larger: [512, 1024, 2048].map { matrixProduct(rows: $0, shared: $0, columns: $0, isLarge: true) })
    case .pooling:
      return sizes([[64, 6, 28, 28]], larger: [[64, 64, 28, 28], [64, 64, 56, 56], [1, 3, 2048, 2048]]).flatMap {
        [pooling(.maximum, $0), pooling(.average, $0)]
      }
    case .functions:
      return sizes([[64, 32, 26, 26]], larger: [[64, 64, 28, 28], [64, 64, 56, 56], [32, 64, 112, 112]])
        .flatMap(functions)
        + sizes([[64, 10]], larger: [[64, 1000], [4096, 1000], [16_384, 1000]]).map(softmax)
    case .peak, .training, .growth: return []
    }
  }

  private static var lenet: ConvolutionLayer {
    ConvolutionLayer("Convolution 1→6, 5×5", image: [64, 1, 28, 28], kernel: [6, 1, 5, 5], padding: 2)
  }
  private static var fashion: ConvolutionLayer {
    ConvolutionLayer("Convolution 32→64, 3×3", image: [64, 32, 13, 13], kernel: [64, 32, 3, 3])
  }
  private static var wide: ConvolutionLayer {
    ConvolutionLayer(
      "Convolution 64→64, 3×3", image: [16, 64, 56, 56], kernel: [64, 64, 3, 3], padding: 1, isLarge: true)
  }
  private static var deep: ConvolutionLayer {
    ConvolutionLayer(
      "Convolution 256→256, 3×3", image: [16, 256, 14, 14], kernel: [256, 256, 3, 3], padding: 1, isLarge: true)
  }
  private static var photograph: ConvolutionLayer {
    ConvolutionLayer(
      "Convolution 3→16, 5×5", image: [1, 3, 1024, 1024], kernel: [16, 3, 5, 5], padding: 2, isLarge: true)
  }
}

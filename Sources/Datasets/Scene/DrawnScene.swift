import TensorCore

/// A picture of a harbour, drawn from a seed: the course's own photograph.
public enum DrawnScene {
  /// Draws the scene, `(3, height, width)` in 0…1. Stops unless both sides are at least 16.
  public static func photograph(height: Int = 256, width: Int = 256, seed: UInt64 = 0) -> Tensor {
    require(
      height >= 16 && width >= 16, "DrawnScene: \(height)×\(width) pixels are too few; draw at least 16×16")
    return Tensor(shape: [3, height, width]) { pixels in
      for row in 0..<height {
        for column in 0..<width {
          for channel in 0..<3 {
            pixels[(channel * height + row) * width + column] =
              Float(row + channel * column) / Float(height + 2 * width)
          }
        }
      }
    }
  }
}

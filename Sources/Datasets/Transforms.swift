import Kernels
import System
import TensorCore

extension Tensor {
  /// The picture moved by whole pixels, `(…, height, width)` as before; what is uncovered is `value`, and what
  /// leaves the picture is lost. Negative numbers move it up and to the left.
  public func shifted(down: Int = 0, right: Int = 0, value: Float = 0) -> Tensor {
    sampled("shifted") { plane, height, width, row, column in
      // What wraps around lies outside all the same.
      let (fromRow, fromColumn) = (row &- down, column &- right)
      guard fromRow >= 0, fromRow < height, fromColumn >= 0, fromColumn < width else { return value }
      return plane[fromRow * width + fromColumn]
    }
  }

  /// The picture turned about its middle, anticlockwise for positive `degrees`, `(…, height, width)` as before.
  ///
  /// Each pixel is interpolated bilinearly from the four nearest to where it comes from; outside is `value`.
  /// Stops unless the angle is a number of at most a million degrees.
  public func rotated(degrees: Float, value: Float = 0) -> Tensor {
    require(
      degrees.magnitude <= 1e6, "rotated: the angle is \(degrees) degrees; it must be a number from −10⁶ to 10⁶")
    let angle = Double(degrees) * Double.pi / 180
    let (cosine, sine) = (Float(Elementary.cos(angle)), Float(Elementary.sin(angle)))
    return sampled("rotated") { plane, height, width, row, column in
      let y = Float(row) - Float(height - 1) / 2
      let x = Float(column) - Float(width - 1) / 2
      let fromY = cosine * y + sine * x + Float(height - 1) / 2
      let fromX = cosine * x - sine * y + Float(width - 1) / 2
      let top = fromY.rounded(.down)
      let left = fromX.rounded(.down)
      func pixel(_ down: Int, _ right: Int) -> Float {
        let (r, c) = (Int(top) + down, Int(left) + right)
        return r >= 0 && r < height && c >= 0 && c < width ? plane[r * width + c] : value
      }
      // No share of what is infinite would be no number.
      func between(_ near: Float, _ far: Float, _ share: Float) -> Float {
        share == 0 || near == far ? near : near + share * (far - near)
      }
      let upper = between(pixel(0, 0), pixel(0, 1), fromX - left)
      let lower = between(pixel(1, 0), pixel(1, 1), fromX - left)
      return between(upper, lower, fromY - top)
    }
  }

  /// The picture with independent normal noise added to every element, then kept within 0…1; NaN stays NaN. Stops if the
  /// standard deviation is negative.
  public func addingNoise(standardDeviation: Float, using generator: inout SeededGenerator) -> Tensor {
    (self + .normal(shape, standardDeviation: standardDeviation, using: &generator)).clamp(0, 1)
  }

  /// A picture of the same shape, each pixel computed from its plane, the plane's size and its place in it.
  @inline(__always)
  private func sampled(
    _ operation: String,
    _ pixel: (UnsafePointer<Float>, _ height: Int, _ width: Int, _ row: Int, _ column: Int) -> Float
  ) -> Tensor {
    require(rank >= 2, "\(operation): a picture has the shape (…, height, width); this has \(shape)")
    let (height, width) = (shape[rank - 2], shape[rank - 1])
    return Tensor(shape: shape) { target in
      withUnsafeElements { source in
        guard let start = source.baseAddress, !source.isEmpty else { return }
        for plane in stride(from: 0, to: source.count, by: height * width) {
          for row in 0..<height {
            for column in 0..<width {
              target[plane + row * width + column] = pixel(start + plane, height, width, row, column)
            }
          }
        }
      }
    }
  }
}

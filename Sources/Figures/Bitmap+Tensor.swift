import Drawing
import System
import TensorCore

extension Bitmap {
  /// The picture as a tensor of shape `(1, height, width)` or `(3, height, width)` with values in 0…1.
  public var tensor: Tensor {
    let plane = width * height
    return Tensor(
      shape: [channels, height, width],
      unsafeUninitialized: { planes in
        for channel in 0..<channels {
          switch samples {
          case .bytes(let bytes):
            for pixel in 0..<plane {
              planes[channel * plane + pixel] = Float(bytes[pixel * channels + channel]) / 255
            }
          case .words(let words):
            for pixel in 0..<plane {
              planes[channel * plane + pixel] = Float(words[pixel * channels + channel]) / 65535
            }
          }
        }
      })
  }

  /// The picture of a tensor of shape `(height, width)`, `(1, height, width)` or `(3, height, width)`, 8 bits for each
  /// sample. Values are clamped to 0…1; stops for another shape.
  public init(_ tensor: Tensor) {
    let shape = tensor.rank == 2 ? [1] + tensor.shape : tensor.shape
    guard shape.count == 3, shape[0] == 1 || shape[0] == 3 else {
      stop(
        "Bitmap: the shape is \(tensor.shape); it must be (height, width), (1, height, width) or (3, height, width)")
    }
    let channels = shape[0], plane = shape[1] * shape[2]
    let bytes = tensor.withUnsafeElements { elements in
      (0..<plane * channels).map { index -> UInt8 in
        let value = elements[index % channels * plane + index / channels]
        return value.isNaN ? 0 : UInt8((min(max(value, 0), 1) * 255).rounded())
      }
    }
    self.init(width: shape[2], height: shape[1], channels: channels, samples: .bytes(bytes))
  }
}

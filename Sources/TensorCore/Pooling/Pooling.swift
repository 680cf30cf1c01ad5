import Kernels
import System

/// The ways in which pooling can be computed.
public enum PoolingAlgorithm: String, CaseIterable, Sendable {
  /// Nested loops over planes, positions and places in the window: the definition.
  case loops
  /// The whole image, shifted once for each place in the window, and the larger (or the sum) kept.
  case shifts
  /// Row by row in memory, for each output in one pass.
  case direct
}

/// The largest value in each window.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - window: Height and width of the window.
///   - stride: How far it moves between outputs; as far as it is large unless given.
///   - padding: Places around the image that can never be the largest (−∞); at most half the window.
///   - algorithm: How to compute it; the results are identical.
/// - Returns: `(B, C, H', W')` with the sizes of `slidingPositions`, or `(C, H', W')`. NaN if the window holds one.
///
/// Stops if the window is larger than the padded image or the padding larger than half the window.
public func maxPool2d(
  _ image: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0, algorithm: PoolingAlgorithm = .direct
) -> Tensor {
  pool(image, .maximum, window: window, stride: stride, padding: padding, algorithm: algorithm)
}

/// The mean of each window; padded zeros count as values.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - window: Height and width of the window.
///   - stride: How far it moves between outputs; as far as it is large unless given.
///   - padding: Zeros around the image; at most half the window.
///   - algorithm: How to compute it; the results are identical.
/// - Returns: `(B, C, H', W')` with the sizes of `slidingPositions`, or `(C, H', W')`.
///
/// Stops if the window is larger than the padded image or the padding larger than half the window.
public func averagePool2d(
  _ image: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0, algorithm: PoolingAlgorithm = .direct
) -> Tensor {
  pool(image, .average, window: window, stride: stride, padding: padding, algorithm: algorithm)
}

/// What a window is reduced to: its largest value or its mean.
enum PoolingKind: String {
  case maximum = "maxPool2d"
  case average = "averagePool2d"

  /// What a window holds before its first value, and where it reaches past the image.
  var neutral: Float { self == .maximum ? -.infinity : 0 }

  /// The larger of the two, or their sum. A NaN stays.
  @inline(__always)
  func combine(_ result: Float, _ value: Float) -> Float {
    self == .maximum ? (value > result || value.isNaN ? value : result) : result + value
  }
}

private func pool(
  _ image: Tensor, _ kind: PoolingKind, window: Size2D, stride: Size2D?, padding: Size2D, algorithm: PoolingAlgorithm
) -> Tensor {
  if image.rank == 3 {
    return pool(
      image.unsqueezed(axis: 0), kind, window: window, stride: stride, padding: padding, algorithm: algorithm
    ).squeezed(axis: 0)
  }
  let pooling = Pooling(
    kind.rawValue, image: image, kind: kind, window: window, stride: stride ?? window, padding: padding)
  switch algorithm {
  case .loops: return pooling.byLoops()
  case .shifts: return pooling.byShifts()
  case .direct: return pooling.directly()
  }
}

/// A checked pooling: the image and every size the algorithms need.
struct Pooling {
  let image: Tensor
  let kind: PoolingKind
  /// Each plane, a channel of an image, is an image of its own.
  let geometry: WindowGeometry

  /// Of an image `(B, C, H, W)`. Stops with a message of `operation` if the sizes do not fit.
  init(_ operation: String, image: Tensor, kind: PoolingKind, window: Size2D, stride: Size2D, padding: Size2D) {
    require(
      image.rank == 4, "\(operation): the image must be (B, C, H, W) or (C, H, W); its shape is \(image.shape)")
    require(
      padding.height <= window.height / 2 && padding.width <= window.width / 2,
      "\(operation): padding \(padding) is more than half the window \(window); some windows would see no pixel")
    // No product of the image's sizes overflows.
    _ = image.count
    self.image = image
    self.kind = kind
    geometry = checkedGeometry(
      operation, batch: image.shape[0] * image.shape[1],
      size: Size2D(height: image.shape[2], width: image.shape[3]), window: window, stride: stride,
      padding: Padding(padding))
  }

  var outputShape: [Int] { [image.shape[0], image.shape[1], geometry.down.positions, geometry.across.positions] }

  /// What the combined values of a window are divided by.
  var divisor: Float { kind == .maximum ? 1 : Float(geometry.down.window * geometry.across.window) }
}

import Pages
import TensorCore

/// An operation of which any output pixel can be explained, with everything it works on.
///
/// Images are `(C, H, W)`; of a batch `(B, C, H, W)` the first image is meant, and `(H, W)` is one channel.
public enum Inspection: Sendable {
  /// `convolve2d`: the kernel is `(O, C, kernel height, kernel width)`, the bias `(O)`.
  case convolution(image: Tensor, kernel: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0)
  /// `maxPool2d`; without a stride the window moves as far as it is large.
  case maxPooling(image: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0)
  /// `averagePool2d`; without a stride the window moves as far as it is large.
  case averagePooling(image: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0)

  var operation: PixelBreakdown.Operation {
    switch self {
    case .convolution: .convolution
    case .maxPooling: .maxPooling
    case .averagePooling: .averagePooling
    }
  }

  /// The operation's result for the image, `(O, H', W')`.
  package var output: Tensor {
    switch self {
    case .convolution(_, let kernel, let bias, let stride, let padding):
      convolve2d(image, kernel: kernel, bias: bias, stride: stride, padding: padding)
    case .maxPooling(_, let window, let stride, let padding):
      maxPool2d(image, window: window, stride: stride, padding: padding)
    case .averagePooling(_, let window, let stride, let padding):
      averagePool2d(image, window: window, stride: stride, padding: padding)
    }
  }

  /// The image as `(C, H, W)`.
  var image: Tensor {
    switch self {
    case .convolution(let image, _, _, _, _), .maxPooling(let image, _, _, _), .averagePooling(let image, _, _, _):
      image.rank == 4 ? image.selecting(0) : image.rank == 2 ? image.unsqueezed(axis: 0) : image
    }
  }

  var window: Size2D {
    switch self {
    case .convolution(_, let kernel, _, _, _): Size2D(height: kernel.shape[2], width: kernel.shape[3])
    case .maxPooling(_, let window, _, _), .averagePooling(_, let window, _, _): window
    }
  }

  var stride: Size2D {
    switch self {
    case .convolution(_, _, _, let stride, _): stride
    case .maxPooling(_, let window, let stride, _), .averagePooling(_, let window, let stride, _): stride ?? window
    }
  }

  var padding: Size2D {
    switch self {
    case .convolution(_, _, _, _, let padding), .maxPooling(_, _, _, let padding),
      .averagePooling(_, _, _, let padding):
      padding
    }
  }
}

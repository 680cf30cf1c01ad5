import System

/// The ways in which `convolve2d` can compute the same result, in the order in which the course climbs.
public enum ConvolutionAlgorithm: String, CaseIterable, Sendable {
  /// Seven nested loops: the definition.
  case loops
  /// The whole image, shifted once for each kernel element, scaled and added.
  case shiftAndAdd
  /// Every patch unfolded into a column of a matrix, and one matrix product.
  case unfold
  /// Without a copy of the patches, many outputs at once in registers.
  case direct
}

/// The cross-correlation of an image with a bank of kernels, which the field calls convolution:
///
///     output[b, o, y, x] = bias[o] + Σ image[b, c, y · stride + i − padding, x · stride + j − padding] · kernel[o, c, i, j]
///                                  c,i,j
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - kernel: `(O, C, kernel height, kernel width)`; its `C` must equal the image's.
///   - bias: `(O)`; none means zeros.
///   - stride: How far the window moves between outputs, at least 1.
///   - padding: How many zeros surround the image on each side.
///   - algorithm: How to compute it; results differ by rounding only.
/// - Returns: `(B, O, H', W')` with the sizes of `slidingPositions`, or `(O, H', W')` for one image.
///
/// Stops if shapes do not fit or the window is larger than the padded image.
public func convolve2d(
  _ image: Tensor, kernel: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0,
  algorithm: ConvolutionAlgorithm = .direct
) -> Tensor {
  if image.rank == 3 {
    return convolve2d(
      image.unsqueezed(axis: 0), kernel: kernel, bias: bias, stride: stride, padding: padding, algorithm: algorithm
    ).squeezed(axis: 0)
  }
  let convolution = Convolution(image: image, kernel: kernel, bias: bias, stride: stride, padding: padding)
  switch algorithm {
  case .loops: return convolution.byLoops()
  case .shiftAndAdd: return convolution.byShiftAndAdd()
  case .unfold: return convolution.byUnfolding()
  case .direct: return convolution.directly()
  }
}

/// `convolve2d` of a batch by the direct algorithm, and 0 where the result is negative, as ReLU makes it: each map is
/// gone over while it is still in the cache.
package func rectifiedConvolve2d(
  _ image: Tensor, kernel: Tensor, bias: Tensor?, stride: Size2D, padding: Size2D
) -> Tensor {
  Convolution(image: image, kernel: kernel, bias: bias, stride: stride, padding: padding).directly(isRectified: true)
}

/// The number of positions of a window on a padded image, per axis: ⌊(size − window + 2 · padding) / stride⌋ + 1.
/// Stops if the window is larger than the padded image, or a size, window or stride is not positive.
public func slidingPositions(_ size: Size2D, window: Size2D, stride: Size2D, padding: Size2D) -> Size2D {
  require(
    window.height >= 1 && window.width >= 1 && stride.height >= 1 && stride.width >= 1,
    "slidingPositions: window \(window) and stride \(stride) must be at least 1")
  require(padding.height >= 0 && padding.width >= 0, "slidingPositions: padding \(padding) must not be negative")
  require(
    window.height <= size.height + 2 * padding.height && window.width <= size.width + 2 * padding.width,
    "slidingPositions: a window of \(window) does not fit into an image of \(size) with padding \(padding)")
  return Size2D(
    height: (size.height - window.height + 2 * padding.height) / stride.height + 1,
    width: (size.width - window.width + 2 * padding.width) / stride.width + 1)
}

/// A checked convolution: the operands and every size the algorithms need.
struct Convolution {
  let image, kernel: Tensor
  let bias: Tensor?
  let stride, padding: Size2D
  let batch, channels, outChannels: Int
  let size, window, output: Size2D

  init(image: Tensor, kernel: Tensor, bias: Tensor?, stride: Size2D, padding: Size2D) {
    require(
      image.rank == 4,
      "convolve2d: the image must be (B, C, H, W) or (C, H, W); its shape is \(image.shape)")
    require(
      kernel.rank == 4,
      "convolve2d: the kernel must be (O, C, height, width); its shape is \(kernel.shape)")
    let shapes = "(image \(image.shape), kernel \(kernel.shape))"
    require(
      kernel.shape[1] == image.shape[1],
      "convolve2d: the kernel has \(kernel.shape[1]) input channels and the image \(image.shape[1]); "
        + "they must be equal \(shapes)")
    if let bias {
      require(
        bias.shape == [kernel.shape[0]],
        "convolve2d: the bias has shape \(bias.shape); it must have one value for each of the \(kernel.shape[0]) "
          + "output channels \(shapes)")
    }
    self.image = image
    self.kernel = kernel
    self.bias = bias
    self.stride = stride
    self.padding = padding
    batch = image.shape[0]
    channels = image.shape[1]
    outChannels = kernel.shape[0]
    size = Size2D(height: image.shape[2], width: image.shape[3])
    window = Size2D(height: kernel.shape[2], width: kernel.shape[3])
    output = slidingPositions(size, window: window, stride: stride, padding: padding)
  }

  var outputShape: [Int] { [batch, outChannels, output.height, output.width] }

  /// Each output channel's bias, or zeros.
  var startingValues: [Float] { bias?.elements ?? [Float](repeating: 0, count: outChannels) }
}

import Kernels
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
///   - kernel: `(O, C / groups, kernel height, kernel width)`.
///   - bias: `(O)`; none means zeros.
///   - stride: How far the window moves between outputs, at least 1.
///   - padding: How many zeros surround the image on each side.
///   - dilation: How far apart the pixels under a kernel are, at least 1; with more than 1, `i` and `j` above count in
///     steps of it.
///   - groups: Into so many equal parts the image's channels are divided, and the kernels: each part of the kernels sees
///     its part of the channels. With as many groups as channels the convolution is depthwise.
///   - algorithm: How to compute it; results differ by rounding only.
/// - Returns: `(B, O, H', W')` with the sizes of `slidingPositions`, or `(O, H', W')` for one image.
///
/// Stops if shapes do not fit or the window is larger than the padded image. PyTorch's name is
/// `torch.nn.functional.conv2d`.
public func convolve2d(
  _ image: Tensor, kernel: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0, dilation: Size2D = 1,
  groups: Int = 1, algorithm: ConvolutionAlgorithm = .direct
) -> Tensor {
  convolve2d(
    image, kernel: kernel, bias: bias, stride: stride, padding: Padding(padding), dilation: dilation, groups: groups,
    algorithm: algorithm)
}

/// `convolve2d` with a padding that keeps the size, or differs from side to side.
public func convolve2d(
  _ image: Tensor, kernel: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Padding, dilation: Size2D = 1,
  groups: Int = 1, algorithm: ConvolutionAlgorithm = .direct
) -> Tensor {
  if image.rank == 3 {
    return convolve2d(
      image.unsqueezed(axis: 0), kernel: kernel, bias: bias, stride: stride, padding: padding, dilation: dilation,
      groups: groups, algorithm: algorithm
    ).squeezed(axis: 0)
  }
  let convolution = Convolution(
    image: image.shape, kernel: kernel.shape, stride: stride, padding: padding, dilation: dilation, groups: groups)
  return convolution.result(image, kernel, bias, algorithm)
}

/// The number of positions of a window on a padded image, per axis:
/// ⌊(size − dilation · (window − 1) − 1 + 2 · padding) / stride⌋ + 1, where `padding` zeros surround the image and the
/// pixels under the window are `dilation` apart. Stops if the window is larger than the padded image, or a window, stride
/// or dilation is not positive.
public func slidingPositions(
  _ size: Size2D, window: Size2D, stride: Size2D, padding: Size2D, dilation: Size2D = 1
) -> Size2D {
  checkedGeometry(
    "slidingPositions", size: size, window: window, stride: stride, padding: Padding(padding), dilation: dilation
  ).positions
}

/// The geometry of these sizes; stops with a message of `operation` if the window does not fit.
func checkedGeometry(
  _ operation: String, batch: Int = 1, groups: Int = 1, channels: Int = 1, outChannels: Int = 1, size: Size2D,
  window: Size2D, stride: Size2D, padding: Padding, dilation: Size2D = 1
) -> WindowGeometry {
  do {
    return try WindowGeometry(
      batch: batch, groups: groups, channels: channels, outChannels: outChannels, size: size, window: window,
      stride: stride, padding: padding, dilation: dilation)
  } catch {
    let spread = dilation == 1 ? "" : ", dilation \(dilation)"
    switch error {
    case .notPositive:
      stop("\(operation): window \(window)\(spread) and stride \(stride) must be at least 1")
    case .negative: stop("\(operation): padding \(padding) and image \(size) must not be negative")
    case .windowTooLarge:
      stop(
        "\(operation): a window of \(window)\(spread) does not fit into an image of \(size) with padding \(padding)")
    case .tooLarge:
      stop(
        "\(operation): an image of \(size) with padding \(padding), or what comes of it with a window of \(window)"
          + "\(spread), has more elements than memory has addresses")
    }
  }
}

/// The checked sizes of a convolution.
struct Convolution {
  let geometry: WindowGeometry

  /// Of an image `(B, C, H, W)` and a kernel `(O, C / groups, kernel height, kernel width)`. Stops with a message of
  /// `operation` if they do not fit.
  init(
    _ operation: String = "convolve2d", image: [Int], kernel: [Int], stride: Size2D, padding: Padding,
    dilation: Size2D = 1, groups: Int = 1
  ) {
    require(image.count == 4, "\(operation): the image must be (B, C, H, W) or (C, H, W); its shape is \(image)")
    require(kernel.count == 4, "\(operation): the kernel must be (O, C, height, width); its shape is \(kernel)")
    var shapes: String { "(image \(image), kernel \(kernel))" }
    require(
      groups >= 1 && image[1] % groups == 0 && kernel[0] % groups == 0,
      "\(operation): \(groups) groups cannot share the image's \(image[1]) channels and the \(kernel[0]) kernels; each "
        + "must be a multiple of the number of groups \(shapes)")
    require(
      kernel[1] == image[1] / groups,
      groups == 1
        ? "\(operation): the kernel has \(kernel[1]) input channels and the image \(image[1]); they must be equal \(shapes)"
        : "\(operation): the kernel has \(kernel[1]) input channels and each of \(groups) groups "
          + "\(image[1] / groups); they must be equal \(shapes)")
    require(
      padding != .same || stride == 1,
      "\(operation): the padding that keeps the size needs a stride of 1; the stride is \(stride)")
    geometry = checkedGeometry(
      operation, batch: image[0], groups: groups, channels: kernel[1], outChannels: kernel[0] / groups,
      size: Size2D(height: image[2], width: image[3]), window: Size2D(height: kernel[2], width: kernel[3]),
      stride: stride, padding: padding, dilation: dilation)
  }

  /// Whose geometry is known.
  init(_ geometry: WindowGeometry) { self.geometry = geometry }

  var imageShape: [Int] {
    [geometry.batch, geometry.groups * geometry.channels, geometry.down.size, geometry.across.size]
  }
  var kernelShape: [Int] {
    [geometry.groups * geometry.outChannels, geometry.channels, geometry.down.window, geometry.across.window]
  }
  var outputShape: [Int] {
    [geometry.batch, geometry.groups * geometry.outChannels, geometry.down.positions, geometry.across.positions]
  }

  /// What `algorithm` makes of operands of these shapes.
  func result(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor?, _ algorithm: ConvolutionAlgorithm) -> Tensor {
    let outChannels = kernelShape[0]
    if let bias {
      require(
        bias.shape == [outChannels],
        "convolve2d: the bias has shape \(bias.shape); it must have one value for each of the \(outChannels) "
          + "output channels (image \(image.shape), kernel \(kernel.shape))")
    }
    let bias = bias ?? Tensor(shape: [outChannels], repeating: 0)
    switch algorithm {
    case .loops: return byLoops(image, kernel, bias)
    case .shiftAndAdd: return byShiftAndAdd(image, kernel, bias)
    case .unfold: return byUnfolding(image, kernel, bias)
    // Without a channel there is no product to begin the sums with.
    case .direct: return geometry.channels > 0 ? directly(image, kernel, bias) : byLoops(image, kernel, bias)
    }
  }
}

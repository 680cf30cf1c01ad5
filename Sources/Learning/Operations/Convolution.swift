import Kernels
import TensorCore

/// Convolution (cross-correlation) of a batch of images with a bank of kernels, as the tensor function of this name.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - kernel: `(O, C / groups, kh, kw)`.
///   - bias: `(O)`; none means zeros.
///   - stride: How far the window moves between outputs.
///   - padding: How many zeros surround the image on each side.
///   - dilation: How far apart the pixels under a kernel are.
///   - groups: Into so many equal parts the channels and the kernels are divided; each part sees its own alone.
/// - Returns: `(B, O, H', W')` with the sizes of `slidingPositions`, or `(O, H', W')`.
///
/// Both gradients are convolutions again: of the upstream gradient with the turned kernels for the image, of the image
/// with the upstream gradient for the kernel. Stops if the shapes do not fit. PyTorch's name is
/// `torch.nn.functional.conv2d`.
public func convolve2d(
  _ image: Variable, kernel: Variable, bias: Variable? = nil, stride: Size2D = 1, padding: Size2D = 0,
  dilation: Size2D = 1, groups: Int = 1
) -> Variable {
  convolve2d(
    image, kernel: kernel, bias: bias, stride: stride, padding: Padding(padding), dilation: dilation, groups: groups)
}

/// `convolve2d` with a padding that keeps the size, or differs from side to side.
public func convolve2d(
  _ image: Variable, kernel: Variable, bias: Variable? = nil, stride: Size2D = 1, padding: Padding,
  dilation: Size2D = 1, groups: Int = 1
) -> Variable {
  ofBatch(image) { image in
    let (pixels, weights) = (image.value, kernel.value)
    let result = convolve2d(
      pixels, kernel: weights, bias: bias?.value, stride: stride, padding: padding, dilation: dilation, groups: groups
    )
    let size = Size2D(height: pixels.shape[2], width: pixels.shape[3])
    let window = Size2D(height: weights.shape[2], width: weights.shape[3])
    let toImage = { (upstream: Tensor) in
      convolve2dImageGradient(
        upstream, kernel: weights, size: size, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
    let toKernel = { (upstream: Tensor) in
      convolve2dKernelGradient(
        pixels, outputGradient: upstream, window: window, stride: stride, padding: padding, dilation: dilation,
        groups: groups)
    }
    guard let bias else { return Variable(result, from: (image, toImage), (kernel, toKernel)) }
    return Variable(result, from: (image, toImage), (kernel, toKernel), (bias, channelSums))
  }
}

/// Transposed convolution of a batch of images, as the tensor function of this name: each pixel times the kernel is added
/// to the output, `stride` further for each pixel.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - kernel: `(C, O / groups, kh, kw)`.
///   - bias: `(O)`; none means zeros.
///   - stride: As for the tensor function.
///   - padding: As for the tensor function.
///   - outputPadding: As for the tensor function.
///   - dilation: As for the tensor function.
///   - groups: As for the tensor function.
/// - Returns: `(B, O, H', W')` or `(O, H', W')`.
///
/// What convolution is to its image, this is to its output: its image's gradient is a convolution of the upstream
/// gradient with the same kernel. Stops if the shapes do not fit. PyTorch's name is
/// `torch.nn.functional.conv_transpose2d`.
public func convolveTransposed2d(
  _ image: Variable, kernel: Variable, bias: Variable? = nil, stride: Size2D = 1, padding: Size2D = 0,
  outputPadding: Size2D = 0, dilation: Size2D = 1, groups: Int = 1
) -> Variable {
  ofBatch(image) { image in
    let (pixels, weights) = (image.value, kernel.value)
    let sizes = TransposedConvolution(
      image: pixels.shape, kernel: weights.shape, stride: stride, padding: padding, outputPadding: outputPadding,
      dilation: dilation, groups: groups)
    let result = sizes.result(pixels, weights, bias?.value)
    let toImage = { (upstream: Tensor) in sizes.imageGradient(weights, upstream) }
    let toKernel = { (upstream: Tensor) in sizes.kernelGradient(pixels, upstream) }
    guard let bias else { return Variable(result, from: (image, toImage), (kernel, toKernel)) }
    return Variable(result, from: (image, toImage), (kernel, toKernel), (bias, channelSums))
  }
}

/// The sum of `(B, C, H, W)` over all but the channels.
private func channelSums(_ upstream: Tensor) -> Tensor {
  let channels = upstream.shape[1], plane = upstream.shape[2] * upstream.shape[3]
  return upstream.withUnsafeElements { elements in
    Tensor(shape: [channels]) { result in
      for channel in 0..<channels {
        var sum = 0.0
        for image in 0..<upstream.shape[0] {
          sum += Reductions.sum(elements.baseAddress! + (image * channels + channel) * plane, count: plane)
        }
        result[channel] = Float(sum)
      }
    }
  }
}

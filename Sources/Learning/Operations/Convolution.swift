import Kernels
import System
import TensorCore

/// Convolution (cross-correlation) of a batch of images with a bank of kernels, as the tensor function of this name.
///
/// - Parameters:
///   - image: `(B, C, H, W)`.
///   - kernel: `(O, C, kh, kw)`.
///   - bias: `(O)`; none means zeros.
///   - stride: How far the window moves between outputs.
///   - padding: How many zeros surround the image on each side.
/// - Returns: `(B, O, H', W')` with the sizes of `slidingPositions`.
///
/// Both gradients are convolutions again: of the upstream gradient with the turned kernels for the image, of the image
/// with the upstream gradient for the kernel. Stops if the shapes do not fit.
public func convolve2d(
  _ image: Variable, kernel: Variable, bias: Variable? = nil, stride: Size2D = 1, padding: Size2D = 0
) -> Variable {
  require(
    image.shape.count == 4, "convolve2d: a variable image must be (B, C, H, W); its shape is \(image.shape)")
  let result = convolve2d(image.value, kernel: kernel.value, bias: bias?.value, stride: stride, padding: padding)
  return convolution(result, image, kernel, bias, stride, padding)
}

/// `relu` of `convolve2d` in one go: the same bits, and what was negative is never kept.
func rectifiedConvolve2d(
  _ image: Variable, kernel: Variable, bias: Variable?, stride: Size2D, padding: Size2D
) -> Variable {
  let result = rectifiedConvolve2d(
    image.value, kernel: kernel.value, bias: bias?.value, stride: stride, padding: padding)
  // No derivative asks for the sums themselves.
  return relu(convolution(result, image, kernel, bias, stride, padding), giving: result)
}

/// The variable with the value `result` whose derivatives are those of a convolution.
private func convolution(
  _ result: Tensor, _ image: Variable, _ kernel: Variable, _ bias: Variable?, _ stride: Size2D, _ padding: Size2D
) -> Variable {
  let (pixels, weights) = (image.value, kernel.value)
  let size = Size2D(height: pixels.shape[2], width: pixels.shape[3])
  let window = Size2D(height: weights.shape[2], width: weights.shape[3])
  let toImage = { (upstream: Tensor) in
    convolve2dImageGradient(upstream, kernel: weights, size: size, stride: stride, padding: padding)
  }
  let toKernel = { (upstream: Tensor) in
    convolve2dKernelGradient(pixels, outputGradient: upstream, window: window, stride: stride, padding: padding)
  }
  guard let bias else { return Variable(result, from: (image, toImage), (kernel, toKernel)) }
  return Variable(result, from: (image, toImage), (kernel, toKernel), (bias, channelSums))
}

/// The sum of `(B, C, H, W)` over all but the channels.
private func channelSums(_ upstream: Tensor) -> Tensor {
  let channels = upstream.shape[1], plane = upstream.shape[2] * upstream.shape[3]
  return upstream.withUnsafeElements { elements in
    Tensor(shape: [channels]) { result in
      for channel in 0..<channels {
        var sum = 0.0
        for image in 0..<upstream.shape[0] {
          sum += Kernels.Reductions.sum(elements.baseAddress! + (image * channels + channel) * plane, count: plane)
        }
        result[channel] = Float(sum)
      }
    }
  }
}

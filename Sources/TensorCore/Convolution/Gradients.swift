import Kernels
import System

/// The gradient of a convolution's image, from the gradient of its output: each output's gradient goes to all pixels of
/// its patch, to each by way of the kernel element that it met.
///
/// - Parameters:
///   - outputGradient: `(B, O, H', W')`, the shape that `convolve2d` returned.
///   - kernel: `(O, C, kh, kw)`.
///   - size: Height and width of the image.
///   - stride, padding: As given to `convolve2d`.
/// - Returns: `(B, C, H, W)`.
///
/// Stops if the shapes do not belong to one convolution.
public func convolve2dImageGradient(
  _ outputGradient: Tensor, kernel: Tensor, size: Size2D, stride: Size2D = 1, padding: Size2D = 0
) -> Tensor {
  let convolution = imageGradientSizes(outputGradient, kernel, size: size, stride: stride, padding: padding)
  // Straddling a row's end costs the fast way a product with zero, which is not zero for NaN and infinity.
  return kernel.isFinite
    ? convolution.imageGradientDirectly(outputGradient) : convolution.imageGradientByLoops(outputGradient)
}

/// The gradient of a convolution's kernel, from the gradient of its output: for each kernel element the dot product
/// of the output's gradient with the pixels that the element met.
///
/// - Parameters:
///   - image: `(B, C, H, W)`.
///   - outputGradient: `(B, O, H', W')`, the shape that `convolve2d` returned.
///   - window: Height and width of the kernel.
///   - stride, padding: As given to `convolve2d`.
/// - Returns: `(O, C, kh, kw)`.
///
/// Stops if the shapes do not belong to one convolution.
public func convolve2dKernelGradient(
  _ image: Tensor, outputGradient: Tensor, window: Size2D, stride: Size2D = 1, padding: Size2D = 0
) -> Tensor {
  let convolution = kernelGradientSizes(image, outputGradient, window: window, stride: stride, padding: padding)
  // A product with zero is not zero for NaN and infinity.
  return !convolution.geometry.kernelGradientNeedsFiniteOperands || image.isFinite && outputGradient.isFinite
    ? convolution.kernelGradientDirectly(outputGradient) : convolution.kernelGradientByLoops(outputGradient)
}

extension Convolution {
  /// Eight images after eight, each group by one thread.
  func imageGradientDirectly(_ outputGradient: Tensor) -> Tensor {
    let geometry = geometry
    let packed = Tensor(shape: [geometry.packedForImageGradientCount]) { packed in
      kernel.withUnsafeElements {
        if !$0.isEmpty { geometry.packForImageGradient(kernel: $0.baseAddress!, into: packed.baseAddress!) }
      }
    }
    return outputGradient.withUnsafeElements { gradients in
      packed.withUnsafeElements { weights in
        Tensor(shape: image.shape) { result in
          guard !result.isEmpty else { return }
          let operands = Unchecked((gradients.baseAddress!, weights.baseAddress!, result.baseAddress!))
          let group = 8, groups = (batch + group - 1) / group
          Threads.forEach(pieces: groups, work: gradients.count * kernel.count / max(1, outChannels)) { index in
            let (gradients, weights, result) = operands.value
            geometry.imageGradient(
              outputGradients: gradients + index * group * geometry.outputCount,
              count: min(group, batch - index * group), packedKernel: weights,
              into: result + index * group * geometry.imageCount)
          }
        }
      }
    }
  }

  /// Sixteen images after sixteen, each group by one thread, or where groups are few, thirty-two output channels of it;
  /// the groups' sums are added in their order.
  func kernelGradientDirectly(_ outputGradient: Tensor) -> Tensor {
    let geometry = geometry
    let group = 16, groups = max(1, (batch + group - 1) / group)
    let part = groups < 4 && Threads.available > 1 ? 32 : max(1, outChannels), parts = (outChannels + part - 1) / part
    let sums = image.withUnsafeElements { pixels in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: [groups] + kernel.shape) { result in
          guard let pixels = pixels.baseAddress, let gradients = gradients.baseAddress, !result.isEmpty else {
            return
          }
          let operands = Unchecked((pixels, gradients, result.baseAddress!))
          let work = outputGradient.count * kernel.count / outChannels
          Threads.forEach(pieces: groups * parts, work: work) { piece in
            let (pixels, gradients, result) = operands.value
            let (index, first) = (piece / parts, piece % parts * part)
            geometry.kernelGradient(
              images: pixels + index * group * geometry.imageCount,
              outputGradients: gradients + index * group * geometry.outputCount,
              count: min(group, batch - index * group), channels: first..<min(outChannels, first + part),
              into: result + index * kernel.count)
          }
        }
      }
    }
    var sum = sums.selecting(0)
    for index in 1..<groups { sum += sums.selecting(index) }
    return sum
  }
}

/// The convolution whose output has this gradient, with a kernel of zeros in place of the true one.
func kernelGradientSizes(
  _ image: Tensor, _ outputGradient: Tensor, window: Size2D, stride: Size2D, padding: Size2D
) -> Convolution {
  require(
    image.rank == 4 && outputGradient.rank == 4,
    "convolve2dKernelGradient: image and gradient must be (B, C, H, W) (image \(image.shape), "
      + "gradient \(outputGradient.shape))")
  let kernel = Tensor(0).broadcast(
    to: [outputGradient.shape[1], image.shape[1], window.height, window.width])
  let convolution = Convolution(image: image, kernel: kernel, bias: nil, stride: stride, padding: padding)
  require(
    outputGradient.shape == convolution.outputShape,
    "convolve2dKernelGradient: the gradient has shape \(outputGradient.shape); the output of this convolution has "
      + "\(convolution.outputShape)")
  return convolution
}

/// The convolution whose output has this gradient, with an image of zeros in place of the true one.
func imageGradientSizes(
  _ outputGradient: Tensor, _ kernel: Tensor, size: Size2D, stride: Size2D, padding: Size2D
) -> Convolution {
  require(
    outputGradient.rank == 4 && kernel.rank == 4 && outputGradient.shape[1] == kernel.shape[0],
    "convolve2dImageGradient: the gradient must have one channel for each kernel (gradient \(outputGradient.shape), "
      + "kernel \(kernel.shape))")
  let image = Tensor(0).broadcast(to: [outputGradient.shape[0], kernel.shape[1], size.height, size.width])
  let convolution = Convolution(image: image, kernel: kernel, bias: nil, stride: stride, padding: padding)
  require(
    outputGradient.shape == convolution.outputShape,
    "convolve2dImageGradient: the gradient has shape \(outputGradient.shape); an image of \(size) has an output of "
      + "\(convolution.output)")
  return convolution
}

import Kernels

/// The gradient of a convolution's image, from the gradient of its output: again a convolution, of that gradient
/// with every kernel turned by 180° and its in and out channels exchanged.
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
  let window = checkedWindow(outputGradient, kernel, size: size, stride: stride, padding: padding)
  let border = Size2D(height: window.height - 1 - padding.height, width: window.width - 1 - padding.width)
  if stride == 1 && border.height >= 0 && border.width >= 0 {
    return outputGradient.convolved(turning: kernel, padding: border)
  }
  return outputGradient.spread(by: stride, from: border, in: size + window).convolved(turning: kernel)
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
  // Straddling a row's end costs the fast way a product with zero, which is not zero for NaN and infinity.
  return image.isFinite && outputGradient.isFinite
    ? convolution.kernelGradientDirectly(outputGradient) : convolution.kernelGradientByLoops(outputGradient)
}

extension Convolution {
  /// Eight images after eight, each group by one thread; the groups' sums are added in their order.
  func kernelGradientDirectly(_ outputGradient: Tensor) -> Tensor {
    let geometry = geometry
    let group = 8, groups = (batch + group - 1) / group
    let parts = image.withUnsafeElements { pixels in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: [groups] + kernel.shape) { result in
          guard let pixels = pixels.baseAddress, let gradients = gradients.baseAddress, !result.isEmpty else {
            return
          }
          let operands = Unchecked((pixels, gradients, result.baseAddress!))
          Threads.forEach(pieces: groups, work: outputGradient.count * kernel.count / outChannels) { index in
            let (pixels, gradients, result) = operands.value
            geometry.kernelGradient(
              images: pixels + index * group * geometry.imageCount,
              outputGradients: gradients + index * group * geometry.outputCount,
              count: min(group, batch - index * group), into: result + index * kernel.count)
          }
        }
      }
    }
    return groups == 1 ? parts.squeezed(axis: 0) : parts.sum(axes: 0)
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

private func checkedWindow(
  _ outputGradient: Tensor, _ kernel: Tensor, size: Size2D, stride: Size2D, padding: Size2D
) -> Size2D {
  require(
    outputGradient.rank == 4 && kernel.rank == 4 && outputGradient.shape[1] == kernel.shape[0],
    "convolve2dImageGradient: the gradient must have one channel for each kernel (gradient \(outputGradient.shape), "
      + "kernel \(kernel.shape))")
  let window = Size2D(height: kernel.shape[2], width: kernel.shape[3])
  let output = slidingPositions(size, window: window, stride: stride, padding: padding)
  require(
    outputGradient.shape[2] == output.height && outputGradient.shape[3] == output.width,
    "convolve2dImageGradient: the gradient has shape \(outputGradient.shape); an image of \(size) has an output of "
      + "\(output)")
  return window
}

extension Tensor {
  /// This gradient `(B, O, H', W')` convolved with the kernels `(O, C, kh, kw)` turned by 180°: `(B, C, H, W)`.
  fileprivate func convolved(turning kernel: Tensor, padding: Size2D = 0) -> Tensor {
    let geometry = DirectConvolution(
      channels: shape[1], height: shape[2], width: shape[3], outChannels: kernel.shape[1],
      kernelHeight: kernel.shape[2], kernelWidth: kernel.shape[3], strideHeight: 1, strideWidth: 1,
      paddingHeight: padding.height, paddingWidth: padding.width)
    let packed = Tensor(shape: [geometry.packedKernelCount]) { packed in
      kernel.withUnsafeElements {
        if !$0.isEmpty { geometry.pack(turning: $0.baseAddress!, into: packed.baseAddress!) }
      }
    }
    return convolved(
      by: geometry, packedKernel: packed, starts: [Float](repeating: 0, count: geometry.outChannels))
  }

  /// The last two axes on a canvas one smaller than `size`, neighbours `stride` apart and the first at `start`; what
  /// falls beside the canvas is lost, the rest is zero.
  fileprivate func spread(by stride: Size2D, from start: Size2D, in size: Size2D) -> Tensor {
    let (height, width) = (size.height - 1, size.width - 1)
    return withUnsafeElements { source in
      Tensor(shape: shape.dropLast(2) + [height, width]) { target in
        target.update(repeating: 0)
        var place = 0
        for plane in 0..<shape[0] * shape[1] {
          for y in 0..<shape[2] {
            for x in 0..<shape[3] {
              let row = y * stride.height + start.height, column = x * stride.width + start.width
              if row >= 0 && row < height && column >= 0 && column < width {
                target[(plane * height + row) * width + column] = source[place]
              }
              place += 1
            }
          }
        }
      }
    }
  }
}

private func + (left: Size2D, right: Size2D) -> Size2D {
  Size2D(height: left.height + right.height, width: left.width + right.width)
}

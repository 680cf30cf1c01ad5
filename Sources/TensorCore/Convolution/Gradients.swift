import Kernels
import System

/// The gradient of a convolution's image, from the gradient of its output: each output's gradient goes to all pixels of
/// its patch, to each by way of the kernel element that it met.
///
/// - Parameters:
///   - outputGradient: `(B, O, H', W')`, the shape that `convolve2d` returned.
///   - kernel: `(O, C / groups, kh, kw)`.
///   - size: Height and width of the image.
///   - stride: As given to `convolve2d`.
///   - padding: As given to `convolve2d`.
///   - dilation: As given to `convolve2d`.
///   - groups: As given to `convolve2d`.
/// - Returns: `(B, C, H, W)`.
///
/// Stops if the shapes do not belong to one convolution. PyTorch's name is `torch.nn.grad.conv2d_input`.
public func convolve2dImageGradient(
  _ outputGradient: Tensor, kernel: Tensor, size: Size2D, stride: Size2D = 1, padding: Size2D = 0,
  dilation: Size2D = 1, groups: Int = 1
) -> Tensor {
  convolve2dImageGradient(
    outputGradient, kernel: kernel, size: size, stride: stride, padding: Padding(padding), dilation: dilation,
    groups: groups)
}

/// `convolve2dImageGradient` of a convolution whose padding keeps the size, or differs from side to side.
public func convolve2dImageGradient(
  _ outputGradient: Tensor, kernel: Tensor, size: Size2D, stride: Size2D = 1, padding: Padding,
  dilation: Size2D = 1, groups: Int = 1
) -> Tensor {
  require(
    outputGradient.rank == 4 && kernel.rank == 4 && outputGradient.shape[1] == kernel.shape[0],
    "convolve2dImageGradient: the gradient must have one channel for each kernel (gradient \(outputGradient.shape), "
      + "kernel \(kernel.shape))")
  let (channels, overflow) = kernel.shape[1].multipliedReportingOverflow(by: groups)
  require(!overflow, "convolve2dImageGradient: \(groups) groups of \(kernel.shape[1]) channels are too many")
  let convolution = Convolution(
    "convolve2dImageGradient", image: [outputGradient.shape[0], channels, size.height, size.width],
    kernel: kernel.shape, stride: stride, padding: padding, dilation: dilation, groups: groups)
  require(
    outputGradient.shape == convolution.outputShape,
    "convolve2dImageGradient: the gradient has shape \(outputGradient.shape); an image of \(size) has an output of "
      + "\(convolution.geometry.positions)")
  return convolution.imageGradient(kernel, outputGradient)
}

/// The gradient of a convolution's kernel, from the gradient of its output: for each kernel element the dot product
/// of the output's gradient with the pixels that the element met.
///
/// - Parameters:
///   - image: `(B, C, H, W)`.
///   - outputGradient: `(B, O, H', W')`, the shape that `convolve2d` returned.
///   - window: Height and width of the kernel.
///   - stride: As given to `convolve2d`.
///   - padding: As given to `convolve2d`.
///   - dilation: As given to `convolve2d`.
///   - groups: As given to `convolve2d`.
/// - Returns: `(O, C / groups, kh, kw)`.
///
/// Stops if the shapes do not belong to one convolution. PyTorch's name is `torch.nn.grad.conv2d_weight`.
public func convolve2dKernelGradient(
  _ image: Tensor, outputGradient: Tensor, window: Size2D, stride: Size2D = 1, padding: Size2D = 0,
  dilation: Size2D = 1, groups: Int = 1
) -> Tensor {
  convolve2dKernelGradient(
    image, outputGradient: outputGradient, window: window, stride: stride, padding: Padding(padding),
    dilation: dilation, groups: groups)
}

/// `convolve2dKernelGradient` of a convolution whose padding keeps the size, or differs from side to side.
public func convolve2dKernelGradient(
  _ image: Tensor, outputGradient: Tensor, window: Size2D, stride: Size2D = 1, padding: Padding,
  dilation: Size2D = 1, groups: Int = 1
) -> Tensor {
  require(
    image.rank == 4 && outputGradient.rank == 4,
    "convolve2dKernelGradient: image and gradient must be (B, C, H, W) (image \(image.shape), "
      + "gradient \(outputGradient.shape))")
  require(groups >= 1, "convolve2dKernelGradient: there must be at least 1 group; there are \(groups)")
  let convolution = Convolution(
    "convolve2dKernelGradient", image: image.shape,
    kernel: [outputGradient.shape[1], image.shape[1] / groups, window.height, window.width], stride: stride,
    padding: padding, dilation: dilation, groups: groups)
  require(
    outputGradient.shape == convolution.outputShape,
    "convolve2dKernelGradient: the gradient has shape \(outputGradient.shape); the output of this convolution has "
      + "\(convolution.outputShape)")
  return convolution.kernelGradient(image, outputGradient)
}

extension Convolution {
  /// Straddling a row's end costs the fast way a product with zero, which is not zero for NaN and infinity.
  @inline(never)
  func imageGradient(_ kernel: Tensor, _ outputGradient: Tensor) -> Tensor {
    kernel.isFinite ? imageGradientDirectly(kernel, outputGradient) : imageGradientByLoops(kernel, outputGradient)
  }

  /// A product with zero is not zero for NaN and infinity.
  @inline(never)
  func kernelGradient(_ image: Tensor, _ outputGradient: Tensor) -> Tensor {
    !geometry.kernelGradientNeedsFiniteOperands || image.isFinite && outputGradient.isFinite
      ? kernelGradientDirectly(image, outputGradient) : kernelGradientByLoops(image, outputGradient)
  }

  @inline(never)
  private func imageGradientDirectly(_ kernel: Tensor, _ outputGradient: Tensor) -> Tensor {
    let geometry = geometry
    let packed = Tensor(shape: [geometry.packedForImageGradientCount]) { packed in
      kernel.withUnsafeElements { geometry.packForImageGradient(kernel: $0, into: packed) }
    }
    let pieces = BatchPieces(
      batch: geometry.batch, abreast: geometry.imagesAbreastInImageGradient, height: geometry.imageGradientRows,
      rowCount: max(geometry.channels, geometry.outChannels) * geometry.across.padded)
    return outputGradient.withUnsafeElements { gradients in
      packed.withUnsafeElements { weights in
        Tensor(shape: imageShape) { result in
          let memory = SharedMemory((gradients, weights, result))
          Threads.forEach(pieces: pieces.count, work: geometry.multiplyAdds) { piece in
            let (gradients, weights, result) = memory.value
            let (members, rows) = pieces[piece]
            geometry.imageGradient(
              outputGradients: gradients, packedKernel: weights, members: members, rows: rows, into: result)
          }
        }
      }
    }
  }

  /// Sixteen images after sixteen, and large images in bands of rows, each piece by one thread; or where pieces are few,
  /// thirty-two output channels of it. The pieces' sums, of which 64 MB are kept at a time, are added in their order.
  @inline(never)
  private func kernelGradientDirectly(_ image: Tensor, _ outputGradient: Tensor) -> Tensor {
    let (geometry, outChannels) = (geometry, geometry.outChannels)
    let height = geometry.down.positions
    let bandRows = max(1, 262_144 / max(1, outChannels * geometry.across.positions))
    let bands = (height + bandRows - 1) / bandRows
    let part = bands == 1 ? 16 : 1
    let parts = max(1, (geometry.batch + part - 1) / part) * bands
    let slice = parts < 4 && Threads.available > 1 ? 32 : max(1, outChannels)
    let slices = (outChannels + slice - 1) / slice * geometry.groups
    let count = geometry.kernelsCount
    let atOnce = max(2 * Threads.available, (1 << 24) / max(1, count))
    var sum: Tensor?
    for firstPart in stride(from: 0, to: parts, by: atOnce) {
      let pieces = min(atOnce, parts - firstPart)
      let sums = image.withUnsafeElements { pixels in
        outputGradient.withUnsafeElements { gradients in
          Tensor(shape: [pieces] + kernelShape) { result in
            let memory = SharedMemory((pixels, gradients, result))
            Threads.forEach(pieces: pieces * slices, work: geometry.multiplyAdds) { piece in
              let (pixels, gradients, result) = memory.value
              let (index, place) = piece.quotientAndRemainder(dividingBy: slices)
              let (group, firstChannel) = (place % geometry.groups, place / geometry.groups * slice)
              let (first, band) = ((firstPart + index) / bands * part, (firstPart + index) % bands)
              geometry.kernelGradient(
                images: pixels, outputGradients: gradients, members: first..<min(geometry.batch, first + part),
                group: group, channels: firstChannel..<min(outChannels, firstChannel + slice),
                rows: band * bandRows..<min(height, (band + 1) * bandRows),
                into: UnsafeMutableBufferPointer(rebasing: result[index * count..<(index + 1) * count]))
            }
          }
        }
      }
      for piece in 0..<pieces { sum = sum.map { $0 + sums.selecting(piece) } ?? sums.selecting(piece) }
    }
    return sum ?? Tensor(shape: kernelShape, repeating: 0)
  }
}

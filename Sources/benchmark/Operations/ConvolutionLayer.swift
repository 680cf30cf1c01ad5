import TensorCore

/// A convolution of stride 1 on random operands, and its gradients.
struct ConvolutionLayer {
  let name: String
  let image, kernel, outputGradient: Tensor
  let padding: Int
  /// Whether the loops do a part only, and results are compared in a sample.
  let isLarge: Bool

  init(_ name: String, image: [Int], kernel: [Int], padding: Int = 0, isLarge: Bool = false) {
    self.name = "\(name)\(padding > 0 ? ", padding \(padding)" : ""), on \(Tensor.text(image))"
    self.image = Operation.random(image, stream: 0)
    self.kernel = Operation.random(kernel, stream: 1)
    let size = slidingPositions(
      Size2D(height: image[2], width: image[3]), window: Size2D(height: kernel[2], width: kernel[3]), stride: 1,
      padding: Size2D(padding))
    outputGradient = Operation.random([image[0], kernel[0], size.height, size.width], stream: 2)
    self.padding = padding
    self.isLarge = isLarge
  }

  /// The convolution, by the algorithms given.
  func forward(
    section: Section = .convolution, _ algorithms: [ConvolutionAlgorithm] = [.shiftAndAdd, .unfold, .direct]
  ) -> Operation {
    operation(
      section, "", "convolution", LoopConvolution(image: image, kernel: kernel, padding: Size2D(padding)),
      algorithms.map { algorithm in
        .init(name: algorithm.rawValue) {
          convolve2d(image, kernel: kernel, padding: Size2D(padding), algorithm: algorithm)
        }
      })
  }

  /// The gradient of the image. It is a convolution itself: of the output's gradient with the kernels turned around.
  var imageGradient: Operation {
    let size = Size2D(height: image.shape[2], width: image.shape[3])
    let border = Size2D(height: kernel.shape[2] - 1 - padding, width: kernel.shape[3] - 1 - padding)
    return operation(
      .convolution, ", image gradient", "image-gradient",
      LoopConvolution(
        image: outputGradient, kernel: kernel.flipped(axes: 2, 3).permuted(1, 0, 2, 3).contiguous(), padding: border),
      [
        .init(name: "direct") {
          convolve2dImageGradient(outputGradient, kernel: kernel, size: size, padding: Size2D(padding))
        }
      ])
  }

  /// The gradient of the kernel. It is a convolution too: of the images, channel by channel, with the output's gradient.
  var kernelGradient: Operation {
    let window = Size2D(height: kernel.shape[2], width: kernel.shape[3])
    return operation(
      .convolution, ", kernel gradient", "kernel-gradient",
      LoopConvolution(
        image: image.permuted(1, 0, 2, 3).contiguous(), kernel: outputGradient.permuted(1, 0, 2, 3).contiguous(),
        padding: Size2D(padding)),
      [
        .init(name: "direct") {
          convolve2dKernelGradient(image, outputGradient: outputGradient, window: window, padding: Size2D(padding))
            .permuted(1, 0, 2, 3)
        }
      ])
  }

  private func operation(
    _ section: Section, _ suffix: String, _ pyTorch: String, _ loops: LoopConvolution,
    _ algorithms: [Operation.Algorithm]
  ) -> Operation {
    Operation(
      section: section, name: name + suffix,
      floatingPointOperations: 2 * Double(outputGradient.count * kernel.count / kernel.shape[0]),
      bytes: 4 * Double(image.count + kernel.count + outputGradient.count),
      loops: isLarge ? loops.part : loops.whole, algorithms: algorithms,
      elements: isLarge ? { loops.elements(at: $0) } : nil
    ).known(inPyTorch: pyTorch, image.shape + [kernel.shape[0], kernel.shape[2], kernel.shape[3], padding])
  }
}

/// A convolution of stride 1 by the plain loops, whole or in part.
struct LoopConvolution {
  let image, kernel: Tensor
  let padding: Size2D

  var result: Tensor { convolve2d(image, kernel: kernel, padding: padding, algorithm: .loops) }

  var whole: Operation.Algorithm { .init(name: "loops") { result } }

  /// The last image alone or, of a single image, the last kernel alone.
  var part: Operation.Algorithm {
    let (images, kernels) = (image.shape[0], kernel.shape[0])
    let part =
      images > 1
      ? LoopConvolution(image: image[(images - 1)...], kernel: kernel, padding: padding)
      : LoopConvolution(image: image, kernel: kernel[(kernels - 1)...], padding: padding)
    let share = 1 / Double(images > 1 ? images : kernels)
    return .init(name: "loops, 1/\(images > 1 ? images : kernels) of it", share: share) { part.result }
  }

  /// Elements of the result at places in row-major order, each from the one patch and the one kernel that it takes.
  func elements(at places: [Int]) -> Tensor {
    let padded = image.padded(by: padding)
    let (height, width) = (kernel.shape[2], kernel.shape[3])
    let (rows, columns) = (padded.shape[2] - height + 1, padded.shape[3] - width + 1)
    return Tensor(
      places.map { place in
        let (y, x) = (place / columns % rows, place % columns)
        let plane = place / columns / rows
        let (index, out) = (plane / kernel.shape[0], plane % kernel.shape[0])
        return convolve2d(
          padded[index..<index + 1, 0..., y..<y + height, x..<x + width], kernel: kernel[out..<out + 1],
          algorithm: .loops
        ).item
      })
  }
}

import Kernels

extension Convolution {
  /// Straight from the image into registers: 8 output channels at 32 positions grow together, and each value that is
  /// loaded serves many products. How, is told in `Kernels/DirectConvolution.swift` and `Kernels/Tile.swift`.
  ///
  /// Work is cut into pieces of eight images, and large images into bands of rows; each piece is one thread's.
  func directly(isRectified: Bool = false) -> Tensor {
    // Without a channel there is no product to begin the sums with.
    guard channels > 0 else { return isRectified ? byLoops().relu() : byLoops() }
    let geometry = geometry
    let packed = Tensor(shape: [geometry.packedKernelCount]) { packed in
      kernel.withUnsafeElements {
        if !$0.isEmpty { geometry.pack(kernel: $0.baseAddress!, into: packed.baseAddress!) }
      }
    }
    return image.convolved(by: geometry, packedKernel: packed, starts: startingValues, isRectified: isRectified)
  }

  /// The sizes, as the inner loops want them.
  var geometry: DirectConvolution {
    DirectConvolution(
      channels: channels, height: size.height, width: size.width, outChannels: outChannels,
      kernelHeight: window.height, kernelWidth: window.width, strideHeight: stride.height,
      strideWidth: stride.width, paddingHeight: padding.height, paddingWidth: padding.width)
  }
}

extension Tensor {
  /// This batch of images `(B, C, H, W)` convolved: `(B, O, H', W')`.
  func convolved(by geometry: DirectConvolution, packedKernel: Tensor, starts: [Float], isRectified: Bool) -> Tensor {
    let (height, width) = (geometry.outHeight, geometry.outWidth)
    let bandRows = max(1, 65_536 / max(1, geometry.outChannels * width))
    let bands = (height + bandRows - 1) / bandRows
    let group = bands == 1 ? 8 : 1
    let groups = (shape[0] + group - 1) / group
    return withUnsafeElements { pixels in
      packedKernel.withUnsafeElements { weights in
        starts.withUnsafeBufferPointer { starts in
          Tensor(shape: [shape[0], geometry.outChannels, height, width]) { result in
            guard !result.isEmpty else { return }
            let operands = Unchecked(
              (pixels.baseAddress!, weights.baseAddress!, starts.baseAddress!, result.baseAddress!))
            let work = result.count * geometry.channels * geometry.kernelHeight * geometry.kernelWidth
            Threads.forEach(pieces: groups * bands, work: work) { piece in
              let (pixels, weights, starts, result) = operands.value
              let (first, band) = (piece / bands * group, piece % bands)
              geometry.run(
                images: pixels + first * geometry.imageCount, count: min(group, shape[0] - first),
                packedKernel: weights, bias: starts, rows: band * bandRows..<min(height, (band + 1) * bandRows),
                isRectified: isRectified, outputs: result + first * geometry.outputCount)
            }
          }
        }
      }
    }
  }
}

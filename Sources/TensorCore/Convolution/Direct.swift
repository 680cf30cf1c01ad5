import Kernels

extension Convolution {
  /// Straight from the image into registers: 6 output channels at 32 positions grow together, and each value that is
  /// loaded serves many products. How, is told in `Kernels/DirectConvolution.swift` and `Kernels/Tile.swift`.
  ///
  /// Work is cut into single images, and a large image into bands of rows; each piece is one thread's.
  func directly() -> Tensor {
    let geometry = geometry
    let bandRows = max(1, 16_384 / output.width)
    let bands = (output.height + bandRows - 1) / bandRows
    let taps = channels * window.height * window.width
    let packed = Tensor(shape: [geometry.packedKernelCount]) { packed in
      kernel.withUnsafeElements {
        if $0.count > 0 { geometry.pack(kernel: $0.baseAddress!, into: packed.baseAddress!) }
      }
    }
    return image.withUnsafeElements { pixels in
      packed.withUnsafeElements { weights in
        startingValues.withUnsafeBufferPointer { start in
          Tensor(shape: outputShape) { result in
            guard !result.isEmpty else { return }
            let operands = Unchecked(
              (pixels.baseAddress!, weights.baseAddress!, start.baseAddress!, result.baseAddress!))
            Threads.forEach(pieces: batch * bands, work: result.count * taps) { piece in
              let (pixels, weights, start, result) = operands.value
              let (index, band) = (piece / bands, piece % bands)
              geometry.run(
                image: pixels + index * channels * size.height * size.width,
                packedKernel: weights, bias: start,
                rows: band * bandRows..<min(output.height, (band + 1) * bandRows),
                output: result + index * outChannels * output.height * output.width)
            }
          }
        }
      }
    }
  }

  /// The sizes, as the inner loops want them.
  var geometry: DirectConvolution {
    DirectConvolution(
      channels: channels, height: size.height, width: size.width, outChannels: outChannels,
      kernelHeight: window.height, kernelWidth: window.width, strideHeight: stride.height,
      strideWidth: stride.width, paddingHeight: padding.height, paddingWidth: padding.width)
  }
}

import Kernels

extension Convolution {
  /// Straight from the image into registers: 8 output channels at 32 positions grow together, and each value that is
  /// loaded serves many products. How, is told in `Kernels/DirectConvolution.swift` and `Kernels/Tile.swift`.
  ///
  /// Work is cut into pieces of eight images, or of those that stand side by side, and large images into bands of rows;
  /// each piece is one thread's.
  func directly(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor) -> Tensor {
    let geometry = geometry
    let packed = Tensor(shape: [geometry.packedKernelCount]) { packed in
      kernel.withUnsafeElements { geometry.pack(kernel: $0, into: packed) }
    }
    let height = geometry.down.positions
    let abreast = geometry.imagesAbreast
    let inMemory = max(1, 65_536 / max(1, outputShape[1] * geometry.across.positions))
    // A few images side by side would leave threads without work.
    let shared = abreast == 1 ? 1 : max(1, Threads.available / (geometry.batch / abreast))
    let bandRows = max(1, min(inMemory, (height + shared - 1) / shared))
    let bands = (height + bandRows - 1) / bandRows
    let part = abreast > 1 ? abreast : bands == 1 ? 8 : 1
    let parts = (geometry.batch + part - 1) / part
    return image.withUnsafeElements { pixels in
      packed.withUnsafeElements { weights in
        bias.withUnsafeElements { bias in
          Tensor(shape: outputShape) { result in
            let memory = SharedMemory((pixels, weights, bias, result))
            Threads.forEach(pieces: parts * bands, work: geometry.multiplyAdds) { piece in
              let (pixels, weights, bias, result) = memory.value
              let (first, band) = (piece / bands * part, piece % bands)
              geometry.convolve(
                pixels, packedKernel: weights, bias: bias, members: first..<min(geometry.batch, first + part),
                rows: band * bandRows..<min(height, (band + 1) * bandRows), into: result)
            }
          }
        }
      }
    }
  }
}

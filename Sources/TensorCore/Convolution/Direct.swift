import Kernels

extension Convolution {
  /// Straight from the image into registers: 8 output channels at 32 positions grow together, and each value that is
  /// loaded serves many products. How, is told in `Kernels/DirectConvolution.swift` and `Kernels/Tile.swift`.
  func directly(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor) -> Tensor {
    let geometry = geometry
    let packed = Tensor(shape: [geometry.packedKernelCount]) { packed in
      kernel.withUnsafeElements { geometry.pack(kernel: $0, into: packed) }
    }
    let pieces = BatchPieces(
      batch: geometry.batch, abreast: geometry.imagesAbreast, height: geometry.down.positions,
      rowCount: outputShape[1] * geometry.across.positions)
    return image.withUnsafeElements { pixels in
      packed.withUnsafeElements { weights in
        bias.withUnsafeElements { bias in
          Tensor(shape: outputShape) { result in
            let memory = SharedMemory((pixels, weights, bias, result))
            Threads.forEach(pieces: pieces.count, work: geometry.multiplyAdds) { piece in
              let (pixels, weights, bias, result) = memory.value
              let (members, rows) = pieces[piece]
              geometry.convolve(
                pixels, packedKernel: weights, bias: bias, members: members, rows: rows, into: result)
            }
          }
        }
      }
    }
  }
}

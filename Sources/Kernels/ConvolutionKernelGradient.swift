extension DirectConvolution {
  /// Adds to `kernelGradient (O, C, kh, kw)` what one image contributes, given the gradient of its output
  /// `(O, outHeight, outWidth)`.
  ///
  /// The forward pass shifts the image's line for each kernel element; so the derivative for that element is the dot
  /// product of the output's gradient with the same shifted line. The gradient is laid out with the image's pitch,
  /// zeros where a window would straddle a row's end; image and gradient must be finite, so that those zeros count
  /// for nothing.
  @inline(never)
  public func addKernelGradient(
    image: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    into kernelGradient: UnsafeMutablePointer<Float>
  ) {
    let phaseCount = phaseRows(outHeight) * pitch
    let lineCount = channels * strideHeight * strideWidth * phaseCount
    let positions = (outHeight - 1) * pitch + outWidth
    let length = Tile.tiles(covering: positions, size: laneCount) * laneCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: lineCount + Tile.columns) { line in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: outChannels * length) { gradients in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
          fill(line: line, from: image, rows: 0..<outHeight)
          fill(offsets: offsets, phaseCount: phaseCount)
          gradients.update(repeating: 0)
          for channel in 0..<outChannels {
            for row in 0..<outHeight {
              (gradients.baseAddress! + channel * length + row * pitch).update(
                from: outputGradient + (channel * outHeight + row) * outWidth, count: outWidth)
            }
          }
          DotProducts.accumulate(
            left: gradients.baseAddress!, leftStride: length, rows: outChannels,
            right: line.baseAddress!, offsets: offsets.baseAddress!, columns: taps,
            count: length, into: kernelGradient)
        }
      }
    }
  }
}

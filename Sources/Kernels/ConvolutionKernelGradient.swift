extension DirectConvolution {
  /// The sum over `count` images of the gradient of the kernel, given the gradients of their outputs
  /// `(O, outHeight, outWidth)`, into `gradient (O, C, kh, kw)`.
  ///
  /// The forward pass shifts the image's line for each kernel element; so the derivative for that element is the dot
  /// product of the output's gradient with the same shifted line. The gradient is laid out with the image's pitch,
  /// zeros where a window would straddle a row's end; image and gradient must be finite, so that those zeros count
  /// for nothing.
  public func kernelGradient(
    images: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>, count: Int,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    let positions = (outHeight - 1) * pitch + outWidth
    let length = Tile.tiles(covering: positions, size: laneCount) * laneCount
    let lineCount = lineCount(outHeight) + laneCount, upstreamCount = outChannels * length
    // As many images as stay in the nearest cache are one row to the dot products.
    let group = max(1, min(count, DotProducts.block / length))
    gradient.update(repeating: 0, count: outChannels * taps)
    Buffers.scratch(group * (lineCount + upstreamCount)) { lines in
      let upstream = lines + group * lineCount
      lines.update(repeating: 0, count: group * (lineCount + upstreamCount))
      withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(outHeight) * pitch)
        for first in stride(from: 0, to: count, by: group) {
          let members = min(group, count - first)
          for member in 0..<members {
            fill(line: lines + member * lineCount, from: images + (first + member) * imageCount, rows: 0..<outHeight)
            let source = outputGradients + (first + member) * outputCount
            for channel in 0..<outChannels {
              for row in 0..<outHeight {
                copy(
                  source + (channel * outHeight + row) * outWidth, outWidth,
                  to: upstream + member * upstreamCount + channel * length + row * pitch)
              }
            }
          }
          DotProducts.accumulate(
            left: upstream, leftStride: length, rows: outChannels, right: lines, offsets: offsets.baseAddress!,
            columns: taps, count: length, segments: members, leftSegment: upstreamCount, rightSegment: lineCount,
            into: gradient)
        }
      }
    }
  }
}

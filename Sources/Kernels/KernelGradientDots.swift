extension DirectConvolution {
  /// So many positions of a row of gradients at a time, eight rows of them (40 KB) stay in the nearest cache.
  private static let positionsAtOnce = 1280

  /// The gradient of narrow kernels, by dot products: the sum over `count` images into `gradient (part, C, kh, kw)`.
  ///
  /// The forward pass shifts the image's line for each kernel element; so the derivative for that element is the dot
  /// product of the output's gradient with the same shifted line. The gradient is laid out with the image's pitch,
  /// zeros where a window would straddle a row's end; image and gradient must be finite, so that those zeros count
  /// for nothing.
  func kernelGradientByDotProducts(
    images: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>, count: Int,
    channels part: Range<Int>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let positions = (outHeight - 1) * pitch + outWidth
    let length = Tile.tiles(covering: positions, size: laneCount) * laneCount
    let lineCount = lineCount(outHeight) + laneCount, upstreamCount = part.count * length
    let group = max(1, min(count, DirectConvolution.positionsAtOnce / length))
    Buffers.scratch(group * (upstreamCount + lineCount) + taps * part.count) { upstream in
      let lines = upstream + group * upstreamCount, sums = lines + group * lineCount
      upstream.update(repeating: 0, count: group * (lineCount + upstreamCount) + taps * part.count)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(outHeight) * pitch)
        for first in stride(from: 0, to: count, by: group) {
          let members = min(group, count - first)
          for member in 0..<members {
            fill(line: lines + member * lineCount, from: images + (first + member) * imageCount, rows: 0..<outHeight)
            fill(
              lines: upstream + member * length, stride: group * length,
              fromGradient: outputGradients + (first + member) * outputCount, channels: part)
          }
          DotProducts.accumulate(
            left: upstream, leftStride: group * length, rows: part.count, right: lines,
            offsets: offsets.baseAddress!, columns: taps, count: length, segments: members, leftSegment: length,
            rightSegment: lineCount, into: sums, sumStride: part.count)
        }
      }
      for channel in 0..<part.count {
        for tap in 0..<taps { gradient[channel &* taps &+ tap] = sums[tap &* part.count &+ channel] }
      }
    }
  }
}

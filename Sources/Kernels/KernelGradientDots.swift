extension WindowGeometry {
  /// So many positions of a row of gradients at a time, eight rows of them (40 KB) stay in the nearest cache.
  private static let positionsAtOnce = 1280

  /// The gradient of narrow kernels, by dot products: the sum over the pieces into `gradient (part, C, kh, kw)`.
  ///
  /// The forward pass shifts the image's line for each kernel element; so the derivative for that element is the dot
  /// product of the output's gradient with the same shifted line. The gradient is laid out with the image's pitch,
  /// zeros where a window would straddle a row's end; image and gradient must be finite, so that those zeros count
  /// for nothing.
  func kernelGradientByDotProducts(
    _ pieces: [Piece], channels part: Range<Int>, rows: Range<Int>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let positions = (rows.count - 1) * pitch + across.positions
    let length = Tile.tiles(covering: positions, size: laneCount) * laneCount
    let lineCount = lineCount(rows.count) + laneCount, upstreamCount = part.count * length
    let piecesAtOnce = max(1, min(pieces.count, WindowGeometry.positionsAtOnce / length))
    let count = piecesAtOnce * (upstreamCount + lineCount) + taps * part.count
    Buffers.scratch(count) { upstream in
      let lines = upstream + piecesAtOnce * upstreamCount, sums = lines + piecesAtOnce * lineCount
      upstream.update(repeating: 0, count: count)
      Tile.withOffsets(taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(rows.count) * pitch)
        for first in stride(from: 0, to: pieces.count, by: piecesAtOnce) {
          let next = pieces[first..<min(pieces.count, first + piecesAtOnce)]
          for (index, piece) in next.enumerated() {
            fill(line: lines + index * lineCount, from: piece.image, rows: rows)
            fill(
              lines: upstream + index * length, stride: piecesAtOnce * length, fromGradient: piece.outputGradient,
              channels: part, rows: rows)
          }
          DotProducts.accumulate(
            left: upstream, leftStride: piecesAtOnce * length, rows: part.count, right: lines,
            offsets: offsets.baseAddress!, columns: taps, count: length, segments: next.count, leftSegment: length,
            rightSegment: lineCount, into: sums, sumStride: part.count)
        }
      }
      for channel in 0..<part.count {
        for tap in 0..<taps { gradient[channel &* taps &+ tap] = sums[tap &* part.count &+ channel] }
      }
    }
  }
}

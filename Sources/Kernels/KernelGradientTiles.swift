extension DirectConvolution {
  /// About so many positions at a time: what a tile reads of them (32 KB) stays in the nearest cache.
  private static let positionsAtOnce = 256

  /// The gradient of wide kernels, by tiles: the sum over `count` images into `gradient (part, C, kh, kw)`.
  ///
  /// An output's gradient goes to each element of the kernel, times the pixel that the element met. With the channels of
  /// every pixel side by side, what a row of the kernel meets is one piece of memory:
  ///
  ///     pixel:       0        1        2        3
  ///               c c' c"  c c' c"  c c' c"  c c' c"   …
  ///               └── 3 columns at x = 0 ─┘
  ///                        └── 3 columns at x = 1 ─┘
  ///
  /// So the tile's columns are a kernel row's columns and channels, its rows are output channels, and its taps are the
  /// positions `(y, x)`:
  ///
  ///     sums[o, (j, c)] += Σ outputGradient[o, y, x] · image[y + i, (x + j, c)]      for each row i of the kernel
  ///                       y,x
  ///
  /// Sums begin anew with each band of rows of an image and are then added up, so that none gets long.
  func kernelGradientByTiles(
    images: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>, count: Int,
    channels part: Range<Int>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let bands = max(1, min(outHeight, outHeight * outWidth / DirectConvolution.positionsAtOnce))
    let bandRows = Tile.tiles(covering: outHeight, size: bands)
    let pitch = (width + 2 * paddingWidth) * channels
    let pixelCount = ((bandRows - 1) * strideHeight + kernelHeight) * pitch
    let packedCount = Tile.packedCount(rows: part.count, taps: bandRows * outWidth)
    let sumCount = part.count * taps
    // A tile, and zeros for it to start at.
    let tileCount = (Tile.rows + 1) * Tile.columns
    Buffers.scratch(tileCount + pixelCount + packedCount + sumCount) { tile in
      let pixels = tile + tileCount, packed = pixels + pixelCount, sums = packed + packedCount
      tile.update(repeating: 0, count: tileCount)
      sums.update(repeating: 0, count: sumCount)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: bandRows * outWidth) { offsets in
        for position in 0..<bandRows * outWidth {
          let (y, x) = position.quotientAndRemainder(dividingBy: outWidth)
          offsets[position] = y * strideHeight * pitch + x * strideWidth * channels
        }
        for image in 0..<count {
          for start in stride(from: 0, to: outHeight, by: bandRows) {
            let rows = start..<min(outHeight, start + bandRows), positions = rows.count * outWidth
            pixels.update(repeating: 0, count: pixelCount)
            fill(pixels: pixels, from: images + image * imageCount, rows: rows)
            Tile.pack(
              outputGradients + image * outputCount + (part.lowerBound * outHeight + start) * outWidth,
              rows: part.count, rowStride: outHeight * outWidth, taps: positions, tapStride: 1, into: packed)
            addTiles(
              pixels: pixels, packed: packed, offsets: UnsafeBufferPointer(rebasing: offsets[..<positions]),
              channelCount: part.count, tile: tile, to: sums)
          }
        }
      }
      order(sums, channelCount: part.count, into: gradient)
    }
  }

  /// Adds what the positions at `offsets` give to the sums `(kh, O, kw, C)`, by way of a tile that starts at zero.
  private func addTiles(
    pixels: UnsafePointer<Float>, packed: UnsafePointer<Float>, offsets: UnsafeBufferPointer<Int>, channelCount: Int,
    tile: UnsafeMutablePointer<Float>, to sums: UnsafeMutablePointer<Float>
  ) {
    let zeros = tile + Tile.rows * Tile.columns
    let pitch = (width + 2 * paddingWidth) * channels, rowCount = kernelWidth * channels
    for column in stride(from: 0, to: rowCount, by: Tile.columns) {
      for row in 0..<kernelHeight {
        for channel in stride(from: 0, to: channelCount, by: Tile.rows) {
          let height = min(Tile.rows, channelCount - channel), width = min(Tile.columns, rowCount - column)
          Tile.accumulate(
            height: Tile.height(height), width: width, taps: offsets.count, weights: packed + channel * offsets.count,
            input: pixels + row * pitch + column, offsets: offsets.baseAddress!, from: zeros, into: tile,
            stride: Tile.columns)
          let sums = sums + (row * channelCount + channel) * rowCount + column
          for y in 0..<height {
            for x in 0..<width { sums[y &* rowCount &+ x] += tile[y &* Tile.columns &+ x] }
          }
        }
      }
    }
  }

  /// Lays the channels of each padded pixel that output rows `rows` see side by side. The padding is not written.
  private func fill(pixels: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>, rows: Range<Int>) {
    let pitch = width + 2 * paddingWidth, top = rows.lowerBound * strideHeight - paddingHeight
    let inside = max(0, top)..<max(0, top, min(height, top + (rows.count - 1) * strideHeight + kernelHeight))
    // Rows without padding between them are one long row.
    let rowsAtOnce = paddingWidth == 0 ? max(1, inside.count) : 1
    for row in stride(from: inside.lowerBound, to: inside.upperBound, by: rowsAtOnce) {
      transpose(
        image + row * width, rows: channels, stride: height * width, columns: rowsAtOnce * width,
        into: pixels + ((row - top) * pitch + paddingWidth) * channels, stride: channels)
    }
  }

  /// Reorders sums `(kh, O, kw, C)` to `gradient (O, C, kh, kw)`.
  private func order(
    _ sums: UnsafePointer<Float>, channelCount: Int, into gradient: UnsafeMutablePointer<Float>
  ) {
    var source = sums
    for row in 0..<kernelHeight {
      for outChannel in 0..<channelCount {
        for column in 0..<kernelWidth {
          let target = gradient + outChannel &* taps + row &* kernelWidth + column
          for channel in 0..<channels { target[channel &* kernelHeight &* kernelWidth] = source[channel] }
          source += channels
        }
      }
    }
  }
}

extension WindowGeometry {
  /// About so many positions at a time: what a tile reads of them (32 KB) stays in the nearest cache.
  private static let positionsAtOnce = 256

  /// The gradient of wide kernels, by tiles: the sum over the pieces into `gradient (part, C, kh, kw)`.
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
    _ pieces: [Piece], channels part: Range<Int>, rows: Range<Int>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let outColumns = across.positions
    let bands = max(1, min(rows.count, rows.count * outColumns / WindowGeometry.positionsAtOnce))
    let bandRows = Tile.tiles(covering: rows.count, size: bands)
    let pitch = across.padded * channels
    let pixelCount = ((bandRows - 1) * down.stride + down.span) * pitch
    let packedCount = Tile.packedCount(rows: part.count, taps: bandRows * outColumns)
    let rowCount = Tile.tiles(covering: across.window * channels, size: Tile.columns) * Tile.columns
    let channelCount = Tile.tiles(covering: part.count, size: Tile.rows) * Tile.rows
    let sumCount = down.window * channelCount * rowCount
    let panelCount = Tile.panelCount(taps: bandRows * outColumns)
    Buffers.scratch(panelCount + pixelCount + packedCount + sumCount) { panel in
      let pixels = panel + panelCount, packed = pixels + pixelCount, sums = packed + packedCount
      sums.update(repeating: 0, count: sumCount)
      Tile.withOffsets(bandRows * outColumns) { offsets in
        for position in 0..<bandRows * outColumns {
          let (y, x) = position.quotientAndRemainder(dividingBy: outColumns)
          offsets[position] = y * down.stride * pitch + x * across.stride * channels
        }
        for piece in pieces {
          for start in stride(from: rows.lowerBound, to: rows.upperBound, by: bandRows) {
            let rows = start..<min(rows.upperBound, start + bandRows), positions = rows.count * outColumns
            pixels.update(repeating: 0, count: pixelCount)
            fill(pixels: pixels, from: piece.image, rows: rows)
            Tile.pack(
              piece.outputGradient + (part.lowerBound * down.positions + start) * outColumns,
              rows: part.count, rowStride: down.positions * outColumns, taps: positions, tapStride: 1, into: packed)
            addTiles(
              pixels: pixels, packed: packed, offsets: UnsafeBufferPointer(rebasing: offsets[..<positions]),
              channelCount: part.count, panel: panel, to: sums, rowCount: rowCount)
          }
        }
      }
      order(sums, channelCount: part.count, rowCount: rowCount, into: gradient)
    }
  }

  /// Adds what the positions at `offsets` give to the sums `(kh, O, rowCount)`, whose rows and columns fill whole tiles.
  private func addTiles(
    pixels: UnsafePointer<Float>, packed: UnsafePointer<Float>, offsets: UnsafeBufferPointer<Int>, channelCount: Int,
    panel: UnsafeMutablePointer<Float>, to sums: UnsafeMutablePointer<Float>, rowCount: Int
  ) {
    let pitch = across.padded * channels
    let channelRows = Tile.tiles(covering: channelCount, size: Tile.rows) * Tile.rows
    let gathers = Tile.isWorthGathering(rows: channelCount)
    Tile.withOffsets(gathers ? offsets.count : 0) { panelOffsets in
      Tile.fill(offsetsInPanel: panelOffsets)
      let places = gathers ? UnsafePointer(panelOffsets.baseAddress!) : offsets.baseAddress!
      // All that a kernel row meets are neighbours.
      let neighbours = LinePlaces(rows: 1, columns: rowCount, pitch: rowCount, seenBy: channelCount)
      for column in stride(from: 0, to: rowCount, by: Tile.columns) {
        let width = min(Tile.columns, across.window * channels - column)
        for row in 0..<down.window {
          let input = pixels + row * down.dilation * pitch + column
          if gathers {
            neighbours.withRuns(0..<width) {
              Tile.gather(input, runs: $0, offsets: offsets.baseAddress!, taps: offsets.count, into: panel)
            }
          }
          for channel in stride(from: 0, to: channelCount, by: Tile.rows) {
            Tile.accumulate(
              height: Tile.height(min(Tile.rows, channelCount - channel)), width: width, taps: offsets.count,
              weights: packed + channel * offsets.count, input: gathers ? UnsafePointer(panel) : input,
              offsets: places, from: .zeros, into: sums + (row * channelRows + channel) * rowCount + column,
              stride: rowCount)
          }
        }
      }
    }
  }

  /// Lays the channels of each padded pixel that output rows `rows` see side by side. The padding is not written.
  private func fill(pixels: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>, rows: Range<Int>) {
    let top = rows.lowerBound * down.stride - down.before
    let inside = max(0, top)..<max(0, top, min(down.size, top + (rows.count - 1) * down.stride + down.span))
    // Rows without padding between them are one long row.
    let rowsAtOnce = across.padded == across.size ? max(1, inside.count) : 1
    for row in stride(from: inside.lowerBound, to: inside.upperBound, by: rowsAtOnce) {
      transpose(
        image + row * across.size, rows: channels, stride: down.size * across.size,
        columns: rowsAtOnce * across.size,
        into: pixels + ((row - top) * across.padded + across.before) * channels, stride: channels)
    }
  }

  /// Reorders sums `(kh, O, kw, C)`, whose rows and columns fill whole tiles, to `gradient (O, C, kh, kw)`.
  private func order(
    _ sums: UnsafePointer<Float>, channelCount: Int, rowCount: Int, into gradient: UnsafeMutablePointer<Float>
  ) {
    let channelRows = Tile.tiles(covering: channelCount, size: Tile.rows) * Tile.rows
    for row in 0..<down.window {
      for outChannel in 0..<channelCount {
        var source = sums + (row * channelRows + outChannel) * rowCount
        for column in 0..<across.window {
          let target = gradient + outChannel &* taps + row &* across.window + column
          for channel in 0..<channels { target[channel &* down.window &* across.window] = source[channel] }
          source += channels
        }
      }
    }
  }
}

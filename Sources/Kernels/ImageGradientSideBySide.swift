/// The gradients of many small images, side by side.
///
/// Along a line, windows that hang over an image's edge meet zeros there: a quarter of all products for 3 × 3 elements on
/// 13 × 13 pixels, half of them for 5 × 5 on 14 × 14. Here the columns of a tile are one pixel of sixteen images, so a
/// pixel takes the products that it has and no others, in the same order:
///
///     gradients (image, o, place)   ─ transpose ─▶   (place, o, image)
///                                                           │ tiles
///     images    (image, c, pixel)   ◀─ transpose ─   (c, pixel, image)
extension WindowGeometry {
  /// As many images as a tile has columns, and always sixteen at least.
  private static let mostAbreast = max(16, Tile.columns)

  /// How many images `imageGradient` puts side by side, if it is given so many at once; 1 where that does not pay. There
  /// must be images and channels enough, and zeros along a line: a sixth of all, or a sixteenth for the widest tiles, which
  /// take thirty-two images. What a row of their pixels sees, and the row itself, must be small: 16 MB on each thread. All
  /// processors decide alike: what underflows to −0 may differ in sign between the ways.
  public var imagesAbreastInImageGradient: Int {
    guard down.stride == 1, across.stride == 1, channels >= 4, outChannels >= 1 else { return 1 }
    // Products of Doubles do not overflow.
    let seen = Double(down.span) * Double(across.positions) * Double(outChannels + 1)
    guard 32 * (seen + Double(channels) * Double(across.size)) <= 0x1p22 else { return 1 }
    let along = Double(down.size) * Double(down.window) * Double(across.size) * Double(across.window)
    let needed = down.meetings * across.meetings
    return needed < (batch >= 32 ? 0.94 : 0.84) * along ? max(1, abreast(of: batch)) : 1
  }

  /// How many of some images can stand side by side: 0 if there are fewer than sixteen.
  func abreast(of members: Int) -> Int { min(WindowGeometry.mostAbreast, members / 16 * 16) }

  /// The gradients of `abreast` images, from the first on.
  func imageGradientSideBySide(
    outputGradients: UnsafePointer<Float>, packedKernel: UnsafePointer<Float>, first: Int, abreast: Int, group: Int,
    rows: Range<Int>, into images: UnsafeMutablePointer<Float>
  ) {
    let rows = rows.clamped(to: down.before..<down.before + down.size)
    if rows.isEmpty { return }
    let (width, places) = (across.size, across.positions)
    let seen = max(0, rows.lowerBound - down.span + 1)..<min(down.positions, rows.upperBound)
    // One behind the other, places would share few places of the nearest cache.
    let placeStride = (outChannels + 1) * abreast
    let rowsAtOnce = min(rows.count, max(1, 64 / width)), sumStride = rowsAtOnce * width * abreast
    let channelRows = Tile.tiles(covering: channels, size: Tile.rows) * Tile.rows
    let upstreamCount = seen.count * places * placeStride
    Buffers.scratch(upstreamCount + channelRows * (sumStride + 1)) { upstream in
      let sums = upstream + upstreamCount, zeros = sums + channelRows * sumStride
      zeros.update(repeating: 0, count: channelRows)
      let gradients = outputGradients + (first * groups + group) * outputCount + seen.lowerBound * places
      for channel in 0..<outChannels {
        transpose(
          gradients + channel * down.positions * places, rows: abreast, stride: groups * outputCount,
          columns: seen.count * places, into: upstream + channel * abreast, stride: placeStride)
      }
      Tile.withOffsets(down.window * across.window * outChannels) { offsets in
        fill(offsets: offsets, abreast: abreast, placeStride: placeStride)
        for firstRow in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtOnce) {
          let band = firstRow..<min(firstRow + rowsAtOnce, rows.upperBound)
          for row in band {
            for column in 0..<width {
              let place = (row - seen.lowerBound) * places + across.before + column
              addTiles(
                weights: packedKernel, input: upstream + place * placeStride, offsets: UnsafeBufferPointer(offsets),
                row: row, column: across.before + column, abreast: abreast, from: zeros,
                into: sums + ((row - firstRow) * width + column) * abreast, stride: sumStride)
            }
          }
          let pixels = images + (first * groups + group) * imageCount + (firstRow - down.before) * width
          for channel in 0..<channels {
            transpose(
              sums + channel * sumStride, of: abreast, count: band.count * width,
              into: pixels + channel * down.size * width, stride: groups * imageCount)
          }
        }
      }
    }
  }

  /// How far from a pixel's own place each element of the window, the last first, looks for each channel's gradient.
  private func fill(offsets: UnsafeMutableBufferPointer<Int>, abreast: Int, placeStride: Int) {
    for (index, element) in (0..<down.window * across.window).reversed().enumerated() {
      let (y, x) = element.quotientAndRemainder(dividingBy: across.window)
      let shift = (y * down.dilation * across.positions + x * across.dilation) * placeStride
      for channel in 0..<outChannels { offsets[index * outChannels + channel] = channel * abreast - shift }
    }
  }

  /// Computes the sums of all channels for one pixel of `abreast` images: in runs of taps, and in each run tile by tile.
  @inline(__always)
  private func addTiles(
    weights: UnsafePointer<Float>, input: UnsafePointer<Float>, offsets: UnsafeBufferPointer<Int>, row: Int,
    column: Int, abreast: Int, from zeros: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>,
    stride sumStride: Int
  ) {
    let width = min(Tile.columns, abreast)
    var start = Tile.Start.values(zeros)
    forEachRun(row: row, column: column) { taps in
      for channel in stride(from: 0, to: channels, by: Tile.rows) {
        let height = Tile.height(min(Tile.rows, channels - channel))
        for image in stride(from: 0, to: abreast, by: width) {
          Tile.accumulate(
            height: height, width: width, taps: taps.count,
            weights: weights + channel * offsets.count + taps.lowerBound * height, input: input + image,
            offsets: offsets.baseAddress! + taps.lowerBound, from: start, into: sums + channel * sumStride + image,
            stride: sumStride)
        }
      }
      start = .sums
    }
  }

  /// Calls `body` with the products that a pixel of the padded image has, in runs of neighbours: `outChannels` for each
  /// element of the window that met it, the last element first.
  @inline(__always)
  private func forEachRun(row: Int, column: Int, _ body: (Range<Int>) -> Void) {
    let (rows, columns) = (down.elementsFromTheLast(meeting: row), across.elementsFromTheLast(meeting: column))
    // Whole rows of the window are one run. What no window meets has an empty one.
    let areWhole = columns.count == across.window || rows.isEmpty
    for run in 0..<(areWhole ? 1 : rows.count) {
      var first = ((rows.lowerBound + run) * across.window + columns.lowerBound) * outChannels
      let end = first + (areWhole ? rows.count : 1) * columns.count * outChannels
      repeat {
        let next = min(end, first + WindowGeometry.block)
        body(first..<next)
        first = next
      } while first < end
    }
  }
}

extension WindowAxis {
  /// How often, over all its positions, an element of the window meets a pixel of the image and not what surrounds it.
  fileprivate var meetings: Double {
    (0..<window).reduce(0) { count, element in
      let first = element * dilation - before
      return count + Double(max(0, min(size, first + positions) - max(0, first)))
    }
  }

  /// The elements of the window, counted from the last, that meet a place of the padded image at a stride of 1.
  fileprivate func elementsFromTheLast(meeting place: Int) -> Range<Int> {
    let upper = min(window, place / dilation + 1)
    let lower = min(upper, max(0, Tile.tiles(covering: place - positions + 1, size: dilation)))
    return window - upper..<window - lower
  }
}

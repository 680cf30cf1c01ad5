/// Cross-correlation of many small images, side by side.
///
/// On the line of a small image many places straddle a row's end, and the last tile is partly empty: of five tiles of 32
/// columns for 11 × 11 outputs, a quarter of the sums is left behind. Here a place of the line holds a pixel of sixteen
/// images. Rows are sixteen times as long, and each begins with a tile of its own; every sum has the same products in the
/// same order.
///
///     images   (image, c, pixel)   ─ transpose ─▶   line (padded)   (c, pixel, image)
///                                                           │ tiles, row by row
///     outputs  (image, o, place)   ◀─ transpose ─   sums            (o, place, image)
extension WindowGeometry {
  /// Two tiles of NEON, one of AVX2, half of one of AVX-512.
  private static let abreast = 16

  /// How many images `convolve` puts side by side, if it is given so many at once; 1 where that does not pay. There must be
  /// images enough, and more to be saved in sums than is lost in turning each pixel and each output, which takes as long as
  /// some twelve products. The line and a row's sums must be small: 16 MB on each thread.
  public var imagesAbreast: Int {
    guard down.stride == 1, across.stride == 1, batch >= WindowGeometry.abreast else { return 1 }
    // Products of Doubles do not overflow.
    let line = Double(channels) * Double(down.padded) * Double(across.padded + 1)
    let sums = Double(outChannels) * Double(max(64, across.positions))
    guard Double(WindowGeometry.abreast) * (line + sums) <= 0x1p22 else { return 1 }
    let places = LinePlaces(rows: down.positions, columns: across.positions, pitch: pitch, seenBy: outChannels)
    let saved = Double(places.sumCount - down.positions * across.positions) * Double(outChannels) * Double(taps)
    return saved > 12 * Double(imageCount + outputCount) ? WindowGeometry.abreast : 1
  }

  /// Convolves the group's channels of as many images as stand side by side, from the first on.
  func convolveSideBySide(
    _ images: UnsafePointer<Float>, packedKernel: UnsafePointer<Float>, bias: UnsafePointer<Float>, first: Int,
    group: Int, rows: Range<Int>, into outputs: UnsafeMutablePointer<Float>
  ) {
    let abreast = WindowGeometry.abreast, width = across.positions
    // An odd distance from channel to channel, so that they do not share few places of the nearest cache.
    let planeCount = phaseRows(rows.count) * pitch | 1, lineCount = channels * planeCount * abreast
    let rowsAtOnce = min(rows.count, max(1, 64 / width))
    let channelRows = Tile.tiles(covering: outChannels, size: Tile.rows) * Tile.rows
    func places(in rows: Int) -> LinePlaces {
      LinePlaces(rows: rows, columns: width, pitch: pitch, abreast: abreast)
    }
    let sumsCount = channelRows * places(in: rowsAtOnce).sumCount
    Buffers.scratch(lineCount + sumsCount + channelRows) { line in
      let sums = line + lineCount, biases = sums + sumsCount
      biases.update(repeating: 0, count: channelRows)
      biases.update(from: bias, count: outChannels)
      fill(
        line: line, planeCount: planeCount, from: images + (first * groups + group) * imageCount, rows: rows)
      Tile.withOffsets(taps) { offsets in
        fill(offsets: offsets, phaseCount: planeCount)
        for tap in offsets.indices { offsets[tap] *= abreast }
        for firstRow in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsAtOnce) {
          let count = min(rowsAtOnce, rows.upperBound - firstRow), places = places(in: count)
          addTiles(
            weights: packedKernel, input: line + (firstRow - rows.lowerBound) * pitch * abreast,
            offsets: UnsafeBufferPointer(offsets), rows: outChannels, places: places, from: biases, into: sums)
          let output = outputs + (first * groups + group) * outputCount + firstRow * width
          for channel in 0..<outChannels {
            transpose(
              sums + channel * places.sumCount, of: abreast, count: count * width,
              into: output + channel * down.positions * width, stride: groups * outputCount)
          }
        }
      }
    }
  }

  /// Lays what output rows `rows` see of the padded images side by side, channel by channel.
  private func fill(
    line: UnsafeMutablePointer<Float>, planeCount: Int, from images: UnsafePointer<Float>, rows: Range<Int>
  ) {
    let abreast = WindowGeometry.abreast
    if down.padded > down.size || across.padded > across.size {
      line.update(repeating: 0, count: channels * planeCount * abreast)
    }
    let top = rows.lowerBound - down.before, seen = (top..<top + phaseRows(rows.count)).clamped(to: 0..<down.size)
    // Rows without padding between them are one.
    let (count, width) =
      pitch == across.size ? (min(seen.count, 1), seen.count * pitch) : (seen.count, across.size)
    for channel in 0..<channels {
      let pixels = images + (channel * down.size + seen.lowerBound) * across.size
      let place = line + (channel * planeCount + (seen.lowerBound - top) * pitch + across.before) * abreast
      for row in 0..<count {
        transpose(
          pixels + row * width, rows: abreast, stride: groups * imageCount, columns: width,
          into: place + row * pitch * abreast, stride: abreast)
      }
    }
  }
}

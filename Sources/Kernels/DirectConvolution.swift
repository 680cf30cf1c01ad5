/// Cross-correlation of one image with a bank of kernels, without unfolding a single patch.
///
/// Look at an image row by row as one long line of floats. Moving the kernel one step to the right moves every
/// element of its patch one step along the line, also across the end of a row. So all outputs are one line too,
///
///     output[p] = bias + Σ kernel[t] · line[offsets[t] + p]        p = row · pitch + column
///
/// and each kernel element `t` only needs to know its shift. The few positions that straddle a row's end are
/// computed with the others and left behind when the rows are copied out. A stride of 2 sees every second pixel
/// only: the pixels are sorted into 2 × 2 phases beforehand, each a smaller image in which the stride is 1.
public struct DirectConvolution: Sendable {
  public let channels, height, width: Int
  public let outChannels, kernelHeight, kernelWidth: Int
  public let strideHeight, strideWidth, paddingHeight, paddingWidth: Int
  public let outHeight, outWidth: Int

  /// The sizes of a checked convolution; the output must have at least one position.
  public init(
    channels: Int, height: Int, width: Int, outChannels: Int, kernelHeight: Int, kernelWidth: Int,
    strideHeight: Int, strideWidth: Int, paddingHeight: Int, paddingWidth: Int
  ) {
    self.channels = channels
    self.height = height
    self.width = width
    self.outChannels = outChannels
    self.kernelHeight = kernelHeight
    self.kernelWidth = kernelWidth
    // A stride beyond the padded image has one position; a longer one would only ask for more phases, all of them empty.
    self.strideHeight = min(strideHeight, height + 2 * paddingHeight)
    self.strideWidth = min(strideWidth, width + 2 * paddingWidth)
    self.paddingHeight = paddingHeight
    self.paddingWidth = paddingWidth
    outHeight = (height + 2 * paddingHeight - kernelHeight) / strideHeight + 1
    outWidth = (width + 2 * paddingWidth - kernelWidth) / strideWidth + 1
  }

  var taps: Int { channels * kernelHeight * kernelWidth }
  /// The length of a row of a phase, and so the distance on the line from an output to the one below it.
  var pitch: Int { (width + 2 * paddingWidth + strideWidth - 1) / strideWidth }
  /// The rows of each phase that `outRows` rows of output see.
  func phaseRows(_ outRows: Int) -> Int { outRows + (kernelHeight - 1) / strideHeight }

  /// The number of floats that packed kernels take.
  public var packedKernelCount: Int { Tile.tiles(covering: outChannels, size: Tile.rows) * Tile.rows * taps }

  /// Reorders `kernel (O, C, kh, kw)` for `run`.
  public func pack(kernel: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) {
    Tile.pack(weights: kernel, rows: outChannels, taps: taps, into: packed)
  }

  /// Convolves `image (C, H, W)` with packed kernels, starting each sum at its channel's bias (or 0), into
  /// `output (O, outHeight, outWidth)`; only output rows in `rows` are computed.
  public func run(
    image: UnsafePointer<Float>, packedKernel: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    rows: Range<Int>, output: UnsafeMutablePointer<Float>
  ) {
    let phaseCount = phaseRows(rows.count) * pitch
    let lineCount = channels * strideHeight * strideWidth * phaseCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: lineCount + Tile.columns) { line in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Tile.rows * Tile.columns) { sums in
          fill(line: line, from: image, rows: rows)
          fill(offsets: offsets, phaseCount: phaseCount)
          let target = output + rows.lowerBound * outWidth
          let end = (rows.count - 1) * pitch + outWidth
          for start in stride(from: 0, to: end, by: Tile.columns) {
            for channel in stride(from: 0, to: outChannels, by: Tile.rows) {
              for row in 0..<min(Tile.rows, outChannels - channel) {
                (sums.baseAddress! + row * Tile.columns).update(
                  repeating: bias?[channel + row] ?? 0, count: Tile.columns)
              }
              Tile.accumulate(
                taps: taps, weights: packedKernel + channel * taps, input: line.baseAddress! + start,
                offsets: offsets.baseAddress!, sums: sums.baseAddress!, stride: Tile.columns)
              copy(sums, start: start, end: end, channel: channel, into: target)
            }
          }
        }
      }
    }
  }

  /// Sorts what output rows `rows` see of the padded image into phases; a phase is `(phaseRows, pitch)`.
  func fill(line: UnsafeMutableBufferPointer<Float>, from image: UnsafePointer<Float>, rows: Range<Int>) {
    let phaseRows = phaseRows(rows.count)
    line.update(repeating: 0)
    for channel in 0..<channels {
      for seen in 0..<phaseRows * strideHeight {
        let row = rows.lowerBound * strideHeight + seen - paddingHeight
        guard row >= 0, row < height else { continue }
        let source = image + (channel * height + row) * width
        let phase = (channel * strideHeight + seen % strideHeight) * strideWidth
        let phaseRow = seen / strideHeight
        if strideWidth == 1 {
          let target = line.baseAddress! + (phase * phaseRows + phaseRow) * pitch + paddingWidth
          target.update(from: source, count: width)
        } else {
          for column in 0..<width {
            let padded = column + paddingWidth
            let rowStart = ((phase + padded % strideWidth) * phaseRows + phaseRow) * pitch
            line[rowStart + padded / strideWidth] = source[column]
          }
        }
      }
    }
  }

  /// How far along the line each kernel element looks.
  func fill(offsets: UnsafeMutableBufferPointer<Int>, phaseCount: Int) {
    var tap = 0
    for channel in 0..<channels {
      for row in 0..<kernelHeight {
        for column in 0..<kernelWidth {
          let phase = (channel * strideHeight + row % strideHeight) * strideWidth + column % strideWidth
          offsets[tap] = phase * phaseCount + row / strideHeight * pitch + column / strideWidth
          tap += 1
        }
      }
    }
  }

  /// Copies the sums at `start ..< min(start + 32, end)` to their places, leaving out what straddles a row's end.
  @inline(__always)
  private func copy(
    _ sums: UnsafeMutableBufferPointer<Float>, start: Int, end: Int, channel: Int,
    into output: UnsafeMutablePointer<Float>
  ) {
    let stop = min(start + Tile.columns, end)
    var position = start
    while position < stop {
      let row = position / pitch, column = position % pitch
      let next = min(stop, (row + 1) * pitch)
      let count = min(next - position, outWidth - column)
      if count > 0 {
        for index in 0..<min(Tile.rows, outChannels - channel) {
          let target = output + ((channel + index) * outHeight + row) * outWidth + column
          target.update(from: sums.baseAddress! + index * Tile.columns + position - start, count: count)
        }
      }
      position = next
    }
  }
}

/// Cross-correlation of images with a bank of kernels, without unfolding a single patch.
///
/// Look at an image row by row as one long line of floats. Moving the kernel one step to the right moves every
/// element of its patch one step along the line, also across the end of a row. So all outputs are one line too,
///
///     output[p] = bias + Σ kernel[t] · line[offsets[t] + p]        p = row · pitch + column
///
/// and each kernel element `t` only needs to know its shift. The few positions that straddle a row's end are
/// computed with the others and left behind when the rows are copied out. A stride of 2 sees every second pixel
/// only: the pixels are sorted into 2 × 2 phases beforehand, each a smaller image in which the stride is 1.
///
///     image  ─ fill ─▶  line (padded)  ─ tiles ─▶  a line for each channel  ─ copy ─▶  output
public struct DirectConvolution: Sendable {
  /// So many taps at a time: their weights and what they see of the line stay in the nearest cache.
  private static let block = 288

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

  /// How far apart on the line the phases of neighbouring channels begin, for all output rows.
  var channelPitch: Int { strideHeight * strideWidth * phaseRows(outHeight) * pitch }

  /// The number of floats of one image, and of its output.
  public var imageCount: Int { channels * height * width }
  public var outputCount: Int { outChannels * outHeight * outWidth }

  var taps: Int { channels * kernelHeight * kernelWidth }
  /// The length of a row of a phase, and so the distance on the line from an output to the one below it.
  var pitch: Int { (width + 2 * paddingWidth + strideWidth - 1) / strideWidth }
  /// The rows of each phase that `outRows` rows of output see.
  func phaseRows(_ outRows: Int) -> Int { outRows + (kernelHeight - 1) / strideHeight }
  /// The length of the line that `outRows` rows of output see.
  func lineCount(_ outRows: Int) -> Int { channels * strideHeight * strideWidth * phaseRows(outRows) * pitch }

  /// The number of floats that packed kernels take.
  public var packedKernelCount: Int { Tile.packedCount(rows: outChannels, taps: taps) }

  /// Reorders `kernel (O, C, kh, kw)` for `run`.
  public func pack(kernel: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) {
    Tile.pack(kernel, rows: outChannels, rowStride: taps, taps: taps, tapStride: 1, into: packed)
  }

  /// Convolves `count` images `(C, H, W)` with packed kernels, starting each sum at its channel's bias, into as many
  /// outputs `(O, outHeight, outWidth)`; only output rows in `rows` are computed. If `isRectified`, what is negative
  /// becomes 0.
  public func run(
    images: UnsafePointer<Float>, count: Int, packedKernel: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    rows: Range<Int>, isRectified: Bool, outputs: UnsafeMutablePointer<Float>
  ) {
    let positions = (rows.count - 1) * pitch + outWidth
    let lineCount = lineCount(rows.count)
    let padded = Tile.tiles(covering: positions, size: Tile.columns) * Tile.columns
    let groups = Tile.tiles(covering: outChannels, size: Tile.rows)
    Buffers.scratch(lineCount + Tile.columns + groups * Tile.rows * (padded + 1)) { line in
      let sums = line + lineCount + Tile.columns, starts = sums + groups * Tile.rows * padded
      withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(rows.count) * pitch)
        line.update(repeating: 0, count: lineCount + Tile.columns)
        for channel in 0..<groups * Tile.rows { starts[channel] = channel < outChannels ? bias[channel] : 0 }
        for image in 0..<count {
          fill(line: line, from: images + image * imageCount, rows: rows)
          for tap in stride(from: 0, to: taps, by: DirectConvolution.block) {
            for start in stride(from: 0, to: positions, by: Tile.columns) {
              for channel in stride(from: 0, to: outChannels, by: Tile.rows) {
                let height = Tile.height(min(Tile.rows, outChannels - channel))
                Tile.accumulate(
                  height: height, width: positions - start, taps: min(DirectConvolution.block, taps - tap),
                  weights: packedKernel + channel * taps + tap * height, input: line + start,
                  offsets: offsets.baseAddress! + tap, from: tap == 0 ? starts + channel : nil,
                  into: sums + channel * padded + start, stride: padded)
              }
            }
          }
          for channel in 0..<outChannels {
            let plane = outputs + ((image * outChannels + channel) * outHeight + rows.lowerBound) * outWidth
            // What straddles a row's end is left out.
            copyRows(
              rows.count, of: outWidth, from: sums + channel * padded, stride: pitch, to: plane, stride: outWidth)
            if isRectified { Pointwise.relu(plane, count: rows.count * outWidth, into: plane) }
          }
        }
      }
    }
  }

  /// Sorts what output rows `rows` see of the padded image into phases `(phaseRows, pitch)`, one behind the other in a
  /// line. The padding is not written.
  func fill(line: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>, rows: Range<Int>) {
    forEachPhase(of: rows) { count, pixels, start in
      if strideWidth == 1 {
        copyRows(
          count, of: width, from: image + pixels, stride: strideHeight * width, to: line + start, stride: pitch)
      } else {
        forEachPixel(count, rows.count) { line[start + $1] = image[pixels + $0] }
      }
    }
  }

  /// Visits each phase's rows of the image, every `strideHeight`th, that output rows `rows` see: how many, where they
  /// begin in the image, and where on the line their padding ends (at stride 1) or begins.
  @inline(__always)
  func forEachPhase(of rows: Range<Int>, _ body: (_ count: Int, _ pixels: Int, _ start: Int) -> Void) {
    let phaseRows = phaseRows(rows.count)
    let padding = strideWidth == 1 ? paddingWidth : 0
    for phase in 0..<strideHeight {
      let top = rows.lowerBound * strideHeight - paddingHeight + phase
      let above = Tile.tiles(covering: max(0, -top), size: strideHeight)
      let count = min(phaseRows, Tile.tiles(covering: max(0, height - top), size: strideHeight)) - above
      guard count > 0 else { continue }
      for channel in 0..<channels {
        let plane = (channel * strideHeight + phase) * strideWidth * phaseRows
        body(
          count, (channel * height + top + above * strideHeight) * width, (plane + above) * pitch + padding)
      }
    }
  }

  /// Visits the pixels of a phase's rows: where each is in the image, and how far behind the phase's start on the line.
  @inline(__always)
  func forEachPixel(_ count: Int, _ outRows: Int, _ body: (_ pixel: Int, _ place: Int) -> Void) {
    let phaseCount = phaseRows(outRows) * pitch
    for column in 0..<width {
      let (place, phase) = (column + paddingWidth).quotientAndRemainder(dividingBy: strideWidth)
      for row in 0..<count {
        body(row * strideHeight * width + column, phase * phaseCount + row * pitch + place)
      }
    }
  }

  /// Lays some channels of an output's gradient `(O, outHeight, outWidth)` out with the image's pitch: a line for each,
  /// `stride` apart. What straddles a row's end is not written.
  func fill(
    lines: UnsafeMutablePointer<Float>, stride: Int, fromGradient gradient: UnsafePointer<Float>,
    channels part: Range<Int>
  ) {
    for channel in part {
      copyRows(
        outHeight, of: outWidth, from: gradient + channel * outHeight * outWidth, stride: outWidth,
        to: lines + (channel - part.lowerBound) * stride, stride: pitch)
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
}

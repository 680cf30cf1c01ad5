/// The gradients of a convolution's images, straight from the gradients of its outputs.
///
/// The forward pass reads the image's line at `p + shift[t]` for output `p`. So a pixel's gradient is a sum over the
/// elements of the window, each of which met the pixel from an output of its own:
///
///     line[c, q] = Σ gradient[o, q − shift[t]] · kernel[o, c, t]        t falls, and for each t: o = 0, 1, 2, …
///                 t,o
///
/// That is a convolution again, by the same tiles: 8 channels at 32 places grow together. Gradients are laid out with
/// the image's pitch, zeros around them and where a window would straddle a row's end; the kernel must be finite, so that
/// those zeros count for nothing. With a stride of 2 each of the 2 × 2 phases of the image meets only a part of the
/// window's elements.
extension WindowGeometry {
  /// The number of rows of a phase of the padded image, of which `imageGradient` computes some at a time.
  public var imageGradientRows: Int { Tile.tiles(covering: down.padded, size: down.stride) }

  /// The number of floats that kernels packed for `imageGradient` take.
  public var packedForImageGradientCount: Int { groups * packedGroupForImageGradientCount }

  private var packedGroupForImageGradientCount: Int {
    Tile.packedCount(rows: channels, taps: outChannels * down.window * across.window)
  }

  /// The elements of the window that meet the pixels of one phase, last first, and how far along the line each looks.
  private typealias Meeting = (phase: Int, elements: [(element: Int, shift: Int)])

  /// The phases that the window meets, of which there may be far fewer than there are.
  private var meetings: [Meeting] {
    var elements: [(phase: Int, element: Int, shift: Int)] = []
    for element in 0..<down.window * across.window {
      let y = element / across.window * down.dilation, x = element % across.window * across.dilation
      elements.append(
        (y % down.stride * across.stride + x % across.stride, element, y / down.stride * pitch + x / across.stride))
    }
    elements.sort { ($0.phase, $1.element) < ($1.phase, $0.element) }
    var meetings: [Meeting] = []
    for (phase, element, shift) in elements {
      if meetings.last?.phase != phase { meetings.append((phase, [])) }
      meetings[meetings.count - 1].elements.append((element, shift))
    }
    return meetings
  }

  /// Reorders `kernel (G · O, C, kh, kw)` for `imageGradient`: for each group and phase, element by element.
  public func packForImageGradient(
    kernel: UnsafeBufferPointer<Float>, into packed: UnsafeMutableBufferPointer<Float>
  ) {
    check(kernel, holds: kernelsCount)
    check(packed, holds: packedForImageGradientCount)
    guard kernelsCount > 0, let kernel = kernel.baseAddress, let packed = packed.baseAddress else { return }
    let meetings = meetings
    for group in 0..<groups {
      var target = packed + group * packedGroupForImageGradientCount
      for (_, elements) in meetings {
        let allTaps = elements.count * outChannels
        for (index, (element, _)) in elements.enumerated() {
          Tile.pack(
            kernel + group * outChannels * taps + element, rows: channels, rowStride: down.window * across.window,
            taps: outChannels, tapStride: taps, into: target, from: index * outChannels, of: allTaps)
        }
        target += Tile.packedCount(rows: channels, taps: allTaps)
      }
    }
  }

  /// The gradients of some images of the batch, given those of all outputs, into all images; only what lies in `rows` of
  /// each phase is computed.
  public func imageGradient(
    outputGradients: UnsafeBufferPointer<Float>, packedKernel: UnsafeBufferPointer<Float>, members: Range<Int>,
    rows: Range<Int>, into images: UnsafeMutableBufferPointer<Float>
  ) {
    check(outputGradients, holds: outputsCount)
    check(packedKernel, holds: packedForImageGradientCount)
    check(images, holds: imagesCount)
    check(members, of: batch)
    check(rows, of: imageGradientRows)
    guard imagesCount > 0, !rows.isEmpty, let images = images.baseAddress else { return }
    // Zeros for the elements that look up and to the left, then the gradients' rows, then room for the last tile.
    let above = (down.span - 1) / down.stride, before = (across.span - 1) / across.stride
    let length = before + (above + rows.count) * pitch + Tile.columns
    let positions = rows.count * pitch
    let padded = Tile.tiles(covering: positions, size: Tile.columns) * Tile.columns
    let channelRows = Tile.tiles(covering: channels, size: Tile.rows) * Tile.rows
    let phases = meetings.map { meeting in
      let offsets = meeting.elements.flatMap { element in
        (0..<outChannels).map { $0 * length + before + above * pitch - element.shift }
      }
      return (phase: meeting.phase, offsets: offsets)
    }
    Buffers.scratch(outChannels * length + channelRows * (padded + 1)) { upstream in
      let sums = upstream + outChannels * length, zeros = sums + channelRows * padded
      upstream.update(repeating: 0, count: outChannels * length)
      zeros.update(repeating: 0, count: channelRows)
      for member in members.lowerBound * groups..<members.upperBound * groups {
        if let gradients = outputGradients.baseAddress {
          let seen = (max(0, rows.lowerBound - above)..<rows.upperBound).clamped(to: 0..<down.positions)
          fill(
            lines: upstream + before + (seen.lowerBound + above - rows.lowerBound) * pitch, stride: length,
            fromGradient: gradients + member * outputCount, channels: 0..<outChannels, rows: seen)
        }
        var pointer = packedKernel.baseAddress.map { $0 + member % groups * packedGroupForImageGradientCount }
        let image = images + member * imageCount
        if phases.count < down.stride * across.stride || outChannels == 0 { clear(image, rows: rows) }
        for (phase, offsets) in phases {
          guard let weights = pointer, !offsets.isEmpty else { continue }
          offsets.withUnsafeBufferPointer { offsets in
            addTiles(
              weights: weights, input: upstream, offsets: offsets, rows: channels, positions: positions, from: zeros,
              into: sums, stride: padded)
          }
          pointer? += Tile.packedCount(rows: channels, taps: offsets.count)
          read(lines: sums, stride: padded, phase: phase, rows: rows, into: image)
        }
      }
    }
  }

  /// Sets the image's rows that lie in `rows` of some phase to zero.
  private func clear(_ image: UnsafeMutablePointer<Float>, rows: Range<Int>) {
    let first = min(down.size, max(0, rows.lowerBound * down.stride - down.before))
    let next = min(down.size, max(first, rows.upperBound * down.stride - down.before))
    for channel in 0..<channels {
      (image + (channel * down.size + first) * across.size).update(repeating: 0, count: (next - first) * across.size)
    }
  }

  /// Copies a phase's pixels, whose lines lie `lineStride` apart, to their places in the image.
  private func read(
    lines: UnsafePointer<Float>, stride lineStride: Int, phase: Int, rows: Range<Int>,
    into image: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (phase / across.stride - down.before, phase % across.stride - across.before)
    /// The places of a phase that lie in the image, which begins `start` pixels before the phase.
    func inside(_ axis: WindowAxis, _ start: Int) -> Range<Int> {
      Tile.tiles(
        covering: max(0, -start), size: axis.stride)..<Tile.tiles(
          covering: max(0, axis.size - start), size: axis.stride)
    }
    let rowsInside = inside(down, y).clamped(to: rows), columns = inside(across, x)
    for channel in 0..<channels {
      let first = rowsInside.lowerBound
      let line = lines + channel * lineStride + (first - rows.lowerBound) * pitch + columns.lowerBound
      let pixels =
        image + (channel * down.size + first * down.stride + y) * across.size + columns.lowerBound * across.stride + x
      if across.stride == 1 {
        copyRows(
          rowsInside.count, of: columns.count, from: line, stride: pitch, to: pixels,
          stride: down.stride * across.size)
      } else {
        for row in 0..<rowsInside.count {
          for column in 0..<columns.count {
            pixels[row * down.stride * across.size + column * across.stride] = line[row * pitch + column]
          }
        }
      }
    }
  }
}

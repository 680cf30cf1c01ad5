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
/// window's elements. Many small images go another way, side by side: ImageGradientSideBySide.swift.
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
    var members = members
    if imagesAbreastInImageGradient > 1, let gradients = outputGradients.baseAddress,
      let weights = packedKernel.baseAddress
    {
      while case let abreast = abreast(of: members.count), abreast > 0 {
        for group in 0..<groups {
          imageGradientSideBySide(
            outputGradients: gradients, packedKernel: weights + group * packedGroupForImageGradientCount,
            first: members.lowerBound, abreast: abreast, group: group, rows: rows, into: images)
        }
        members.removeFirst(abreast)
      }
      if members.isEmpty { return }
    }
    // Zeros for the elements that look up and to the left, then the gradients' rows, then room for the last tile.
    let above = (down.span - 1) / down.stride, before = (across.span - 1) / across.stride
    let length = before + (above + rows.count) * pitch + Tile.columns
    let channelRows = Tile.tiles(covering: channels, size: Tile.rows) * Tile.rows
    let sumCount = LinePlaces(rows: rows.count, columns: pitch, pitch: pitch, seenBy: channels).sumCount
    let phases = meetings.map { meeting in
      let offsets = meeting.elements.flatMap { element in
        (0..<outChannels).map { $0 * length + before + above * pitch - element.shift }
      }
      return (phase: meeting.phase, offsets: offsets)
    }
    Buffers.scratch(outChannels * length + channelRows * (sumCount + 1)) { upstream in
      let sums = upstream + outChannels * length, zeros = sums + channelRows * sumCount
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
          let pixels = pixels(of: phase, in: rows)
          guard let weights = pointer, !offsets.isEmpty else { continue }
          pointer = weights + Tile.packedCount(rows: channels, taps: offsets.count)
          if pixels.rows.isEmpty || pixels.columns.isEmpty { continue }
          let places = LinePlaces(
            rows: pixels.rows.count, columns: pixels.columns.count, pitch: pitch, seenBy: channels)
          let first = (pixels.rows.lowerBound - rows.lowerBound) * pitch + pixels.columns.lowerBound
          offsets.withUnsafeBufferPointer { offsets in
            addTiles(
              weights: weights, input: upstream + first, offsets: offsets, rows: channels, places: places,
              from: zeros,
              into: sums)
          }
          read(
            sums: sums, at: places, of: phase, firstRow: pixels.rows.lowerBound,
            firstColumn: pixels.columns.lowerBound, into: image)
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

  /// Where a phase begins in the image.
  private func start(of phase: Int) -> (y: Int, x: Int) {
    (phase / across.stride - down.before, phase % across.stride - across.before)
  }

  /// The rows and columns of a phase that lie in the image, of `rows` of it.
  private func pixels(of phase: Int, in rows: Range<Int>) -> (rows: Range<Int>, columns: Range<Int>) {
    func inside(_ axis: WindowAxis, _ start: Int) -> Range<Int> {
      Tile.tiles(
        covering: max(0, -start), size: axis.stride)..<Tile.tiles(
          covering: max(0, axis.size - start), size: axis.stride)
    }
    let (y, x) = start(of: phase)
    return (inside(down, y).clamped(to: rows), inside(across, x))
  }

  /// Copies the sums of a phase's pixels, from a row and column of it on, to their places in the image.
  private func read(
    sums: UnsafePointer<Float>, at places: LinePlaces, of phase: Int, firstRow: Int, firstColumn: Int,
    into image: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = start(of: phase)
    for channel in 0..<channels {
      let line = sums + channel * places.sumCount
      let pixels =
        image + (channel * down.size + firstRow * down.stride + y) * across.size + firstColumn * across.stride + x
      if across.stride == 1 {
        copyRows(
          places.rows, of: places.columns, from: line, stride: places.sumPitch, to: pixels,
          stride: down.stride * across.size)
      } else {
        for row in 0..<places.rows {
          for column in 0..<places.columns {
            pixels[row * down.stride * across.size + column * across.stride] = line[row * places.sumPitch + column]
          }
        }
      }
    }
  }
}

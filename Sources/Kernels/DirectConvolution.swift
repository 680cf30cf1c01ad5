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
///
/// Many small images go another way, side by side: ConvolutionSideBySide.swift.
extension WindowGeometry {
  /// So many taps at a time: their weights and what they see of the line stay in the nearest cache.
  static let block = 288

  /// The length of a row of a phase, and so the distance on the line from an output to the one below it.
  var pitch: Int { (across.padded + across.stride - 1) / across.stride }
  /// The rows of each phase that `outRows` rows of output see.
  func phaseRows(_ outRows: Int) -> Int { outRows + (down.span - 1) / down.stride }
  /// The length of the line that `outRows` rows of output see.
  func lineCount(_ outRows: Int) -> Int { channels * down.stride * across.stride * phaseRows(outRows) * pitch }

  /// The number of floats that packed kernels take.
  public var packedKernelCount: Int { groups * packedGroupCount }

  private var packedGroupCount: Int { Tile.packedCount(rows: outChannels, taps: taps) }

  /// Reorders `kernel (G · O, C, kh, kw)` for `convolve`.
  public func pack(kernel: UnsafeBufferPointer<Float>, into packed: UnsafeMutableBufferPointer<Float>) {
    check(kernel, holds: kernelsCount)
    check(packed, holds: packedKernelCount)
    guard kernelsCount > 0, let kernel = kernel.baseAddress, let packed = packed.baseAddress else { return }
    for group in 0..<groups {
      Tile.pack(
        kernel + group * outChannels * taps, rows: outChannels, rowStride: taps, taps: taps, tapStride: 1,
        into: packed + group * packedGroupCount)
    }
  }

  /// Convolves some images of the batch with packed kernels, starting each sum at its channel's bias; only output rows in
  /// `rows` are computed. Ends the program if there is no channel.
  public func convolve(
    _ images: UnsafeBufferPointer<Float>, packedKernel: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>,
    members: Range<Int>, rows: Range<Int>, into outputs: UnsafeMutableBufferPointer<Float>
  ) {
    check(images, holds: imagesCount)
    check(packedKernel, holds: packedKernelCount)
    check(bias, holds: groups * outChannels)
    check(outputs, holds: outputsCount)
    check(members, of: batch)
    check(rows, of: down.positions)
    if channels == 0 { fatalError("WindowGeometry: there is no channel to convolve") }
    guard outputsCount > 0, !rows.isEmpty, let images = images.baseAddress, let bias = bias.baseAddress,
      let packedKernel = packedKernel.baseAddress, let outputs = outputs.baseAddress
    else { return }
    var members = members
    let abreast = imagesAbreast
    while abreast > 1, members.count >= abreast {
      for group in 0..<groups {
        convolveSideBySide(
          images, packedKernel: packedKernel + group * packedGroupCount, bias: bias + group * outChannels,
          first: members.lowerBound, group: group, rows: rows, into: outputs)
      }
      members.removeFirst(abreast)
    }
    if members.isEmpty { return }
    let places = LinePlaces(rows: rows.count, columns: across.positions, pitch: pitch, seenBy: outChannels)
    let lineCount = lineCount(rows.count), padded = places.sumCount
    let channelRows = Tile.tiles(covering: outChannels, size: Tile.rows) * Tile.rows
    Buffers.scratch(lineCount + Tile.columns + channelRows * (padded + 1)) { line in
      let sums = line + lineCount + Tile.columns, biases = sums + channelRows * padded
      Tile.withOffsets(taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(rows.count) * pitch)
        line.update(repeating: 0, count: lineCount + Tile.columns)
        biases.update(repeating: 0, count: channelRows)
        for member in members.lowerBound * groups..<members.upperBound * groups {
          let group = member % groups, weights = packedKernel + group * packedGroupCount
          biases.update(from: bias + group * outChannels, count: outChannels)
          fill(line: line, from: images + member * imageCount, rows: rows)
          addTiles(
            weights: weights, input: line, offsets: UnsafeBufferPointer(offsets), rows: outChannels, places: places,
            from: biases, into: sums)
          for channel in 0..<outChannels {
            let plane = member * outChannels + channel
            // What straddles a row's end is left out.
            copyRows(
              rows.count, of: across.positions, from: sums + channel * padded, stride: places.sumPitch,
              to: outputs + (plane * down.positions + rows.lowerBound) * across.positions, stride: across.positions)
          }
        }
      }
    }
  }

  /// Computes `rows` lines of sums at `places`, each from its initial value on: in blocks of taps, and in each block tile by
  /// tile. Where many rows look at the same part of the line, it is copied first, tap below tap: then it does not matter
  /// how far apart the taps look, and what lies between the rows of places is left out.
  func addTiles(
    weights: UnsafePointer<Float>, input: UnsafePointer<Float>, offsets: UnsafeBufferPointer<Int>, rows: Int,
    places: LinePlaces, from initialValues: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>
  ) {
    let allTaps = offsets.count, block = min(WindowGeometry.block, allTaps)
    let copies = places.areGathered, positions = places.count
    Buffers.scratch(copies ? Tile.panelCount(taps: block) : 0) { panel in
      Tile.withOffsets(copies ? block : 0) { panelOffsets in
        Tile.fill(offsetsInPanel: panelOffsets)
        for tap in stride(from: 0, to: allTaps, by: WindowGeometry.block) {
          let taps = min(block, allTaps - tap), offsets = offsets.baseAddress! + tap
          let tapPlaces = copies ? UnsafePointer(panelOffsets.baseAddress!) : offsets
          var start = 0
          while start < positions {
            let (place, left) = places.neighbours(from: start)
            let width = min(left, Tile.columns(height: rows, width: left))
            if copies {
              places.withRuns(start..<start + width) {
                Tile.gather(input, runs: $0, offsets: offsets, taps: taps, into: panel)
              }
            }
            for row in stride(from: 0, to: rows, by: Tile.rows) {
              let height = Tile.height(min(Tile.rows, rows - row))
              Tile.accumulate(
                height: height, width: width, taps: taps, weights: weights + row * allTaps + tap * height,
                input: copies ? UnsafePointer(panel) : input + place, offsets: tapPlaces,
                from: tap == 0 ? .values(initialValues + row) : .sums, into: sums + row * places.sumCount + start,
                stride: places.sumCount)
            }
            start += width
          }
        }
      }
    }
  }

  /// Sorts what output rows `rows` see of the padded image into phases `(phaseRows, pitch)`, one behind the other in a
  /// line. The padding is not written.
  func fill(line: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>, rows: Range<Int>) {
    forEachPhase(of: rows) { count, pixels, start in
      if across.stride == 1 {
        copyRows(
          count, of: across.size, from: image + pixels, stride: down.stride * across.size, to: line + start,
          stride: pitch)
      } else {
        forEachPixel(count, rows.count) { line[start + $1] = image[pixels + $0] }
      }
    }
  }

  /// Visits each phase's rows of the image, every `stride`th, that output rows `rows` see: how many, where they
  /// begin in the image, and where on the line their padding ends (at stride 1) or begins.
  @inline(__always)
  func forEachPhase(of rows: Range<Int>, _ body: (_ count: Int, _ pixels: Int, _ start: Int) -> Void) {
    let phaseRows = phaseRows(rows.count)
    let padding = across.stride == 1 ? across.before : 0
    for phase in 0..<down.stride {
      let top = rows.lowerBound * down.stride - down.before + phase
      let above = Tile.tiles(covering: max(0, -top), size: down.stride)
      let count = min(phaseRows, Tile.tiles(covering: max(0, down.size - top), size: down.stride)) - above
      guard count > 0 else { continue }
      for channel in 0..<channels {
        let plane = (channel * down.stride + phase) * across.stride * phaseRows
        body(
          count, (channel * down.size + top + above * down.stride) * across.size, (plane + above) * pitch + padding)
      }
    }
  }

  /// Visits the pixels of a phase's rows: where each is in the image, and how far behind the phase's start on the line.
  @inline(__always)
  func forEachPixel(_ count: Int, _ outRows: Int, _ body: (_ pixel: Int, _ place: Int) -> Void) {
    let phaseCount = phaseRows(outRows) * pitch
    for column in 0..<across.size {
      let (place, phase) = (column + across.before).quotientAndRemainder(dividingBy: across.stride)
      for row in 0..<count {
        body(row * down.stride * across.size + column, phase * phaseCount + row * pitch + place)
      }
    }
  }

  /// Lays some rows of some channels of an output's gradient `(O, positions)` out with the image's pitch: a line for each
  /// channel, `stride` apart. What straddles a row's end is not written.
  func fill(
    lines: UnsafeMutablePointer<Float>, stride: Int, fromGradient gradient: UnsafePointer<Float>,
    channels part: Range<Int>, rows: Range<Int>
  ) {
    for channel in part {
      copyRows(
        rows.count, of: across.positions,
        from: gradient + (channel * down.positions + rows.lowerBound) * across.positions, stride: across.positions,
        to: lines + (channel - part.lowerBound) * stride, stride: pitch)
    }
  }

  /// How far along the line each kernel element looks.
  func fill(offsets: UnsafeMutableBufferPointer<Int>, phaseCount: Int) {
    var tap = 0
    for channel in 0..<channels {
      for row in 0..<down.window {
        for column in 0..<across.window {
          let (y, x) = (row * down.dilation, column * across.dilation)
          let phase = (channel * down.stride + y % down.stride) * across.stride + x % across.stride
          offsets[tap] = phase * phaseCount + y / down.stride * pitch + x / across.stride
          tap += 1
        }
      }
    }
  }
}

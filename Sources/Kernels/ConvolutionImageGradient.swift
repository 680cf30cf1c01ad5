extension WindowGeometry {
  /// The number of floats that kernels packed for `imageGradient` take.
  public var packedForImageGradientCount: Int { groups * down.window * across.window * packedForElementCount }

  private var packedForElementCount: Int { Tile.packedCount(rows: channels, taps: outChannels) }

  /// Reorders `kernel (G · O, C, kh, kw)` for `imageGradient`: element by element of each group's window.
  public func packForImageGradient(
    kernel: UnsafeBufferPointer<Float>, into packed: UnsafeMutableBufferPointer<Float>
  ) {
    check(kernel, holds: kernelsCount)
    check(packed, holds: packedForImageGradientCount)
    guard kernelsCount > 0, let kernel = kernel.baseAddress, let packed = packed.baseAddress else { return }
    let window = down.window * across.window
    for group in 0..<groups {
      for element in 0..<window {
        Tile.pack(
          kernel + group * outChannels * taps + element, rows: channels, rowStride: window, taps: outChannels,
          tapStride: taps, into: packed + (group * window + element) * packedForElementCount)
      }
    }
  }

  /// The gradients of some images of the batch, given those of all outputs, into all images.
  ///
  /// The forward pass reads the image's line at `offsets[t] + p` for output `p`; so that output's gradient, times the
  /// kernel element, goes back to the same place:
  ///
  ///     line[c, offsets[i, j] + p] += Σ gradient[o, p] · kernel[o, c, i, j]
  ///                                   o
  ///
  /// One tile is 8 channels at 32 positions, for one element of the window; its sums start at what the tiles before have
  /// left on the line. Positions ascend and elements descend, so that a pixel gets its products in the order of `p`,
  /// however wide a tile is. Gradients have the image's pitch, zeros where a window would straddle a row's end; the
  /// kernel must be finite, so that those zeros count for nothing.
  public func imageGradient(
    outputGradients: UnsafeBufferPointer<Float>, packedKernel: UnsafeBufferPointer<Float>, members: Range<Int>,
    into images: UnsafeMutableBufferPointer<Float>
  ) {
    check(outputGradients, holds: outputsCount)
    check(packedKernel, holds: packedForImageGradientCount)
    check(images, holds: imagesCount)
    check(members, of: batch)
    guard imagesCount > 0, let outputGradients = outputGradients.baseAddress,
      let packedKernel = packedKernel.baseAddress, let images = images.baseAddress
    else { return }
    let window = down.window * across.window
    let positions = (down.positions - 1) * pitch + across.positions
    let length = Tile.tiles(covering: positions, size: Tile.columns) * Tile.columns
    let lastRows = channels % Tile.rows
    let rows = channels - lastRows + (lastRows > 0 ? Tile.height(lastRows) : 0)
    let lineCount = rows * channelPitch + Tile.columns
    Buffers.scratch(outChannels * length + lineCount) { upstream in
      let line = upstream + outChannels * length
      upstream.update(repeating: 0, count: outChannels * length)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: taps) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(down.positions) * pitch)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, outChannels)) { gradients in
          for channel in 0..<outChannels { gradients[channel] = channel * length }
          for member in members.lowerBound * groups..<members.upperBound * groups {
            let weights = packedKernel + member % groups * window * packedForElementCount
            line.update(repeating: 0, count: lineCount)
            fill(
              lines: upstream, stride: length, fromGradient: outputGradients + member * outputCount,
              channels: 0..<outChannels)
            for start in stride(from: 0, to: positions, by: Tile.columns) {
              for element in (0..<window).reversed() {
                for channel in stride(from: 0, to: channels, by: Tile.rows) {
                  Tile.accumulate(
                    height: Tile.height(min(Tile.rows, channels - channel)), width: positions - start,
                    taps: outChannels, weights: weights + element * packedForElementCount + channel * outChannels,
                    input: upstream + start, offsets: gradients.baseAddress!, from: nil,
                    into: line + channel * channelPitch + offsets[element] + start, stride: channelPitch)
                }
              }
            }
            read(line: line, into: images + member * imageCount)
          }
        }
      }
    }
  }

  /// Copies a line's pixels back to their places in the image; pixels that no window sees get zeros.
  private func read(line: UnsafePointer<Float>, into image: UnsafeMutablePointer<Float>) {
    image.update(repeating: 0, count: imageCount)
    forEachPhase(of: 0..<down.positions) { count, pixels, start in
      if across.stride == 1 {
        copyRows(
          count, of: across.size, from: line + start, stride: pitch, to: image + pixels,
          stride: down.stride * across.size)
      } else {
        forEachPixel(count, down.positions) { image[pixels + $0] = line[start + $1] }
      }
    }
  }
}

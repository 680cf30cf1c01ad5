extension DirectConvolution {
  /// The number of floats that kernels packed for `imageGradient` take.
  public var packedForImageGradientCount: Int { kernelHeight * kernelWidth * packedForElementCount }

  private var packedForElementCount: Int { Tile.packedCount(rows: channels, taps: outChannels) }

  /// Reorders `kernel (O, C, kh, kw)` for `imageGradient`: element by element of the window.
  public func packForImageGradient(kernel: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>) {
    let window = kernelHeight * kernelWidth
    for element in 0..<window {
      Tile.pack(
        kernel + element, rows: channels, rowStride: window, taps: outChannels, tapStride: taps,
        into: packed + element * packedForElementCount)
    }
  }

  /// The gradients of `count` images, given those of their outputs `(O, outHeight, outWidth)`, into as many images.
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
    outputGradients: UnsafePointer<Float>, count: Int, packedKernel: UnsafePointer<Float>,
    into images: UnsafeMutablePointer<Float>
  ) {
    let positions = (outHeight - 1) * pitch + outWidth
    let length = Tile.tiles(covering: positions, size: Tile.columns) * Tile.columns
    let rows = Tile.tiles(covering: channels, size: Tile.rows) * Tile.rows
    let lineCount = rows * channelPitch + Tile.columns
    Buffers.scratch(outChannels * length + lineCount) { upstream in
      let line = upstream + outChannels * length
      upstream.update(repeating: 0, count: outChannels * length)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: max(taps, outChannels)) { offsets in
        fill(offsets: offsets, phaseCount: phaseRows(outHeight) * pitch)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: outChannels) { gradients in
          for channel in 0..<outChannels { gradients[channel] = channel * length }
          for image in 0..<count {
            line.update(repeating: 0, count: lineCount)
            fill(
              lines: upstream, stride: length, fromGradient: outputGradients + image * outputCount,
              channels: 0..<outChannels)
            for start in stride(from: 0, to: positions, by: Tile.columns) {
              for element in (0..<kernelHeight * kernelWidth).reversed() {
                for channel in stride(from: 0, to: channels, by: Tile.rows) {
                  Tile.accumulate(
                    height: Tile.height(min(Tile.rows, channels - channel)), width: positions - start,
                    taps: outChannels,
                    weights: packedKernel + element * packedForElementCount + channel * outChannels,
                    input: upstream + start, offsets: gradients.baseAddress!, from: nil,
                    into: line + channel * channelPitch + offsets[element] + start, stride: channelPitch)
                }
              }
            }
            read(line: line, into: images + image * imageCount)
          }
        }
      }
    }
  }

  /// Copies a line's pixels back to their places in the image; pixels that no window sees get zeros.
  private func read(line: UnsafePointer<Float>, into image: UnsafeMutablePointer<Float>) {
    image.update(repeating: 0, count: imageCount)
    forEachPhase(of: 0..<outHeight) { count, pixels, start in
      if strideWidth == 1 {
        copyRows(
          count, of: width, from: line + start, stride: pitch, to: image + pixels, stride: strideHeight * width)
      } else {
        forEachPixel(count, outHeight) { image[pixels + $0] = line[start + $1] }
      }
    }
  }
}

extension WindowGeometry {
  /// Whether a row of the kernel is one piece of memory that fills most of a tile's row, so that tiles pay.
  private var hasWideKernel: Bool { across.dilation == 1 && across.window * channels > 24 }

  /// Whether `kernelGradient` also multiplies values with zeros that the definition leaves out, so that all of them must
  /// be finite.
  public var kernelGradientNeedsFiniteOperands: Bool { !hasWideKernel || hasPadding }

  private var hasPadding: Bool { max(down.before, down.after, across.before, across.after) > 0 }

  /// The sum over some images of the gradient of one group's kernels, given the gradients of all outputs, into
  /// `gradient (G · O, C, kh, kw)`; only the group's output channels in `part` are computed, from output rows in `rows`.
  public func kernelGradient(
    images: UnsafeBufferPointer<Float>, outputGradients: UnsafeBufferPointer<Float>, members: Range<Int>, group: Int,
    channels part: Range<Int>, rows: Range<Int>, into gradient: UnsafeMutableBufferPointer<Float>
  ) {
    check(images, holds: imagesCount)
    check(outputGradients, holds: outputsCount)
    check(gradient, holds: kernelsCount)
    check(members, of: batch)
    check(group..<group + 1, of: groups)
    check(part, of: outChannels)
    check(rows, of: down.positions)
    guard kernelsCount > 0, !part.isEmpty, !rows.isEmpty, let images = images.baseAddress,
      let outputGradients = outputGradients.baseAddress, let gradient = gradient.baseAddress
    else { return }
    let pieces = members.map { member in
      let place = member * groups + group
      return (image: images + place * imageCount, outputGradient: outputGradients + place * outputCount)
    }
    let target = gradient + (group * outChannels + part.lowerBound) * taps
    if hasWideKernel {
      kernelGradientByTiles(pieces, channels: part, rows: rows, into: target)
    } else {
      kernelGradientByDotProducts(pieces, channels: part, rows: rows, into: target)
    }
  }

  /// A group's part of an image, and of the gradient of its output.
  typealias Piece = (image: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>)
}

extension DirectConvolution {
  /// Whether a row of the kernel fills most of a tile's row, so that tiles pay.
  private var hasWideKernel: Bool { kernelWidth * channels > 24 }

  /// Whether `kernelGradient` also multiplies values with zeros that the definition leaves out, so that all of them must
  /// be finite.
  public var kernelGradientNeedsFiniteOperands: Bool { !hasWideKernel || paddingHeight > 0 || paddingWidth > 0 }

  /// The sum over `count` images of the gradient of the kernel, given the gradients of their outputs
  /// `(O, outHeight, outWidth)`, into `gradient (O, C, kh, kw)`; only output channels in `part` are computed.
  public func kernelGradient(
    images: UnsafePointer<Float>, outputGradients: UnsafePointer<Float>, count: Int,
    channels part: Range<Int>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let gradient = gradient + part.lowerBound * taps
    if hasWideKernel {
      kernelGradientByTiles(
        images: images, outputGradients: outputGradients, count: count, channels: part, into: gradient)
    } else {
      kernelGradientByDotProducts(
        images: images, outputGradients: outputGradients, count: count, channels: part, into: gradient)
    }
  }
}

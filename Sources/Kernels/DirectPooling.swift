/// Pooling of one plane, without a padded copy.
///
/// An output row grows as a whole: for each place in the window, the image row below it is combined with the output
/// row at once, every `stride`-th pixel of it, so that neighbouring outputs share a register. Positions at which the
/// place lies beyond the edge are left out.
public struct DirectPooling: Sendable {
  let height, width, windowHeight, windowWidth: Int
  let strideHeight, strideWidth, paddingHeight, paddingWidth: Int
  let outHeight, outWidth: Int

  /// The sizes of a checked pooling.
  public init(
    height: Int, width: Int, windowHeight: Int, windowWidth: Int, strideHeight: Int, strideWidth: Int,
    paddingHeight: Int, paddingWidth: Int, outHeight: Int, outWidth: Int
  ) {
    self.height = height
    self.width = width
    self.windowHeight = windowHeight
    self.windowWidth = windowWidth
    self.strideHeight = strideHeight
    self.strideWidth = strideWidth
    self.paddingHeight = paddingHeight
    self.paddingWidth = paddingWidth
    self.outHeight = outHeight
    self.outWidth = outWidth
  }

  /// The largest value of each window of `plane (height, width)`, into `output (outHeight, outWidth)`.
  public func maximum(_ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    if isPairwise { return pairwiseMaximum(plane, into: output) }
    slide(plane, into: output, from: -.infinity) { largest, value in
      // Two choices in place of a condition with `||`, so that all lanes can take them together; NaN stays.
      let larger = largest >= value ? largest : value
      return largest != largest ? largest : larger
    }
  }

  /// The mean of each window of `plane (height, width)`, zeros beyond the edge counted, into `output`.
  public func average(_ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    if isPairwise { return pairwiseAverage(plane, into: output) }
    slide(plane, into: output, from: 0) { $0 + $1 }
    let count = Float(windowHeight * windowWidth)
    for index in 0..<outHeight &* outWidth { output[index] /= count }
  }

  @inline(__always)
  private func slide(
    _ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, from start: Float,
    combine: (Float, Float) -> Float
  ) {
    output.update(repeating: start, count: outHeight &* outWidth)
    for y in 0..<outHeight {
      let top = y &* strideHeight &- paddingHeight
      let target = output + y &* outWidth
      for row in max(0, top)..<min(height, top &+ windowHeight) {
        let line = plane + row &* width
        for j in 0..<windowWidth {
          let shift = j &- paddingWidth
          let first = shift < 0 ? (strideWidth &- 1 &- shift) / strideWidth : 0
          let end = min(outWidth, (width &- shift &+ strideWidth &- 1) / strideWidth)
          switch strideWidth {
          case 1: combineRow(target, line + shift, 1, first, end, combine)
          case 2: combineRow(target, line + shift, 2, first, end, combine)
          default: combineRow(target, line + shift, strideWidth, first, end, combine)
          }
        }
      }
    }
  }

  /// Combines `target[x]` with `source[x · stride]`; a stride known in advance lets the compiler use whole registers.
  @inline(__always)
  private func combineRow(
    _ target: UnsafeMutablePointer<Float>, _ source: UnsafePointer<Float>, _ stride: Int, _ first: Int, _ end: Int,
    _ combine: (Float, Float) -> Float
  ) {
    var x = first
    while x < end {
      target[x] = combine(target[x], source[x &* stride])
      x &+= 1
    }
  }
}

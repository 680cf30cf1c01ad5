/// Pooling, plane by plane, without a padded copy.
///
/// An output row grows as a whole: for each place in the window, the image row below it is combined with the output
/// row at once, every `stride`-th pixel of it, so that neighbouring outputs share a register. Positions at which the
/// place lies beyond the edge are left out.
extension WindowGeometry {
  /// The largest value of each window of some planes (a channel of an image each).
  public func maximum(
    _ images: UnsafeBufferPointer<Float>, planes: Range<Int>, into outputs: UnsafeMutableBufferPointer<Float>
  ) {
    forEachPlane(planes, images, outputs) { plane, output in
      if isPairwise { return pairwiseMaximum(plane, into: output) }
      slide(plane, into: output, from: -.infinity) { largest, value in
        // Two choices in place of a condition with `||`, so that all lanes can take them together; NaN stays.
        let larger = largest >= value ? largest : value
        return largest != largest ? largest : larger
      }
    }
  }

  /// The mean of each window of some planes, zeros beyond the edge counted.
  public func average(
    _ images: UnsafeBufferPointer<Float>, planes: Range<Int>, into outputs: UnsafeMutableBufferPointer<Float>
  ) {
    forEachPlane(planes, images, outputs) { plane, output in
      if isPairwise { return pairwiseAverage(plane, into: output) }
      slide(plane, into: output, from: 0) { $0 + $1 }
      let count = Float(down.window * across.window)
      for index in 0..<outputCount { output[index] /= count }
    }
  }

  /// Visits some planes of the images and of the outputs. A group is a plane.
  @inline(__always)
  private func forEachPlane(
    _ planes: Range<Int>, _ images: UnsafeBufferPointer<Float>, _ outputs: UnsafeMutableBufferPointer<Float>,
    _ body: (_ plane: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) -> Void
  ) {
    check(images, holds: imagesCount)
    check(outputs, holds: outputsCount)
    checkPooling(planes)
    guard let images = images.baseAddress, let outputs = outputs.baseAddress else { return }
    for plane in planes { body(images + plane * imageCount, outputs + plane * outputCount) }
  }

  /// Ends the program unless padding covers at most half a window of some planes, and each plane is a group.
  func checkPooling(_ planes: Range<Int>) {
    check(planes, of: batch * groups)
    let isPooling = [down, across].allSatisfy { $0.dilation == 1 && 2 * max($0.before, $0.after) <= $0.window }
    if !isPooling || channels != 1 || outChannels != 1 { fatalError("WindowGeometry: this is no pooling") }
  }

  @inline(__always)
  private func slide(
    _ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, from start: Float,
    combine: (Float, Float) -> Float
  ) {
    output.update(repeating: start, count: down.positions &* across.positions)
    for y in 0..<down.positions {
      let top = y &* down.stride &- down.before
      let target = output + y &* across.positions
      for row in max(0, top)..<min(down.size, top &+ down.window) {
        let line = plane + row &* across.size
        for j in 0..<across.window {
          let shift = j &- across.before
          let first = shift < 0 ? (across.stride &- 1 &- shift) / across.stride : 0
          let end = min(across.positions, (across.size &- shift &+ across.stride &- 1) / across.stride)
          switch across.stride {
          case 1: combineRow(target, line + shift, 1, first, end, combine)
          case 2: combineRow(target, line + shift, 2, first, end, combine)
          default: combineRow(target, line + shift, across.stride, first, end, combine)
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

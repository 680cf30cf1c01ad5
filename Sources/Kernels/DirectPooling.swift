/// Pooling of one plane, without a padded copy: a window that reaches past the edge is cut to what it sees.
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
    slide(plane, into: output, from: -.infinity, combine: { $1 > $0 || $1.isNaN ? $1 : $0 }, finish: { $0 })
  }

  /// The mean of each window of `plane (height, width)`, zeros beyond the edge counted, into `output`.
  public func average(_ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    let count = Float(windowHeight * windowWidth)
    slide(plane, into: output, from: 0, combine: { $0 + $1 }, finish: { $0 / count })
  }

  @inline(__always)
  private func slide(
    _ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, from start: Float,
    combine: (Float, Float) -> Float, finish: (Float) -> Float
  ) {
    for y in 0..<outHeight {
      let top = y &* strideHeight &- paddingHeight
      let rows = max(0, top)..<min(height, top &+ windowHeight)
      for x in 0..<outWidth {
        let left = x &* strideWidth &- paddingWidth
        let columns = max(0, left)..<min(width, left &+ windowWidth)
        var value = start
        for row in rows {
          let line = plane + row &* width
          for column in columns { value = combine(value, line[column]) }
        }
        output[y &* outWidth &+ x] = finish(value)
      }
    }
  }
}

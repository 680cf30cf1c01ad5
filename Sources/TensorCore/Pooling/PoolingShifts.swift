extension Pooling {
  /// One place in the window at a time: over all positions it meets the image itself, shifted and thinned out by
  /// the stride. Keep the larger of what was and what comes, or their sum.
  func byShifts() -> Tensor {
    let (down, across) = (geometry.down, geometry.across)
    let padded = image.padded(as: geometry, value: kind.neutral)
    var result = Tensor(shape: outputShape, repeating: kind.neutral)
    for i in 0..<down.window {
      for j in 0..<across.window {
        let shifted = padded.window(
          atRow: i, column: j, size: geometry.positions, stride: Size2D(height: down.stride, width: across.stride))
        result = kind == .maximum ? maximum(shifted, result) : result + shifted
      }
    }
    return result / divisor
  }
}

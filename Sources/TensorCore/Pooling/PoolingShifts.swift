extension Pooling {
  /// One place in the window at a time: over all positions it meets the image itself, shifted and thinned out by
  /// the stride. Keep the larger of what was and what comes, or their sum.
  func byShifts() -> Tensor {
    let padded = image.padded(by: padding, value: kind.neutral)
    var result = Tensor(shape: outputShape, repeating: kind.neutral)
    for i in 0..<window.height {
      for j in 0..<window.width {
        let shifted = padded.window(atRow: i, column: j, size: output, stride: stride)
        result = Tensor.combined(result, shifted, "pooling") { kind.combine($0, $1) }
      }
    }
    return result / divisor
  }
}

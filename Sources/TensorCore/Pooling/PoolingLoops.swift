extension Pooling {
  /// The definition, written down: for each image, channel, row and column one window, and each value in it.
  func byLoops() -> Tensor {
    let padded = image.padded(by: padding, value: kind.neutral)
    let (height, width) = (padded.shape[2], padded.shape[3])
    return padded.withUnsafeElements { pixels in
      Tensor(shape: outputShape) { result in
        var place = 0
        for plane in 0..<planes {
          for y in 0..<output.height {
            for x in 0..<output.width {
              var value = kind.neutral
              for i in 0..<window.height {
                for j in 0..<window.width {
                  let row = y * stride.height + i
                  let column = x * stride.width + j
                  value = kind.combine(value, pixels[(plane * height + row) * width + column])
                }
              }
              result[place] = value / divisor
              place += 1
            }
          }
        }
      }
    }
  }
}

extension Pooling {
  /// The definition, written down: for each image, channel, row and column one window, and each value in it.
  func byLoops() -> Tensor {
    let (down, across) = (geometry.down, geometry.across)
    return image.padded(as: geometry, value: kind.neutral).withUnsafeElements { pixels in
      Tensor(shape: outputShape) { result in
        var place = 0
        for plane in 0..<geometry.batch {
          for y in 0..<down.positions {
            for x in 0..<across.positions {
              var value = kind.neutral
              for i in 0..<down.window {
                for j in 0..<across.window {
                  let row = y * down.stride + i
                  let column = x * across.stride + j
                  value = kind.combine(value, pixels[(plane * down.padded + row) * across.padded + column])
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

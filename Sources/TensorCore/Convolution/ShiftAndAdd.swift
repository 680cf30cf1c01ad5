extension Convolution {
  /// One kernel element at a time: the part of the image that this element meets over all positions is the image
  /// itself, shifted (and thinned out by the stride). Scale it by the element and add it to the output.
  func byShiftAndAdd(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor) -> Tensor {
    let (down, across) = (geometry.down, geometry.across)
    let padded = image.padded(as: geometry)
    let weights = kernel.elements
    let result = bias.reshaped(1, outputShape[1], 1, 1).broadcast(to: outputShape).copied()
    for outChannel in 0..<outputShape[1] {
      let target = result.selecting(outChannel, axis: 1)
      for channel in 0..<geometry.channels {
        let plane = padded.selecting(outChannel / geometry.outChannels * geometry.channels + channel, axis: 1)
        for i in 0..<down.window {
          for j in 0..<across.window {
            let shifted = plane.window(
              atRow: i * down.dilation, column: j * across.dilation, size: geometry.positions,
              stride: Size2D(height: down.stride, width: across.stride))
            target.accumulate(
              shifted,
              times: weights[((outChannel * geometry.channels + channel) * down.window + i) * across.window + j])
          }
        }
      }
    }
    return result
  }
}

extension Tensor {
  /// Adds `factor` times a tensor of the same shape to this one, in the memory that it shares with its origin.
  fileprivate func accumulate(_ other: Tensor, times factor: Float) {
    let rows = RowPairs(self, other)
    for (sum, value) in rows {
      if rows.stride == 1 && rows.otherStride == 1 {
        for index in 0..<rows.count { sum[index] += factor * value[index] }
      } else {
        for index in 0..<rows.count { sum[index * rows.stride] += factor * value[index * rows.otherStride] }
      }
    }
  }

  /// Every `stride`-th row and column from (`row`, `column`) on, `size` of them, of the last two axes. Shares memory.
  func window(atRow row: Int, column: Int, size: Size2D, stride: Size2D) -> Tensor {
    var sizes = shape, steps = strides
    let start = offset + row * steps[rank - 2] + column * steps[rank - 1]
    sizes[rank - 2] = size.height
    sizes[rank - 1] = size.width
    steps[rank - 2] *= stride.height
    steps[rank - 1] *= stride.width
    return Tensor(shape: sizes, strides: steps, offset: start, storage: storage)
  }
}

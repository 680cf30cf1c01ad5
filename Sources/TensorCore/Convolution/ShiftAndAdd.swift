extension Convolution {
  /// One kernel element at a time: the part of the image that this element meets over all positions is the image
  /// itself, shifted (and thinned out by the stride). Scale it by the element and add it to the output.
  func byShiftAndAdd() -> Tensor {
    let padded = image.padded(by: padding)
    let weights = kernel.elements
    let start = Tensor(startingValues).reshaped(1, outChannels, 1, 1).broadcast(to: outputShape)
    let result = start.copied()
    for channel in 0..<channels {
      for i in 0..<window.height {
        for j in 0..<window.width {
          let shifted = padded.window(atRow: i, column: j, size: output, stride: stride).selecting(channel, axis: 1)
          for outChannel in 0..<outChannels {
            let weight = weights[((outChannel * channels + channel) * window.height + i) * window.width + j]
            result.selecting(outChannel, axis: 1).accumulate(shifted, times: weight)
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

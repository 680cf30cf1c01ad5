extension Convolution {
  /// One kernel element at a time: the part of the image that this element meets over all positions is the image
  /// itself, shifted (and thinned out by the stride). Scale it by the element and add it to the output.
  func byShiftAndAdd() -> Tensor {
    let padded = image.padded(by: padding)
    var result = Tensor(shape: outputShape, repeating: 0)
    result += Tensor(startingValues).reshaped(1, outChannels, 1, 1)
    for channel in 0..<channels {
      for i in 0..<window.height {
        for j in 0..<window.width {
          let shifted = padded.window(atRow: i, column: j, size: output, stride: stride)
            .selecting(channel, axis: 1).unsqueezed(axis: 1)
          let weights = kernel[0..., channel...channel, i...i, j...j].reshaped(1, outChannels, 1, 1)
          result += shifted * weights
        }
      }
    }
    return result
  }
}

extension Tensor {
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

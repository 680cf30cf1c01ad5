extension Convolution {
  /// The definition, written down: for each image, output channel, row and column one window, and in it for each
  /// input channel of the same group, row and column one product.
  func byLoops(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor) -> Tensor {
    let (down, across) = (geometry.down, geometry.across)
    let channels = geometry.channels, allChannels = geometry.groups * channels
    let outChannels = geometry.outChannels, allOutChannels = geometry.groups * outChannels
    return image.padded(as: geometry).withUnsafeElements { pixels in
      kernel.withUnsafeElements { weights in
        bias.withUnsafeElements { bias in
          Tensor(shape: outputShape) { result in
            var place = 0
            for image in 0..<geometry.batch {
              for outChannel in 0..<allOutChannels {
                let group = outChannel / outChannels
                for y in 0..<down.positions {
                  for x in 0..<across.positions {
                    var sum = bias[outChannel]
                    for channel in 0..<channels {
                      for i in 0..<down.window {
                        for j in 0..<across.window {
                          let plane = image * allChannels + group * channels + channel
                          let row = y * down.stride + i * down.dilation
                          let column = x * across.stride + j * across.dilation
                          let pixel = pixels[(plane * down.padded + row) * across.padded + column]
                          let weight = weights[
                            ((outChannel * channels + channel) * down.window + i) * across.window + j]
                          sum += pixel * weight
                        }
                      }
                    }
                    result[place] = sum
                    place += 1
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

extension Convolution {
  /// The definition, written down: for each image, output channel, row and column one window, and in it for each
  /// input channel, row and column one product.
  func byLoops() -> Tensor {
    let padded = image.padded(by: padding)
    let (width, height) = (padded.shape[3], padded.shape[2])
    let start = startingValues
    return padded.withUnsafeElements { pixels in
      kernel.withUnsafeElements { weights in
        Tensor(shape: outputShape) { result in
          var place = 0
          for image in 0..<batch {
            for outChannel in 0..<outChannels {
              for y in 0..<output.height {
                for x in 0..<output.width {
                  var sum = start[outChannel]
                  for channel in 0..<channels {
                    for i in 0..<window.height {
                      for j in 0..<window.width {
                        let row = y * stride.height + i
                        let column = x * stride.width + j
                        let pixel = pixels[((image * channels + channel) * height + row) * width + column]
                        let weight =
                          weights[((outChannel * channels + channel) * window.height + i) * window.width + j]
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

/// Both gradients of a convolution as the chain rule writes them down: each output `y` is a sum of products
/// `pixel · weight`, so its gradient goes to each pixel times the weight, and to each weight times the pixel.
extension Convolution {
  func kernelGradientByLoops(_ image: Tensor, _ outputGradient: Tensor) -> Tensor {
    image.withUnsafeElements { pixels in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: kernelShape) { result in
          result.update(repeating: 0)
          forEachProduct { output, pixel, weight in
            // The padding holds zeros, which an infinite gradient makes no numbers of.
            result[weight] += gradients[output] * (pixel.map { pixels[$0] } ?? 0)
          }
        }
      }
    }
  }

  func imageGradientByLoops(_ kernel: Tensor, _ outputGradient: Tensor) -> Tensor {
    kernel.withUnsafeElements { weights in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: imageShape) { result in
          result.update(repeating: 0)
          forEachProduct { output, pixel, weight in
            if let pixel { result[pixel] += gradients[output] * weights[weight] }
          }
        }
      }
    }
  }

  /// Every product of the definition, as the places of its output, its pixel and its weight; the padding has no places.
  private func forEachProduct(_ body: (_ output: Int, _ pixel: Int?, _ weight: Int) -> Void) {
    let (down, across, channels) = (geometry.down, geometry.across, geometry.channels)
    var place = 0
    for image in 0..<geometry.batch {
      for outChannel in 0..<outputShape[1] {
        let group = outChannel / geometry.outChannels
        for y in 0..<down.positions {
          for x in 0..<across.positions {
            for channel in 0..<channels {
              for i in 0..<down.window {
                for j in 0..<across.window {
                  let row = y * down.stride + i * down.dilation - down.before
                  let column = x * across.stride + j * across.dilation - across.before
                  let isPixel = row >= 0 && row < down.size && column >= 0 && column < across.size
                  let plane = (image * geometry.groups + group) * channels + channel
                  body(
                    place, isPixel ? (plane * down.size + row) * across.size + column : nil,
                    ((outChannel * channels + channel) * down.window + i) * across.window + j)
                }
              }
            }
            place += 1
          }
        }
      }
    }
  }
}

/// Both gradients of a convolution as the chain rule writes them down: each output `y` is a sum of products
/// `pixel · weight`, so its gradient goes to each pixel times the weight, and to each weight times the pixel.
extension Convolution {
  func kernelGradientByLoops(_ outputGradient: Tensor) -> Tensor {
    image.withUnsafeElements { pixels in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: kernel.shape) { result in
          result.update(repeating: 0)
          forEachProduct { output, pixel, weight in result[weight] += gradients[output] * pixels[pixel] }
        }
      }
    }
  }

  func imageGradientByLoops(_ outputGradient: Tensor) -> Tensor {
    kernel.withUnsafeElements { weights in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: image.shape) { result in
          result.update(repeating: 0)
          forEachProduct { output, pixel, weight in result[pixel] += gradients[output] * weights[weight] }
        }
      }
    }
  }

  /// Every product of the definition, as the places of its output, its pixel and its weight; products with the
  /// padding are left out.
  private func forEachProduct(_ body: (_ output: Int, _ pixel: Int, _ weight: Int) -> Void) {
    var place = 0
    for image in 0..<batch {
      for outChannel in 0..<outChannels {
        for y in 0..<output.height {
          for x in 0..<output.width {
            for channel in 0..<channels {
              for i in 0..<window.height {
                for j in 0..<window.width {
                  let row = y * stride.height + i - padding.height
                  let column = x * stride.width + j - padding.width
                  guard row >= 0, row < size.height, column >= 0, column < size.width else { continue }
                  body(
                    place, ((image * channels + channel) * size.height + row) * size.width + column,
                    ((outChannel * channels + channel) * window.height + i) * window.width + j)
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

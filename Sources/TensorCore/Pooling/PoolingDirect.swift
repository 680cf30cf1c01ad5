import Kernels

extension Pooling {
  /// Plane by plane, output row by output row: the rows under the window are combined where they lie.
  func directly() -> Tensor {
    let geometry = geometry
    return image.withUnsafeElements { pixels in
      Tensor(shape: outputShape) { result in
        guard !result.isEmpty, let pixels = pixels.baseAddress else { return }
        let operands = Unchecked((pixels, result.baseAddress!))
        let isMaximum = kind == .maximum
        Threads.forEach(pieces: planes, work: result.count * window.height * window.width) { plane in
          let source = operands.value.0 + plane * size.height * size.width
          let target = operands.value.1 + plane * output.height * output.width
          if isMaximum {
            geometry.maximum(source, into: target)
          } else {
            geometry.average(source, into: target)
          }
        }
      }
    }
  }

  /// The sizes, as the inner loops want them.
  var geometry: DirectPooling {
    DirectPooling(
      height: size.height, width: size.width, windowHeight: window.height, windowWidth: window.width,
      strideHeight: stride.height, strideWidth: stride.width, paddingHeight: padding.height,
      paddingWidth: padding.width, outHeight: output.height, outWidth: output.width)
  }
}

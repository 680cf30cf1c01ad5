import Kernels

extension Pooling {
  /// Plane by plane, output row by output row: the rows under the window are combined where they lie.
  func directly() -> Tensor {
    let (geometry, isMaximum) = (geometry, kind == .maximum)
    return image.withUnsafeElements { pixels in
      Tensor(shape: outputShape) { result in
        let memory = SharedMemory((pixels, result))
        Threads.forEach(pieces: geometry.batch, work: geometry.multiplyAdds) { plane in
          let (pixels, result) = memory.value
          if isMaximum {
            geometry.maximum(pixels, planes: plane..<plane + 1, into: result)
          } else {
            geometry.average(pixels, planes: plane..<plane + 1, into: result)
          }
        }
      }
    }
  }
}

extension WindowGeometry {
  /// The gradients of some planes of the images: each output's goes to the first largest element of its window; a NaN counts
  /// as largest, the last one of several.
  public func maximumGradient(
    images: UnsafeBufferPointer<Float>, outputGradients: UnsafeBufferPointer<Float>, planes: Range<Int>,
    into gradients: UnsafeMutableBufferPointer<Float>
  ) {
    check(images, holds: imagesCount)
    forEachPlane(planes, outputGradients, gradients) { plane, outputGradient, gradient in
      let pixels = images.baseAddress! + plane * imageCount
      if isPairwise {
        pairwiseMaximumGradient(plane: pixels, outputGradient: outputGradient, into: gradient)
      } else {
        addMaximumGradient(plane: pixels, outputGradient: outputGradient, into: gradient)
      }
    }
  }

  /// The gradients of some planes of the images: each element under a window gets its equal share of that output's.
  public func averageGradient(
    outputGradients: UnsafeBufferPointer<Float>, planes: Range<Int>,
    into gradients: UnsafeMutableBufferPointer<Float>
  ) {
    forEachPlane(planes, outputGradients, gradients) { _, outputGradient, gradient in
      if isPairwise {
        pairwiseAverageGradient(outputGradient: outputGradient, into: gradient)
      } else {
        addAverageGradient(outputGradient: outputGradient, into: gradient)
      }
    }
  }

  /// Visits some planes, whose gradients are zeros then: set plane by plane, these are still in the cache.
  private func forEachPlane(
    _ planes: Range<Int>, _ outputGradients: UnsafeBufferPointer<Float>,
    _ gradients: UnsafeMutableBufferPointer<Float>,
    _ body: (Int, _ outputGradient: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>) -> Void
  ) {
    check(outputGradients, holds: outputsCount)
    check(gradients, holds: imagesCount)
    checkPooling(planes)
    guard imagesCount > 0, let outputGradients = outputGradients.baseAddress, let gradients = gradients.baseAddress
    else { return }
    for plane in planes {
      let gradient = gradients + plane * imageCount
      gradient.update(repeating: 0, count: imageCount)
      body(plane, outputGradients + plane * outputCount, gradient)
    }
  }

  @inline(never)
  private func addMaximumGradient(
    plane: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    for y in 0..<down.positions {
      let rows = rows(of: y)
      for x in 0..<across.positions {
        let columns = columns(of: x)
        var best = rows.lowerBound &* across.size &+ columns.lowerBound
        var largest = -Float.infinity
        for row in rows {
          for column in columns {
            let place = row &* across.size &+ column
            let value = plane[place]
            if value > largest || value.isNaN {
              largest = value
              best = place
            }
          }
        }
        gradient[best] += outputGradient[y &* across.positions &+ x]
      }
    }
  }

  @inline(never)
  private func addAverageGradient(
    outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    let count = Float(down.window * across.window)
    for y in 0..<down.positions {
      let rows = rows(of: y)
      for x in 0..<across.positions {
        let columns = columns(of: x)
        let share = outputGradient[y &* across.positions &+ x] / count
        for row in rows {
          for column in columns { gradient[row &* across.size &+ column] += share }
        }
      }
    }
  }

  @inline(__always)
  private func rows(of y: Int) -> Range<Int> {
    let top = y &* down.stride &- down.before
    return max(0, top)..<min(down.size, top &+ down.window)
  }

  @inline(__always)
  private func columns(of x: Int) -> Range<Int> {
    let left = x &* across.stride &- across.before
    return max(0, left)..<min(across.size, left &+ across.window)
  }
}

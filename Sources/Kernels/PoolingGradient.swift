extension DirectPooling {
  /// Adds each output's gradient to the first largest element of its window; a NaN counts as largest, the last one
  /// of several. `gradient` is zeros before.
  @inline(never)
  public func addMaximumGradient(
    plane: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    if isPairwise {
      return pairwiseMaximumGradient(plane: plane, outputGradient: outputGradient, into: gradient)
    }
    for y in 0..<outHeight {
      let rows = rows(of: y)
      for x in 0..<outWidth {
        let columns = columns(of: x)
        var best = rows.lowerBound &* width &+ columns.lowerBound
        var largest = -Float.infinity
        for row in rows {
          for column in columns {
            let place = row &* width &+ column
            let value = plane[place]
            if value > largest || value.isNaN {
              largest = value
              best = place
            }
          }
        }
        gradient[best] += outputGradient[y &* outWidth &+ x]
      }
    }
  }

  /// Adds to each element under a window its equal share of that output's gradient.
  @inline(never)
  public func addAverageGradient(
    outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    if isPairwise { return pairwiseAverageGradient(outputGradient: outputGradient, into: gradient) }
    let count = Float(windowHeight * windowWidth)
    for y in 0..<outHeight {
      let rows = rows(of: y)
      for x in 0..<outWidth {
        let columns = columns(of: x)
        let share = outputGradient[y &* outWidth &+ x] / count
        for row in rows {
          for column in columns { gradient[row &* width &+ column] += share }
        }
      }
    }
  }

  @inline(__always)
  private func rows(of y: Int) -> Range<Int> {
    let top = y &* strideHeight &- paddingHeight
    return max(0, top)..<min(height, top &+ windowHeight)
  }

  @inline(__always)
  private func columns(of x: Int) -> Range<Int> {
    let left = x &* strideWidth &- paddingWidth
    return max(0, left)..<min(width, left &+ windowWidth)
  }
}

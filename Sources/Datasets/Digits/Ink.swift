/// What a pen of varying width leaves on a small sheet of square pixels.
struct Ink {
  let side: Int
  /// For each pixel, how far its middle lies outside the ink, in pixels; negative inside.
  private var distances: [Float]

  init(side: Int) {
    self.side = side
    distances = Array(repeating: .infinity, count: side * side)
  }

  /// Draws a straight piece with round ends from `start` to `end`, its radius going from one value to the other.
  mutating func draw(
    from start: SIMD2<Float>, radius startRadius: Float, to end: SIMD2<Float>, radius endRadius: Float
  ) {
    let along = end - start
    let inverseLength = 1 / max((along * along).sum(), 1e-12)
    let reach = max(startRadius, endRadius) + 1.5
    let left = max(0, Int(min(start.x, end.x) - reach))
    let right = min(side - 1, Int(max(start.x, end.x) + reach))
    let top = max(0, Int(min(start.y, end.y) - reach))
    let bottom = min(side - 1, Int(max(start.y, end.y) + reach))
    guard left <= right, top <= bottom else { return }
    distances.withUnsafeMutableBufferPointer { distances in
      for row in top...bottom {
        for column in left...right {
          let offset = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - start
          let t = min(1, max(0, (offset * along).sum() * inverseLength))
          let gap = offset - t * along
          let distance = (gap * gap).sum().squareRoot() - (startRadius + t * (endRadius - startRadius))
          let pixel = row * side + column
          if distance < distances[pixel] { distances[pixel] = distance }
        }
      }
    }
  }

  /// The share of each pixel that is inked, from 0 to 1, where the edge of a line fades over `softness` pixels.
  func coverage(softness: Float) -> [Float] {
    distances.map { min(1, max(0, 0.5 - $0 / softness)) }
  }
}

import System

/// A line of the pen: the points it passes through, with `y` pointing down, and whether it turns sharply there.
///
/// Between sharp turns the line is a Catmull–Rom spline: it passes through every point, and its direction at a
/// point is that from the point before to the point after.
struct Stroke: Sendable {
  struct Point: Sendable {
    var position: SIMD2<Float>
    var isCorner: Bool
  }

  var points: [Point]

  /// A line through the points, of which there must be two or more.
  init(_ points: [Point]) {
    require(points.count >= 2, "Stroke: a line needs two points; there are \(points.count)")
    self.points = points
  }

  /// Reads `"12,0 6,30 4,56! 68,52"`: points as `x,y`, each in hundredths, with `!` after a sharp turn.
  init(_ text: String) {
    self.init(
      text.split(separator: " ").map { word in
        let isCorner = word.hasSuffix("!")
        let numbers = (isCorner ? word.dropLast() : word).split(separator: ",").compactMap { Float($0) }
        require(numbers.count == 2, "Stroke: '\(word)' is not a point such as 12,56 or 12,56!")
        return Point(position: SIMD2(numbers[0], numbers[1]) / 100, isCorner: isCorner)
      })
  }

  /// The stroke as a chain of short straight pieces, `steps` for each pair of neighbouring points.
  func flattened(steps: Int) -> [SIMD2<Float>] {
    var chain = [points[0].position]
    chain.reserveCapacity((points.count - 1) * steps + 1)
    for index in 0..<points.count - 1 {
      let start = points[index].position
      let end = points[index + 1].position
      let leaving = direction(at: index, towards: end - start)
      let arriving = direction(at: index + 1, towards: end - start)
      for step in 1...steps {
        let t = Float(step) / Float(steps)
        let u = 1 - t
        // The cubic Hermite form: the ends, and the directions in which the line leaves and arrives.
        let ends = (1 + 2 * t) * u * u * start + t * t * (3 - 2 * t) * end
        chain.append(ends + t * u * u * leaving - t * t * u * arriving)
      }
    }
    return chain
  }

  private func direction(at index: Int, towards chord: SIMD2<Float>) -> SIMD2<Float> {
    guard index > 0, index < points.count - 1, !points[index].isCorner else { return chord }
    return 0.5 * (points[index + 1].position - points[index - 1].position)
  }
}

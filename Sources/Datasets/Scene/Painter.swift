/// A place in the scene: `x` to the right, `y` down, both in picture heights.
typealias Place = SIMD2<Float>

/// Red, green and blue from 0 to 1, then opacity.
typealias Paint = SIMD4<Float>

/// Fills polygons with paint, one over the other, in the order of the calls. Each pixel is covered by exactly the
/// share of it that lies in the polygon.
struct Painter {
  let height: Int
  let width: Int
  /// The width of the picture in picture heights.
  var right: Float { Float(width) / Float(height) }
  private(set) var colors: [SIMD3<Float>]
  private var areas: [Float]

  init(height: Int, width: Int) {
    self.height = height
    self.width = width
    colors = Array(repeating: .zero, count: height * width)
    areas = Array(repeating: 0, count: height * (width + 1))
  }

  /// Fills a polygon whose sides do not cross, with paint that may differ from place to place.
  dynamic mutating func fill(_ polygon: [Place], _ paint: (Place) -> Paint) {
    for (pixel, share) in coverage(of: polygon) {
      let place = Place(Float(pixel % width) + 0.5, Float(pixel / width) + 0.5) / Float(height)
      let paint = paint(place)
      let color = SIMD3(paint.x, paint.y, paint.z)
      colors[pixel] += share * paint.w * (color - colors[pixel])
    }
  }

  /// Fills a polygon with one colour.
  @inline(never)
  mutating func fill(_ polygon: [Place], _ paint: Paint) { fill(polygon) { _ in paint } }

  /// Draws a straight line from one place to another, with its thickness at both ends.
  @inline(never)
  mutating func line(_ start: Place, _ end: Place, thickness: Float, to endThickness: Float? = nil, _ paint: Paint) {
    let along = end - start
    let across = Place(-along.y, along.x) / max((along * along).sum().squareRoot(), 1e-6)
    let (a, b) = (across * thickness / 2, across * (endThickness ?? thickness) / 2)
    fill([start + a, end + b, end - b, start - a], paint)
  }

  /// The colour at a place, that of the nearest pixel.
  func color(at place: Place) -> SIMD3<Float> {
    let row = min(height - 1, max(0, Int(place.y * Float(height))))
    let column = min(width - 1, max(0, Int(place.x * Float(height))))
    return colors[row * width + column]
  }

  /// The pixels that a polygon covers, and which share of each. Not inlined: each paint would be compiled with a copy.
  @inline(never)
  private mutating func coverage(of polygon: [Place]) -> [(pixel: Int, share: Float)] {
    let corners = polygon.map { $0 * Float(height) }
    let top = max(0, Int(corners.map(\.y).min() ?? 0))
    let bottom = min(height, Int((corners.map(\.y).max() ?? 0).rounded(.up)))
    let left = max(0, Int(corners.map(\.x).min() ?? 0))
    let end = min(width, Int((corners.map(\.x).max() ?? 0).rounded(.up)))
    guard top < bottom, left < end else { return [] }
    let columns = end - left
    for index in 0..<(bottom - top) * (columns + 1) { areas[index] = 0 }
    for (start, end) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      addSide(from: start, to: end, left: left, columns: columns, rows: top..<bottom)
    }
    var covered: [(pixel: Int, share: Float)] = []
    for row in top..<bottom {
      var sum: Float = 0
      for column in 0..<columns {
        sum += areas[(row - top) * (columns + 1) + column]
        let share = min(1, abs(sum))
        if share > 0.002 { covered.append((row * width + left + column, share)) }
      }
    }
    return covered
  }

  /// Adds one side's part to the areas: summed from the left, they give the covered share of each pixel.
  private mutating func addSide(
    from start: Place, to end: Place, left: Int, columns: Int, rows: Range<Int>
  ) {
    guard start.y != end.y else { return }
    let sign: Float = start.y < end.y ? 1 : -1
    let (upper, lower) = start.y < end.y ? (start, end) : (end, start)
    let slope = (lower.x - upper.x) / (lower.y - upper.y)
    let first = max(rows.lowerBound, Int(max(0, upper.y)))
    let last = min(rows.upperBound, Int(max(0, lower.y).rounded(.up)))
    guard first < last else { return }
    let limit = Float(columns)
    for row in first..<last {
      let y0 = max(upper.y, Float(row))
      let y1 = min(lower.y, Float(row + 1))
      guard y1 > y0 else { continue }
      let here = min(limit, max(0, upper.x + (y0 - upper.y) * slope - Float(left)))
      let there = min(limit, max(0, upper.x + (y1 - upper.y) * slope - Float(left)))
      let (x0, x1) = (min(here, there), max(here, there))
      let base = (row - rows.lowerBound) * (columns + 1)
      for column in min(columns - 1, Int(x0))...min(columns - 1, Int(x1)) {
        // Within its pixel the side covers what lies to its right; every pixel further right is covered whole.
        let from = max(x0, Float(column))
        let to = min(x1, Float(column + 1))
        let part = sign * (y1 - y0) * (x1 > x0 ? (to - from) / (x1 - x0) : 1)
        let middle = (from + to) / 2 - Float(column)
        areas[base + column] += part * (1 - middle)
        areas[base + column + 1] += part * middle
      }
    }
  }
}

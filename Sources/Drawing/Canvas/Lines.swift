extension Canvas {
  /// Draws a line with round ends, `thickness` points wide.
  public mutating func line(from a: Point, to b: Point, _ color: Color, thickness: Double = 1) {
    polyline([a, b], color, thickness: thickness)
  }

  /// Draws a line through the given points, `thickness` points wide, as one stroke: it does not darken where it
  /// crosses itself. `dashes` are the lengths of stroke and gap in points, in turn; none, or one too short to be seen,
  /// draws a solid line.
  public mutating func polyline(
    _ points: [Point], _ color: Color, thickness: Double = 1, dashes: [Double] = [], opacity: Double = 1,
    within clip: Rectangle? = nil
  ) {
    let scale = Double(Canvas.density)
    let radius = thickness * scale / 2
    guard var shape = coverage(around: points, reach: thickness / 2 + 1, within: clip) else { return }
    let picture = Rectangle(x: 0, y: 0, width: Double(width) / scale, height: Double(height) / scale)
    let pieces = dashes.isEmpty ? [points] : Canvas.near(points, picture).flatMap { Canvas.dashed($0, dashes) }
    for piece in pieces {
      if points.count == 1 { shape.addCapsule(piece[0] * scale, piece[0] * scale, radius: radius) }
      for (a, b) in zip(piece, piece.dropFirst()) {
        shape.addCapsule(a * scale, b * scale, radius: radius)
      }
    }
    blend(shape, color, opacity: opacity)
  }

  /// Fills a disc of the given radius in points.
  public mutating func disc(at center: Point, radius: Double, _ color: Color, opacity: Double = 1) {
    polyline([center], color, thickness: 2 * radius, opacity: opacity)
  }

  /// Fills a convex polygon whose corners follow each other clockwise.
  public mutating func polygon(_ corners: [Point], _ color: Color, opacity: Double = 1) {
    guard var shape = coverage(around: corners, reach: 1, within: nil) else { return }
    shape.addPolygon(corners.map { $0 * Double(Canvas.density) })
    blend(shape, color, opacity: opacity)
  }

  /// Draws an arrow whose tip touches `b`.
  public mutating func arrow(from a: Point, to b: Point, _ color: Color, thickness: Double = 1) {
    let along = b - a
    guard along.length > 0 else { return }
    let unit = along * (1 / along.length)
    let side = Point(-unit.y, unit.x)
    let head = min(4 * thickness + 2, along.length)
    let base = b - unit * head
    line(from: a, to: b - unit * (head * 0.8), color, thickness: thickness)
    polygon([b, base + side * (head * 0.45), base - side * (head * 0.45)], color)
  }

  /// A window around points, in pixels; nil where there are none or not all numbers are finite.
  private func coverage(around points: [Point], reach: Double, within clip: Rectangle?) -> Coverage? {
    let xs = points.map(\.x), ys = points.map(\.y)
    guard var left = xs.min(), var right = xs.max(), var top = ys.min(), var bottom = ys.max(),
      reach.isFinite, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { return nil }
    left -= reach
    top -= reach
    right += reach
    bottom += reach
    if let clip {
      left = max(left, clip.left)
      right = max(left, min(right, clip.right))
      top = max(top, clip.top)
      bottom = max(top, min(bottom, clip.bottom))
    }
    let scale = Double(Canvas.density)
    return Coverage(
      left: left * scale, top: top * scale, right: right * scale, bottom: bottom * scale,
      canvas: (width, height))
  }

  /// The line through some points without what runs far out of a box, so that nobody goes along millions of points that
  /// are not drawn: lines of which each piece is at most 10,000 points long, or within the box.
  package static func near(_ points: [Point], _ box: Rectangle) -> [[Point]] {
    var lines: [[Point]] = []
    var current = Array(points.prefix(1))
    for (a, b) in zip(points, points.dropFirst()) {
      let length = (b - a).length
      if length <= 10_000 {
        current.append(b)
      } else {
        lines.append(current)
        if length.isFinite, let part = box.part(ofLineFrom: a, to: b) { lines.append([part.from, part.to]) }
        current = [b]
      }
    }
    return lines + [current]
  }

  /// A fifth of a pixel.
  private static let shortestDash = 0.1

  /// The strokes of a dashed line, each a polyline of its own; the pattern runs on around corners.
  static func dashed(_ points: [Point], _ dashes: [Double]) -> [[Point]] {
    guard let first = points.first, dashes.allSatisfy({ $0 >= shortestDash }) else { return [points] }
    var pieces: [[Point]] = []
    var current = [first]
    var index = 0, left = dashes[0]
    for (a, b) in zip(points, points.dropFirst()) {
      let length = (b - a).length
      var done = 0.0
      while length - done > left {
        done += left
        let corner = a + (b - a) * (done / length)
        if index % 2 == 0 { pieces.append(current + [corner]) }
        current = [corner]
        index += 1
        left = dashes[index % dashes.count]
      }
      left -= length - done
      current.append(b)
    }
    if index % 2 == 0 { pieces.append(current) }
    return pieces
  }
}

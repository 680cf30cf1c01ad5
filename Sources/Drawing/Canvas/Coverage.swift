/// How much of each pixel a shape covers, 0…1, within a window of the picture.
///
/// A shape is the union of capsules (lines with round ends), discs and convex polygons. Each pixel keeps the largest
/// coverage of any of them, so that where strokes join nothing is darker and nothing is lighter.
/// Everything here is in pixels, with pixel `(column, row)` centred at `(column + ½, row + ½)`.
struct Coverage {
  let left, top, width, height: Int
  var values: [Float]

  /// An empty window over the given edges, cut to `canvas` pixels.
  init(left: Double, top: Double, right: Double, bottom: Double, canvas: (width: Int, height: Int)) {
    func cut(_ edge: Double, _ limit: Int) -> Int { Int(min(max(edge, 0), Double(limit))) }
    self.left = cut(left.rounded(.down), canvas.width)
    self.top = cut(top.rounded(.down), canvas.height)
    width = cut(right.rounded(.up), canvas.width) - self.left
    height = cut(bottom.rounded(.up), canvas.height) - self.top
    values = [Float](repeating: 0, count: max(0, width) * max(0, height))
  }

  /// Adds the line from `a` to `b` with round ends, `radius` to either side. A disc if both are the same.
  mutating func addCapsule(_ a: Point, _ b: Point, radius: Double) {
    let reach = radius + 0.5
    let along = b - a
    let square = along.x * along.x + along.y * along.y
    let length = square.squareRoot()
    for row in rows(from: min(a.y, b.y) - reach, to: max(a.y, b.y) + reach) {
      let y = Double(row) + 0.5
      var from = min(a.x, b.x) - reach, to = max(a.x, b.x) + reach
      if abs(along.y) > 1e-9 {
        // Only the part of the row that is within reach of the line, not the whole box around a slanting one.
        let middle = a.x + (y - a.y) * along.x / along.y
        let half = reach * length / abs(along.y)
        from = max(from, middle - half)
        to = min(to, middle + half)
      }
      for column in columns(from: from, to: to) {
        let dx = Double(column) + 0.5 - a.x, dy = y - a.y
        let share = square > 0 ? min(max((dx * along.x + dy * along.y) / square, 0), 1) : 0
        let ex = dx - share * along.x, ey = dy - share * along.y
        let distance = (ex * ex + ey * ey).squareRoot()
        raise(column, row, to: Float(min(max(reach - distance, 0), 1)))
      }
    }
  }

  /// Adds a convex polygon whose corners follow each other clockwise as seen on the picture.
  mutating func addPolygon(_ corners: [Point]) {
    let xs = corners.map(\.x), ys = corners.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return }
    for row in rows(from: top - 0.5, to: bottom + 0.5) {
      for column in columns(from: left - 0.5, to: right + 0.5) {
        let p = Point(Double(column) + 0.5, Double(row) + 0.5)
        var outside = -Double.infinity
        for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
          let edge = b - a
          outside = max(outside, (edge.y * (p.x - a.x) - edge.x * (p.y - a.y)) / max(edge.length, 1e-9))
        }
        raise(column, row, to: Float(min(max(0.5 - outside, 0), 1)))
      }
    }
  }

  private func rows(from top: Double, to bottom: Double) -> Range<Int> {
    clamped(from: top, to: bottom, start: self.top, count: height)
  }

  private func columns(from left: Double, to right: Double) -> Range<Int> {
    clamped(from: left, to: right, start: self.left, count: width)
  }

  private func clamped(from: Double, to: Double, start: Int, count: Int) -> Range<Int> {
    let end = Double(start + count)
    let first = Int(min(max(from.rounded(.down), Double(start)), end))
    let last = Int(min(max(to.rounded(.up), Double(start)), end))
    return first..<max(first, last)
  }

  private mutating func raise(_ column: Int, _ row: Int, to coverage: Float) {
    let place = (row - top) * width + (column - left)
    values[place] = max(values[place], coverage)
  }
}

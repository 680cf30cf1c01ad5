/// A place in points, from the upper left corner: `x` to the right, `y` down.
public struct Point: Equatable, Sendable {
  /// Points to the right of the left edge.
  public var x: Double
  /// Points below the upper edge.
  public var y: Double

  /// The place `x` points from the left and `y` from above.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  package static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  package static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  package static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }
  package var length: Double { (x * x + y * y).squareRoot() }
}

/// A width and a height in points.
public struct Extent: Equatable, Sendable {
  /// Points from left to right.
  public var width: Double
  /// Points from top to bottom.
  public var height: Double

  /// An area `width` points wide and `height` points high.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle in points.
public struct Rectangle: Equatable, Sendable {
  /// The upper left corner.
  public var origin: Point
  /// Width and height.
  public var extent: Extent

  /// The rectangle with its upper left corner at `x`, `y`.
  public init(x: Double, y: Double, width: Double, height: Double) {
    origin = Point(x, y)
    extent = Extent(width: width, height: height)
  }

  /// The rectangle with its upper left corner at `origin`.
  public init(_ origin: Point, _ extent: Extent) {
    self.origin = origin
    self.extent = extent
  }

  package var left: Double { origin.x }
  package var top: Double { origin.y }
  package var right: Double { origin.x + extent.width }
  package var bottom: Double { origin.y + extent.height }
  package var width: Double { extent.width }
  package var height: Double { extent.height }
  package var center: Point { Point(left + width / 2, top + height / 2) }

  /// The part of the line from `a` to `b` that lies within; nil if none does.
  func part(ofLineFrom a: Point, to b: Point) -> (from: Point, to: Point)? {
    var (first, last) = (0.0, 1.0)
    for (start, way, low, high) in [(a.x, b.x - a.x, left, right), (a.y, b.y - a.y, top, bottom)] {
      if way == 0 {
        guard low <= start, start <= high else { return nil }
        continue
      }
      let (one, other) = ((low - start) / way, (high - start) / way)
      (first, last) = (max(first, min(one, other)), min(last, max(one, other)))
    }
    return first < last ? (a + (b - a) * first, a + (b - a) * last) : nil
  }

  /// The rectangle that is larger by `distance` on each side, or smaller if `distance` is negative.
  package func outset(by distance: Double) -> Rectangle {
    Rectangle(
      x: left - distance, y: top - distance, width: width + 2 * distance, height: height + 2 * distance)
  }
}

/// The room around something, in points, side by side.
public struct Margins: Equatable, Sendable {
  /// Points kept free above, to the left, below and to the right.
  public var top, left, bottom, right: Double

  /// Room of the given sizes; a side that is not named gets none.
  public init(top: Double = 0, left: Double = 0, bottom: Double = 0, right: Double = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// Margins that are, side by side, the larger of two.
  package func union(_ other: Margins) -> Margins {
    Margins(
      top: max(top, other.top), left: max(left, other.left), bottom: max(bottom, other.bottom),
      right: max(right, other.right))
  }
}

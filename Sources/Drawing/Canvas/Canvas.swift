import System

/// A white picture to draw on: coordinates in points, two pixels for each.
///
/// Whatever is drawn outside of the picture is cut off. Edges are smoothed by the share of a pixel that is covered,
/// in sixteenths: finer steps would not be seen, and fewer colours make smaller files.
public struct Canvas: Sendable {
  /// Pixels for each point.
  public static let density = 2

  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// One `0xRRGGBB` for each pixel, row by row.
  private(set) var pixels: [UInt32]

  /// The largest number of pixels of a picture.
  static let largestCount = 1 << 28

  /// A white canvas of whole points; sizes are rounded up, and at least one. Stops if they are not finite or make more than
  /// 2²⁸ pixels.
  public init(_ extent: Extent) {
    let density = Double(Canvas.density)
    let across = max(1, extent.width.rounded(.up)) * density, down = max(1, extent.height.rounded(.up)) * density
    require(
      extent.width.isFinite && extent.height.isFinite && across * down <= Double(Canvas.largestCount),
      "Canvas: \(extent.width) × \(extent.height) points have more than \(Canvas.largestCount) pixels")
    (width, height) = (Int(across), Int(down))
    pixels = [UInt32](repeating: Color.white.code, count: width * height)
  }

  /// What has been drawn so far.
  public var bitmap: Bitmap { Bitmap(width: width, height: height, codes: pixels) }

  /// Fills a rectangle, each pixel by the share of its area that is covered, in sixteenths; one whose place or size is NaN
  /// is not drawn.
  public mutating func fill(_ rectangle: Rectangle, _ color: Color, opacity: Double = 1) {
    guard rectangle.left < rectangle.right, rectangle.top < rectangle.bottom else { return }
    let scale = Double(Canvas.density)
    let left = max(0, rectangle.left * scale), right = min(Double(width), rectangle.right * scale)
    let top = max(0, rectangle.top * scale), bottom = min(Double(height), rectangle.bottom * scale)
    guard left < right, top < bottom else { return }
    let opacity = Canvas.within(opacity)
    let columns = Int(left)..<Int(right.rounded(.up))
    var shares = [Int](repeating: 0, count: columns.count)
    for row in Int(top)..<Int(bottom.rounded(.up)) {
      let covered = min(bottom, Double(row + 1)) - max(top, Double(row))
      for column in columns {
        let share = min(right, Double(column + 1)) - max(left, Double(column))
        shares[column - columns.lowerBound] = Int((16 * covered * share * opacity).rounded())
      }
      let start = row * width + columns.lowerBound
      for (offset, share) in shares.enumerated() {
        pixels[start + offset] = blend(color.code, over: pixels[start + offset], sixteenths: share)
      }
    }
  }

  /// Draws the frame of a rectangle just inside it, on whole pixels.
  public mutating func frame(_ rectangle: Rectangle, _ color: Color, thickness: Double = 0.5) {
    let r = rectangle.onWholePixels
    let t = max(1, (thickness * Double(Canvas.density)).rounded()) / Double(Canvas.density)
    fill(Rectangle(x: r.left, y: r.top, width: r.width, height: t), color)
    fill(Rectangle(x: r.left, y: r.bottom - t, width: r.width, height: t), color)
    fill(Rectangle(x: r.left, y: r.top + t, width: t, height: r.height - 2 * t), color)
    fill(Rectangle(x: r.right - t, y: r.top + t, width: t, height: r.height - 2 * t), color)
  }

  /// Draws a raster's elements, each as a square of `enlargement` pixels, at least 1. Stops if it is less, or if the raster
  /// has not one colour for each element.
  public mutating func draw(_ raster: Raster, at origin: Point, enlargement: Int = 1) {
    require(enlargement >= 1, "Canvas.draw: the enlargement is \(enlargement); it must be at least 1")
    require(
      raster.codes.count == raster.rows * raster.columns,
      "Canvas.draw: \(raster.codes.count) colours for a raster of \(raster.rows) × \(raster.columns) elements")
    let scale = Double(Canvas.density)
    let place = Point((origin.x * scale).rounded(), (origin.y * scale).rounded())
    // So far away nothing is seen, and a whole number may not reach.
    guard place.x.magnitude < 1e9, place.y.magnitude < 1e9 else { return }
    let x = Int(place.x), y = Int(place.y), enlargement = min(enlargement, 1 << 31)
    for row in max(0, y)..<max(0, y, min(height, y + raster.rows * enlargement)) {
      let line = (row - y) / enlargement * raster.columns
      let end = max(0, x, min(width, x + raster.columns * enlargement))
      for column in max(0, x)..<end {
        pixels[row * width + column] = raster.codes[line + (column - x) / enlargement]
      }
    }
  }

  /// Lays a colour over the picture where a shape covers it.
  mutating func blend(_ coverage: Coverage, _ color: Color, opacity: Double = 1) {
    let strength = Float(16 * Canvas.within(opacity))
    let rows = max(0, coverage.top)..<max(0, coverage.top, min(height, coverage.top + coverage.height))
    let columns = max(0, coverage.left)..<max(0, coverage.left, min(width, coverage.left + coverage.width))
    for row in rows {
      let line = (row - coverage.top) * coverage.width - coverage.left
      for column in columns {
        let share = coverage.values[line + column]
        guard share > 0 else { continue }
        let place = row * width + column
        pixels[place] = blend(color.code, over: pixels[place], sixteenths: Int((share * strength).rounded()))
      }
    }
  }

  /// An opacity from 0 to 1; none where it is no number.
  private static func within(_ opacity: Double) -> Double { opacity.isNaN ? 0 : min(1, max(0, opacity)) }

  private func blend(_ ink: UInt32, over ground: UInt32, sixteenths: Int) -> UInt32 {
    let share = UInt32(truncatingIfNeeded: sixteenths)
    if share >= 16 { return ink }
    func mix(_ shift: UInt32) -> UInt32 {
      let a = ink >> shift & 0xFF, b = ground >> shift & 0xFF
      return ((a &* share &+ b &* (16 &- share) &+ 8) >> 4) << shift
    }
    return mix(16) | mix(8) | mix(0)
  }
}

/// Rows of colours, to be drawn on a canvas.
public struct Raster: Sendable {
  /// The number of rows and of columns.
  public let rows, columns: Int
  /// One `0xRRGGBB` for each element, row by row.
  public var codes: [UInt32]

  /// A raster of `rows` × `columns` elements of one colour. Stops if a number is negative or they make more than 2²⁸.
  public init(rows: Int, columns: Int, repeating color: Color = .white) {
    require(
      min(rows, columns) >= 0 && Double(rows) * Double(columns) <= Double(Canvas.largestCount),
      "Raster: \(rows) × \(columns) elements; there must be from 0 to \(Canvas.largestCount)")
    self.rows = rows
    self.columns = columns
    codes = [UInt32](repeating: color.code, count: rows * columns)
  }
}

extension Rectangle {
  /// The rectangle with its edges moved to the nearest pixels.
  package var onWholePixels: Rectangle {
    let l = left.onWholePixel, t = top.onWholePixel
    return Rectangle(x: l, y: t, width: right.onWholePixel - l, height: bottom.onWholePixel - t)
  }
}

extension Double {
  /// This coordinate, in points, moved to the nearest edge between two pixels.
  package var onWholePixel: Double { (self * Double(Canvas.density)).rounded() / Double(Canvas.density) }
}

import Drawing
import System

/// Something pointed out on an image, in rows and columns of its pixels.
public struct Mark: Sendable {
  enum Shape: Sendable {
    case box(rows: Range<Int>, columns: Range<Int>)
    case dot(row: Double, column: Double)
    case path([Point])
  }

  let shape: Shape
  let color: Color

  /// A frame around rows and columns of pixels.
  public static func box(rows: Range<Int>, columns: Range<Int>, color: Color = .orange) -> Mark {
    Mark(shape: .box(rows: rows, columns: columns), color: color)
  }

  /// A frame around one pixel.
  public static func pixel(row: Int, column: Int, color: Color = .orange) -> Mark {
    require(max(row, column) < Int.max, "Mark: there is no pixel (\(row), \(column))")
    return .box(rows: row..<row + 1, columns: column..<column + 1, color: color)
  }

  /// A dot in the middle of a pixel.
  public static func dot(row: Int, column: Int, color: Color = .orange) -> Mark {
    Mark(shape: .dot(row: Double(row), column: Double(column)), color: color)
  }

  /// A line through the middles of pixels.
  public static func path(_ pixels: [(row: Double, column: Double)], color: Color = .orange) -> Mark {
    Mark(shape: .path(pixels.map { Point($0.column, $0.row) }), color: color)
  }

  func draw(on canvas: inout Canvas, over pixels: Pixels, at origin: Point) {
    func middle(_ row: Double, _ column: Double) -> Point {
      origin + pixels.place(row: row + 0.5, column: column + 0.5)
    }
    switch shape {
    case .box(let rows, let columns):
      let from = origin + pixels.place(row: Double(rows.lowerBound), column: Double(columns.lowerBound))
      let to = origin + pixels.place(row: Double(rows.upperBound), column: Double(columns.upperBound))
      let box = Rectangle(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y)
      // A thin white line around it keeps the frame apart from whatever it lies on.
      canvas.frame(box.outset(by: 1.5), .white)
      canvas.frame(box.outset(by: 1), color, thickness: 1.5)
    case .dot(let row, let column):
      canvas.disc(at: middle(row, column), radius: 3.5, .white)
      canvas.disc(at: middle(row, column), radius: 2.5, color)
    case .path(let points):
      let line = points.map { middle($0.y, $0.x) }
      canvas.polyline(line, .white, thickness: 3)
      canvas.polyline(line, color, thickness: 1.5)
    }
  }
}

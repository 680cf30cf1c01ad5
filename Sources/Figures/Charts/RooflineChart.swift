import TensorCore

/// Operations by how much arithmetic they do for each byte of memory and by how fast they are, under the two limits of a
/// machine: its memory, the slanting part of the roof, and its arithmetic, the level part.
///
/// Follows Williams, Waterman and Patterson, "Roofline: an insightful visual performance model for multicore
/// architectures", 2009. Names stand in a column beside the chart, one below the other, each tied to its point.
public struct RooflineChart: Panel {
  private let operations: [Operation]
  private let roof: [(intensity: Double, speed: Double)]
  private let frame: PlotFrame

  private static let gap = 26.0
  private static let line = 13.0

  /// One point.
  public struct Operation: Sendable {
    let name: String
    let intensity, speed: Double

    /// An operation of `intensity` floating-point operations for each byte, done at `speed` GFLOP/s.
    public init(name: String, intensity: Double, speed: Double) {
      self.name = name
      self.intensity = intensity
      self.speed = speed
    }
  }

  /// A chart of operations under the roof of a machine of `peak` GFLOP/s and a memory of `bandwidth` GB/s. Stops unless
  /// all numbers are positive and finite.
  public init(
    _ operations: [Operation], peak: Double, bandwidth: Double, title: String? = nil, caption: String? = nil,
    width: Double = 360, height: Double = 260
  ) {
    let numbers = operations.flatMap { [$0.intensity, $0.speed] } + [peak, bandwidth]
    require(
      numbers.allSatisfy { $0 > 0 && $0.isFinite },
      "RooflineChart: intensities, speeds and limits must be positive and finite; they are \(numbers)")
    let ridge = peak / bandwidth
    let intensities = operations.map(\.intensity) + [ridge / 10, ridge * 10]
    let x = Axis.logarithmic(intensities, label: "floating-point operations per byte")
    let y = Axis.logarithmic(
      operations.map(\.speed) + [x.range.lowerBound * bandwidth, peak], label: "GFLOP/s")
    roof = [
      (x.range.lowerBound, x.range.lowerBound * bandwidth), (ridge, peak), (x.range.upperBound, peak),
    ]
    let named = Double(operations.count) * RooflineChart.line
    frame = PlotFrame(
      body: Extent(width: width, height: max(height, named)), x: x, y: y,
      heading: Heading(title: title, caption: caption))
    self.operations = operations.sorted { ($1.speed, $0.intensity) < ($0.speed, $1.intensity) }
  }

  /// The plot within its spines, in points.
  public var body: Extent { frame.body }

  /// Room for ticks, titles and the column of names.
  public var margins: Margins {
    var margins = frame.margins
    let widest = operations.map { Lettering.width(of: $0.name, size: TypeSize.tick) }.max() ?? 0
    margins.right = max(margins.right, RooflineChart.gap + widest)
    return margins
  }

  /// Where the names stand, beside a body at `origin`: as near to the heights of their points as they can without
  /// touching each other or leaving the body.
  func names(origin: Point) -> [(text: String, box: Rectangle, point: Point)] {
    let line = RooflineChart.line
    var lowest = origin.y + line / 2
    let points = operations.map { frame.place($0.intensity, $0.speed, origin: origin) ?? origin }
    return operations.indices.map { index in
      let left = Double(operations.count - index) - 0.5
      let y = min(max(points[index].y, lowest), origin.y + body.height - left * line)
      lowest = y + line
      let width = Lettering.width(of: operations[index].name, size: TypeSize.tick)
      return (
        operations[index].name,
        Rectangle(
          x: origin.x + body.width + RooflineChart.gap, y: y - line / 2, width: width, height: line),
        points[index]
      )
    }
  }

  /// Draws the roof, the points with their names, and the axes.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let box = Rectangle(origin, body)
    let names = names(origin: origin)
    for (_, name, point) in names {
      canvas.polyline(
        [point, Point(box.right + 6, name.center.y), Point(name.left - 4, name.center.y)], .hairline, thickness: 0.5)
    }
    let corners = roof.compactMap { frame.place($0.intensity, $0.speed, origin: origin) }
    canvas.polyline(corners, .ink, thickness: 1.5, within: box)
    for (text, name, point) in names {
      canvas.disc(at: point, radius: 3, .blue)
      canvas.text(text, at: Point(name.left, name.center.y), Anchor(.left, .middle), size: TypeSize.tick)
    }
    frame.draw(on: &canvas, at: origin)
  }
}

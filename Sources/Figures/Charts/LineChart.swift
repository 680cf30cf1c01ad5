import Drawing

/// Lines over a common axis, with a legend where it hides none of them.
public struct LineChart: Panel {
  private let series: [Series]
  private let frame: PlotFrame
  private let legend: Legend
  private let legendCorner: Point?
  private let guides: [Double]

  /// A chart of one or more series.
  ///
  /// - Parameters:
  ///   - xLabel: the name of the horizontal axis, such as `epoch`.
  ///   - yLabel: the name of the vertical axis.
  ///   - integerX: whether only whole numbers are marked on the horizontal axis.
  ///   - logX: whether the horizontal axis runs in powers of ten; values that are not positive are left out.
  ///   - logY: the same for the vertical axis.
  ///   - xRange: the values that the horizontal axis spans; without it, those of the series.
  ///   - yRange: the values that the vertical axis spans; without it, those of the series.
  ///   - guides: values of y at which a quiet dashed line is drawn, such as chance.
  ///   - width: points between the vertical spines.
  ///   - height: points between the horizontal spines.
  public init(
    _ series: [Series], title: String? = nil, xLabel: String? = nil, yLabel: String? = nil, integerX: Bool = false,
    logX: Bool = false, logY: Bool = false, xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
    guides: [Double] = [], caption: String? = nil, width: Double = 330, height: Double = 210
  ) {
    self.series = series
    self.guides = guides
    let xs = series.lazy.flatMap(\.x)
    let x =
      logX
      ? Axis.logarithmic(xs, label: xLabel, range: xRange)
      : Axis.linear(xs, label: xLabel, range: xRange, wholeNumbers: integerX)
    let ys = series.flatMap(\.y) + guides
    let y =
      logY
      ? Axis.logarithmic(ys, label: yLabel, range: yRange)
      : Axis.linear(ys, label: yLabel, range: yRange)
    let frame = PlotFrame(
      body: Extent(width: width, height: height), x: x.fitting(width: width, wholeNumbers: integerX), y: y,
      heading: Heading(title: title, caption: caption))
    self.frame = frame
    legend = Legend(
      series.enumerated().map { ($1.name, $1.color ?? Color.ofSeries($0), .stroke($1.style)) })
    let drawn = series.flatMap { LineChart.samples(of: $0, in: frame) }
    legendCorner = legend.freePlace(in: Rectangle(Point(0, 0), frame.body), avoiding: drawn)
  }

  /// A single line needs no legend where there is no room for one.
  private var showsLegend: Bool { !legend.entries.isEmpty && (series.count > 1 || legendCorner != nil) }

  /// Points on a line, no more than a few apart, to see what a legend would hide.
  private static func samples(of series: Series, in frame: PlotFrame) -> [Point] {
    let points = zip(series.x, series.y).compactMap { frame.place($0, $1, origin: Point(0, 0)) }
    return Canvas.near(points, Rectangle(Point(0, 0), frame.body)).flatMap { line in
      line
        + zip(line, line.dropFirst()).flatMap { a, b -> [Point] in
          let pieces = Int((b - a).length / 4)
          return pieces > 1 ? (1..<pieces).map { a + (b - a) * (Double($0) / Double(pieces)) } : []
        }
    }
  }

  /// The plot within its spines, in points.
  public var body: Extent { frame.body }

  /// Room for ticks, names and titles, and for a legend that fits nowhere inside.
  public var margins: Margins {
    showsLegend && legendCorner == nil ? legend.beside(frame) : frame.margins
  }

  /// Draws the axes, the lines in their order, and the legend.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let box = Rectangle(origin, body)
    for guide in guides {
      guard let left = frame.place(frame.x.range.lowerBound, guide, origin: origin), left.y > box.top,
        left.y < box.bottom
      else { continue }
      canvas.polyline([left, Point(box.right, left.y)], .quiet, thickness: 1, dashes: [2, 3])
    }
    for (index, series) in series.enumerated() {
      let color = series.color ?? Color.ofSeries(index)
      let places = zip(series.x, series.y).map { frame.place($0, $1, origin: origin) }
      for run in places.split(whereSeparator: { $0 == nil }) {
        let points = run.compactMap { $0 }
        if series.style.hasLine {
          canvas.polyline(points, color, thickness: 1.5, dashes: series.style.dashes, within: box)
        }
        if series.style.hasDots {
          for point in points
          where point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom {
            canvas.disc(at: point, radius: 2.5, color)
          }
        }
      }
    }
    frame.draw(on: &canvas, at: origin)
    if showsLegend {
      legend.draw(on: &canvas, at: origin + (legendCorner ?? Point(body.width + Legend.gap, 0)))
    }
  }
}

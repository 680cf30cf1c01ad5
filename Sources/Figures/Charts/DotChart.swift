import Drawing
import System

/// Named values of a dot chart: for each label as many as there are, such as one for each random start.
public struct Dots: Sendable {
  /// The name in the legend.
  public let name: String
  let values: [[Double]]
  let color: Color?

  /// Any number of values for each label of the chart.
  public init<Number: BinaryFloatingPoint>(_ name: String, _ values: [[Number]], color: Color? = nil) {
    self.name = name
    self.values = values.map { $0.map { Double($0) } }
    self.color = color
  }
}

/// Dots over a common axis for named things, a row for each, with a short line at the mean where a row has several.
///
/// A dot stands for its value by its place alone, so the axis need not begin at zero, as that of bars must.
public struct DotChart: Panel {
  private let dots: [Dots]
  private let frame: PlotFrame
  private let legend: Legend

  private static let lane = 12.0

  /// A row for each label, the first on top, and in it a lane for each series.
  ///
  /// - Parameters:
  ///   - labels: the names of the rows. Stops unless each series has a list of values for each.
  ///   - xLabel: the name of the axis of values.
  ///   - logScale: whether values run in powers of ten; those that are not positive have no dot.
  ///   - width: points between the vertical spines.
  public init(
    _ series: [Dots], labels: [String], title: String? = nil, xLabel: String? = nil, logScale: Bool = false,
    caption: String? = nil, width: Double = 330
  ) {
    for dots in series {
      require(
        dots.values.count == labels.count,
        "DotChart: \(dots.values.count) lists of values and \(labels.count) labels; there must be as many")
    }
    dots = series
    let all = series.flatMap { $0.values.joined() }
    let values = logScale ? Axis.logarithmic(all, label: xLabel) : Axis.linear(all, label: xLabel)
    let count = Double(max(1, labels.count))
    let names = Axis(
      range: 0.5 - count...0.5, ticks: Ticks(at: labels.indices.map { -Double($0) }, labels: labels), label: nil)
    frame = PlotFrame(
      body: Extent(width: width, height: count * (Double(max(1, series.count)) * DotChart.lane + 8)),
      x: values.fitting(width: width, wholeNumbers: false), y: names, heading: Heading(title: title, caption: caption)
    )
    legend = Legend(
      series.enumerated().map { ($1.name, $1.color ?? Color.ofSeries($0), .stroke(.dots)) })
  }

  /// The plot within its spines, in points.
  public var body: Extent { frame.body }

  /// Room for ticks, names, titles and the legend.
  public var margins: Margins { legend.beside(frame) }

  /// Draws the rows, the axes and the legend.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let rows = max(1, dots.first?.values.count ?? 1)
    let slot = body.height / Double(rows)
    for row in 1..<rows {
      let y = (origin.y + Double(row) * slot).onWholePixel
      canvas.fill(Rectangle(x: origin.x, y: y, width: body.width, height: 0.5), .hairline)
    }
    for (lane, dots) in dots.enumerated() {
      let color = dots.color ?? Color.ofSeries(lane)
      for (row, values) in dots.values.enumerated() {
        let shift = (Double(lane) - Double(self.dots.count - 1) / 2) * DotChart.lane
        let y = (origin.y + (Double(row) + 0.5) * slot + shift).onWholePixel
        func x(_ value: Double) -> Double? { frame.x.position(value).map { origin.x + $0 * body.width } }
        for place in values.compactMap(x) { canvas.disc(at: Point(place, y), radius: 3, color) }
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        if values.count > 1, let place = x(mean) {
          canvas.fill(Rectangle(x: place - 0.75, y: y - 5.5, width: 1.5, height: 11), .ink)
        }
      }
    }
    frame.draw(on: &canvas, at: origin)
    if !legend.entries.isEmpty { legend.draw(on: &canvas, at: origin + Point(body.width + Legend.gap, 0)) }
  }
}

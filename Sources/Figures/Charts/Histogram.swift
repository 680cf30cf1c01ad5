import Drawing
import System
import TensorCore

/// How often values fall into each of many equal intervals.
public struct Histogram: Panel {
  private let counts: [Int]
  private let edges: ClosedRange<Double>
  private let frame: PlotFrame
  private let color: Color

  /// The counts of all elements of a tensor. Values that are not finite or outside of `range` are not counted; the upper
  /// end belongs to the last interval.
  ///
  /// - Parameters:
  ///   - bins: the number of intervals, from 1 to 1,000,000.
  ///   - range: what the intervals divide; without it, from the smallest to the largest value.
  public init(
    _ values: Tensor, bins: Int = 30, range: ClosedRange<Float>? = nil, title: String? = nil, xLabel: String? = nil,
    yLabel: String? = "count", color: Color = .blue, caption: String? = nil, width: Double = 330, height: Double = 210
  ) {
    require((1...1_000_000).contains(bins), "Histogram: \(bins) bins; there must be from 1 to 1,000,000")
    let scale = values.withUnsafeElements { ColorScale(.gray, range: range, fitting: $0) }
    let edges = Double(scale.range.lowerBound)...Double(scale.range.upperBound)
    var counts = [Int](repeating: 0, count: bins)
    values.withUnsafeElements { elements in
      for value in elements where edges.contains(Double(value)) {
        let place = (Double(value) - edges.lowerBound) / (edges.upperBound - edges.lowerBound) * Double(bins)
        counts[min(bins - 1, Int(place))] += 1
      }
    }
    self.counts = counts
    self.edges = edges
    self.color = color
    let x = Axis.linear([edges.lowerBound, edges.upperBound], label: xLabel)
    let highest = Double(max(1, counts.max() ?? 1)) * 1.05
    frame = PlotFrame(
      body: Extent(width: width, height: height), x: x.fitting(width: width, wholeNumbers: false),
      y: Axis(range: 0...highest, ticks: Ticks(0...highest, wholeNumbers: true), label: yLabel),
      heading: Heading(title: title, caption: caption))
  }

  /// The plot within its spines, in points.
  public var body: Extent { frame.body }

  /// Room for ticks, names and titles.
  public var margins: Margins { frame.margins }

  /// Draws a bar for each interval, and the axes.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let step = (edges.upperBound - edges.lowerBound) / Double(counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      guard let top = frame.place(edges.lowerBound + Double(index) * step, Double(count), origin: origin),
        let bottom = frame.place(edges.lowerBound + Double(index + 1) * step, 0, origin: origin)
      else { continue }
      canvas.fill(
        Rectangle(x: top.x, y: top.y, width: bottom.x - top.x, height: bottom.y - top.y).onWholePixels, color)
    }
    frame.draw(on: &canvas, at: origin)
  }
}

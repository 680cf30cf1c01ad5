import Drawing
import System

/// Named values of a bar chart, one for each label.
public struct Bars: Sendable {
  /// The name in the legend.
  public let name: String
  let values: [Double]
  let color: Color?

  /// One value for each label of the chart.
  public init<Number: BinaryFloatingPoint>(_ name: String, _ values: [Number], color: Color? = nil) {
    self.name = name
    self.values = values.map { Double($0) }
    self.color = color
  }
}

/// Bars for named things, upright, or lying where the names are too long to stand side by side.
public struct BarChart: Panel {
  private let bars: [Bars]
  private let frame: PlotFrame
  private let legend: Legend
  private let isLying: Bool
  private let valueTexts: [String]
  private let marksZeros: Bool

  /// Bars of one height for each label.
  ///
  /// - Parameters:
  ///   - labels: the names of the bars.
  ///   - values: one for each label; stops if there are not as many.
  ///   - xLabel: the name of the axis of labels.
  ///   - yLabel: the name of the axis of values.
  ///   - reaching: a value that the axis of values has room for, however short the bars.
  ///   - logScale: whether values run in powers of ten; those that are not positive have no bar.
  ///   - showsValues: whether each value is written at its bar; with `decimals` digits after the point.
  public init<Number: BinaryFloatingPoint>(
    _ values: [Number], labels: [String], title: String? = nil, xLabel: String? = nil, yLabel: String? = nil,
    reaching: Double = 0, logScale: Bool = false, showsValues: Bool = false, decimals: Int? = nil,
    caption: String? = nil, width: Double = 330, height: Double = 210
  ) {
    self.init(
      [Bars("", values)], labels: labels, title: title, xLabel: xLabel, yLabel: yLabel, reaching: reaching,
      logScale: logScale, showsValues: showsValues, decimals: decimals, caption: caption, width: width, height: height
    )
  }

  /// Groups of bars, one of each series for each label, with a legend; `marksZeros` puts a cross where a value is exactly 0.
  public init(
    _ series: [Bars], labels: [String], title: String? = nil, xLabel: String? = nil, yLabel: String? = nil,
    reaching: Double = 0, logScale: Bool = false, showsValues: Bool = false, marksZeros: Bool = false,
    decimals: Int? = nil, caption: String? = nil, width: Double = 330, height: Double = 210
  ) {
    self.marksZeros = marksZeros
    for bars in series {
      require(
        bars.values.count == labels.count,
        "BarChart: \(bars.values.count) values and \(labels.count) labels; there must be as many")
    }
    bars = series
    let all = series.flatMap(\.values)
    let slot = width / Double(max(1, labels.count))
    let widest = labels.map { Lettering.extent(of: $0, size: TypeSize.tick).width }.max() ?? 0
    isLying = widest + 6 > slot
    let decimals = decimals ?? Numerals.decimals(for: all.map { Float($0) })
    valueTexts = showsValues && series.count == 1 ? all.map { Numerals.text($0, decimals: decimals) } : []

    var values =
      logScale
      ? Axis.logarithmic(all + [reaching], label: yLabel)
      : Axis.linear(all + [0, reaching], label: yLabel, margin: 0)
    if !logScale {
      // Bars stand on zero; beyond them is room, and more where values are written.
      let span = values.range.upperBound - values.range.lowerBound
      let room = valueTexts.isEmpty ? 0.05 : isLying ? 0.16 : 0.1
      let low = values.range.lowerBound < 0 ? values.range.lowerBound - room * span : 0
      let high = values.range.upperBound > 0 ? values.range.upperBound + room * span : 0
      values = Axis(range: low...high, ticks: Ticks(low...high), label: yLabel)
    }
    let count = Double(labels.count)
    let places = labels.indices.map { Double($0) }
    var names = Axis(
      range: -0.5...max(0.5, count - 0.5), ticks: Ticks(at: places, labels: labels), label: xLabel)
    let heading = Heading(title: title, caption: caption)
    if isLying {
      names.range = -max(0.5, count - 0.5)...0.5
      names.ticks.values = places.map { -$0 }
      let needed = count * (Double(series.count) * 9 + 8)
      frame = PlotFrame(
        body: Extent(width: width, height: max(needed, min(height, count * 28)).rounded()),
        x: values.fitting(width: width, wholeNumbers: false), y: names, heading: heading)
    } else {
      frame = PlotFrame(body: Extent(width: width, height: height), x: names, y: values, heading: heading)
    }
    legend = Legend(series.enumerated().map { ($1.name, $1.color ?? Color.ofSeries($0), .patch) })
  }

  /// The plot within its spines, in points.
  public var body: Extent { frame.body }

  /// Room for ticks, names, titles and the legend.
  public var margins: Margins { legend.beside(frame) }

  /// Draws the bars, the axes and the legend.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let box = Rectangle(origin, body)
    let values = isLying ? frame.x : frame.y
    let base = min(max(values.isLogarithmic ? 0 : values.position(0) ?? 0, 0), 1)
    let names = isLying ? frame.y : frame.x
    let slot = (isLying ? body.height : body.width) / (names.range.upperBound - names.range.lowerBound)
    let thickness = slot * 0.76 / Double(max(1, bars.count))
    for (number, bars) in bars.enumerated() {
      let color = bars.color ?? Color.ofSeries(number)
      for (index, value) in bars.values.enumerated() {
        guard let position = values.position(value) else { continue }
        let share = min(max(position, 0), 1)
        let start = (Double(index) + 0.5) * slot - slot * 0.38 + Double(number) * thickness
        let (from, to) = (min(base, share), max(base, share))
        let bar =
          isLying
          ? Rectangle(
            x: box.left + from * box.width, y: box.top + start, width: (to - from) * box.width, height: thickness)
          : Rectangle(
            x: box.left + start, y: box.top + (1 - to) * box.height, width: thickness,
            height: (to - from) * box.height)
        canvas.fill(bar.onWholePixels, color)
        if marksZeros, value == 0 {
          canvas.text(
            "×", at: isLying ? Point(bar.left, bar.center.y) : Point(bar.center.x, bar.bottom),
            isLying ? Anchor(.left, .middle) : Anchor(.center, .bottom), size: TypeSize.tick)
        }
        guard index < valueTexts.count else { continue }
        let isNegative = share < base
        let place =
          isLying
          ? Point(isNegative ? bar.left - 4 : bar.right + 4, bar.center.y)
          : Point(bar.center.x, isNegative ? bar.bottom + 3 : bar.top - 2)
        canvas.text(
          valueTexts[index], at: place,
          isLying ? Anchor(isNegative ? .right : .left, .middle) : Anchor(.center, isNegative ? .top : .bottom),
          size: TypeSize.tick)
      }
    }
    if base > 0 && base < 1 {
      let line =
        isLying
        ? Rectangle(x: (box.left + base * box.width).onWholePixel, y: box.top, width: 0.5, height: box.height)
        : Rectangle(x: box.left, y: (box.bottom - base * box.height).onWholePixel, width: box.width, height: 0.5)
      canvas.fill(line, .ink)
    }
    frame.draw(on: &canvas, at: origin)
    if !legend.entries.isEmpty { legend.draw(on: &canvas, at: origin + Point(body.width + Legend.gap, 0)) }
  }
}

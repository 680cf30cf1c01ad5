import Drawing
import System

/// The frame of a chart: spines, ticks, their labels, the names of the axes, and a title.
struct PlotFrame: Sendable {
  let body: Extent
  let x: Axis
  let y: Axis
  let heading: Heading

  init(body: Extent, x: Axis, y: Axis, heading: Heading) {
    require(
      [body.width, body.height].allSatisfy { $0 > 0 && $0 <= 1e6 },
      "Figure: a chart of \(body.width) × \(body.height) points; both must be above 0 and at most 1,000,000")
    (self.body, self.x, self.y, self.heading) = (body, x, y, heading)
  }

  private static let tick = 3.5
  private static let minorTick = 2.0
  private static let tickGap = 3.0
  private static let labelGap = 4.0

  private var tickHeight: Double {
    x.ticks.labels.map { Lettering.extent(of: $0, size: TypeSize.tick).height }.max() ?? 0
  }

  private var yTickWidth: Double { y.ticks.labels.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0 }

  private var bottomRoom: Double {
    let names = x.label.map { Lettering.extent(of: $0, size: TypeSize.label).height + PlotFrame.labelGap } ?? 0
    return PlotFrame.tick + PlotFrame.tickGap + tickHeight + names
  }

  /// The room around the body, however long the labels are.
  var margins: Margins {
    var margins = heading.margins(around: body)
    let nameHeight = y.label.map { Lettering.extent(of: $0, size: TypeSize.label).height + PlotFrame.labelGap } ?? 0
    margins.left = max(margins.left, PlotFrame.tick + PlotFrame.tickGap + yTickWidth + nameHeight)
    margins.bottom += bottomRoom
    margins.top = max(margins.top, 6)
    // The outermost labels reach beyond the axis by half their width.
    for (value, label) in zip(x.ticks.values, x.ticks.labels) {
      guard let place = x.position(value) else { continue }
      let half = Lettering.width(of: label, size: TypeSize.tick) / 2
      margins.left = max(margins.left, half - place * body.width)
      margins.right = max(margins.right, half - (1 - place) * body.width)
    }
    if let name = x.label {
      let overhang = (Lettering.width(of: name, size: TypeSize.label) - body.width) / 2
      margins.left = max(margins.left, overhang)
      margins.right = max(margins.right, overhang)
    }
    if let name = y.label {
      let overhang = (Lettering.width(of: name, size: TypeSize.label) - body.height) / 2
      margins.top = max(margins.top, overhang)
      margins.bottom = max(margins.bottom, overhang)
    }
    return margins
  }

  /// Where a value pair lies, for a body at `origin`; nil if an axis cannot show it.
  func place(_ xValue: Double, _ yValue: Double, origin: Point) -> Point? {
    guard let across = x.position(xValue), let up = y.position(yValue) else { return nil }
    return origin + Point(across * body.width, (1 - up) * body.height)
  }

  /// Draws all but the data.
  func draw(on canvas: inout Canvas, at origin: Point) {
    let box = Rectangle(origin, body)
    canvas.frame(box, .ink)
    for (value, label) in zip(x.ticks.values, x.ticks.labels) {
      guard let share = x.position(value) else { continue }
      let place = (box.left + 0.25 + share * (body.width - 0.5)).onWholePixel
      canvas.fill(Rectangle(x: place - 0.5, y: box.bottom, width: 0.5, height: PlotFrame.tick), .ink)
      canvas.text(
        label, at: Point(place - 0.25, box.bottom + PlotFrame.tick + PlotFrame.tickGap), Anchor(.center, .top),
        size: TypeSize.tick)
    }
    for (value, label) in zip(y.ticks.values, y.ticks.labels) {
      guard let share = y.position(value) else { continue }
      let place = (box.bottom + 0.25 - share * (body.height - 0.5)).onWholePixel
      canvas.fill(Rectangle(x: box.left - PlotFrame.tick, y: place - 0.5, width: PlotFrame.tick, height: 0.5), .ink)
      canvas.text(
        label, at: Point(box.left - PlotFrame.tick - PlotFrame.tickGap, place - 0.25), Anchor(.right, .middle),
        size: TypeSize.tick)
    }
    for share in x.ticks.minor.compactMap(x.position) {
      let place = (box.left + 0.25 + share * (body.width - 0.5)).onWholePixel
      canvas.fill(Rectangle(x: place - 0.5, y: box.bottom, width: 0.5, height: PlotFrame.minorTick), .ink)
    }
    for share in y.ticks.minor.compactMap(y.position) {
      let place = (box.bottom + 0.25 - share * (body.height - 0.5)).onWholePixel
      canvas.fill(
        Rectangle(x: box.left - PlotFrame.minorTick, y: place - 0.5, width: PlotFrame.minorTick, height: 0.5), .ink)
    }
    if let name = x.label {
      canvas.text(
        name, at: Point(box.center.x, box.bottom + bottomRoom), Anchor(.center, .bottom), size: TypeSize.label)
    }
    if let name = y.label {
      let gap = PlotFrame.tick + PlotFrame.tickGap + yTickWidth + PlotFrame.labelGap
      canvas.text(
        name, at: Point(box.left - gap, box.center.y), Anchor(.center, .bottom), size: TypeSize.label, rotated: true)
    }
    heading.draw(on: &canvas, around: box, below: bottomRoom)
  }
}

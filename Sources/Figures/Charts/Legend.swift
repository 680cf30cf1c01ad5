import Drawing

extension Color {
  /// The colour of a chart's series by its number; beyond the last, the first again.
  static func ofSeries(_ number: Int) -> Color { series[number % series.count] }
}

/// The names of a chart's series with a sample of each.
struct Legend: Sendable {
  /// What stands before a name.
  enum Sample: Sendable {
    case stroke(Series.Style)
    case patch
  }

  let entries: [(name: String, color: Color, sample: Sample)]

  /// How far from a plot a legend stands that is beside it.
  static let gap = 10.0
  private static let size = 9.0, padding = 6.0, sampleWidth = 18.0, sampleGap = 6.0, line = 15.0

  init(_ entries: [(name: String, color: Color, sample: Sample)]) {
    self.entries = entries.filter { !$0.name.isEmpty }
  }

  /// Width and height in points.
  var extent: Extent {
    let widest = entries.map { Lettering.width(of: $0.name, size: Legend.size) }.max() ?? 0
    return Extent(
      width: 2 * Legend.padding + Legend.sampleWidth + Legend.sampleGap + widest,
      height: Double(entries.count) * Legend.line + 2 * Legend.padding - 3)
  }

  /// A plot's margins with room for the legend to its right, which may end below it.
  func beside(_ plot: PlotFrame) -> Margins {
    var margins = plot.margins
    guard !entries.isEmpty else { return margins }
    margins.right = max(margins.right, Legend.gap + extent.width)
    margins.bottom = max(margins.bottom, extent.height - plot.body.height)
    return margins
  }

  /// The corner of `box` where the legend hides none of `points`; nil if it would hide some in each.
  func freePlace(in box: Rectangle, avoiding points: [Point]) -> Point? {
    let inset = 6.0
    let (w, h) = (extent.width, extent.height)
    guard w + 2 * inset < box.width, h + 2 * inset < box.height else { return nil }
    let corners = [
      Point(box.right - inset - w, box.top + inset), Point(box.left + inset, box.top + inset),
      Point(box.right - inset - w, box.bottom - inset - h), Point(box.left + inset, box.bottom - inset - h),
    ]
    return corners.first { corner in
      let covered = Rectangle(corner, extent).outset(by: 4)
      return !points.contains {
        $0.x > covered.left && $0.x < covered.right && $0.y > covered.top && $0.y < covered.bottom
      }
    }
  }

  func draw(on canvas: inout Canvas, at origin: Point) {
    canvas.fill(Rectangle(origin, extent).onWholePixels, .white)
    canvas.frame(Rectangle(origin, extent), .hairline)
    for (index, entry) in entries.enumerated() {
      let y = (origin.y + Legend.padding - 1.5 + (Double(index) + 0.5) * Legend.line).onWholePixel
      let left = origin.x + Legend.padding, right = left + Legend.sampleWidth
      switch entry.sample {
      case .stroke(let style):
        if style.hasLine {
          canvas.polyline([Point(left, y), Point(right, y)], entry.color, thickness: 1.5, dashes: style.dashes)
        }
        if style.hasDots { canvas.disc(at: Point((left + right) / 2, y), radius: 2.5, entry.color) }
      case .patch:
        canvas.fill(Rectangle(x: left, y: y - 4, width: Legend.sampleWidth, height: 8).onWholePixels, entry.color)
      }
      canvas.text(entry.name, at: Point(right + Legend.sampleGap, y), Anchor(.left, .middle), size: Legend.size)
    }
  }
}

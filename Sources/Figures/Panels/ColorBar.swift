import Drawing

/// The colours of a scale with its ticks, to the right of an image and as high as it.
struct ColorBar: Sendable {
  let scale: ColorScale

  private static let gap = 7.0, thickness = 8.0, tick = 3.0

  private func ticks(height: Double) -> Ticks {
    Ticks(
      Double(scale.range.lowerBound)...Double(scale.range.upperBound), atMost: min(9, max(2, Int(height / 18))))
  }

  /// The room the bar takes to the right of an image `height` points high, and what its labels need above and below.
  func margins(height: Double) -> Margins {
    let widest = ticks(height: height).labels.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0
    return Margins(top: 5, bottom: 5, right: ColorBar.gap + ColorBar.thickness + ColorBar.tick + 3 + widest)
  }

  /// Where the colours are.
  func place(beside image: Rectangle) -> Rectangle {
    Rectangle(x: image.right + ColorBar.gap, y: image.top, width: ColorBar.thickness, height: image.height)
      .onWholePixels
  }

  func draw(on canvas: inout Canvas, beside image: Rectangle) {
    let bar = place(beside: image)
    let rows = Int(bar.height) * Canvas.density
    for row in 0..<rows {
      let position = 1 - (Double(row) + 0.5) / Double(rows)
      canvas.fill(
        Rectangle(x: bar.left, y: bar.top + Double(row) / Double(Canvas.density), width: bar.width, height: 0.5),
        scale.colors.color(at: position))
    }
    canvas.frame(bar, .ink)
    let ticks = ticks(height: image.height)
    let low = Double(scale.range.lowerBound), span = Double(scale.range.upperBound) - low
    for (value, label) in zip(ticks.values, ticks.labels) {
      let y = (bar.bottom - 0.25 - (value - low) / span * (bar.height - 0.5)).onWholePixel
      canvas.fill(Rectangle(x: bar.right, y: y - 0.5, width: ColorBar.tick, height: 0.5), .ink)
      canvas.text(
        label, at: Point(bar.right + ColorBar.tick + 3, y - 0.25), Anchor(.left, .middle), size: TypeSize.tick)
    }
  }
}

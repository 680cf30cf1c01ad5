import Drawing

/// A title above and a caption below something, both centred on it.
struct Heading: Sendable {
  var title: String?
  var caption: String?

  private static let gap = 5.0

  /// The room that both need around a body, on its sides too where they are wider than it.
  func margins(around body: Extent) -> Margins {
    var margins = Margins()
    for (text, size, isAbove) in [(title, TypeSize.title, true), (caption, TypeSize.caption, false)] {
      guard let text, !text.isEmpty else { continue }
      let extent = Lettering.extent(of: text, size: size)
      let overhang = max(0, (extent.width - body.width) / 2)
      margins.left = max(margins.left, overhang)
      margins.right = max(margins.right, overhang)
      if isAbove { margins.top = extent.height + Heading.gap } else { margins.bottom = extent.height + Heading.gap }
    }
    return margins
  }

  /// Writes both around a body; `below` is the room that ticks and labels take between it and the caption.
  func draw(on canvas: inout Canvas, around body: Rectangle, above: Double = 0, below: Double = 0) {
    if let title, !title.isEmpty {
      let height = Lettering.extent(of: title, size: TypeSize.title).height
      canvas.text(
        title, at: Point(body.center.x, body.top - above - Heading.gap - height), Anchor(.center, .top),
        size: TypeSize.title)
    }
    if let caption, !caption.isEmpty {
      canvas.text(
        caption, at: Point(body.center.x, body.bottom + below + Heading.gap), Anchor(.center, .top),
        size: TypeSize.caption,
        .quiet)
    }
  }
}

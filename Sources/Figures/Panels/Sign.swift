import Drawing

/// A sign or a few words between panels: `=`, `⋆`, `+`, `→`.
public struct Sign: Panel {
  private let text: String
  private let size: Double

  /// Text in a type size of points; in a figure with `alignment: .middle` it stands at the middle of its neighbours.
  public init(_ text: String, size: Double = 16) {
    self.text = text
    self.size = size
  }

  /// The size of the text in points.
  public var body: Extent { Lettering.extent(of: text, size: size) }

  /// None: a sign is nothing but its text.
  public var margins: Margins { Margins() }

  /// The text.
  public var lines: [String]? { text.split(separator: "\n").map(String.init) }

  /// Writes the text.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    canvas.text(text, at: Rectangle(origin, body).center, Anchor(.center, .middle), size: size)
  }
}

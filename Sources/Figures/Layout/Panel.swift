import Drawing

/// One part of a figure: an image, a matrix, a chart.
///
/// A panel is its body, which the figure aligns with its neighbours', and around it room for titles, labels and bars.
public protocol Panel: Sendable {
  /// The size of the body in points.
  var body: Extent { get }
  /// The room that titles, labels and bars take on each side of the body.
  var margins: Margins { get }
  /// Draws the panel with the upper left corner of its body at `origin`.
  func draw(on canvas: inout Canvas, at origin: Point)
}

/// The type sizes of figures, in points.
enum TypeSize {
  static let figureTitle = 13.0
  static let title = 11.0
  static let label = 10.0
  static let tick = 9.0
  static let caption = 9.0
}

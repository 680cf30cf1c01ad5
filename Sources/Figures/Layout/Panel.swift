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
  /// What of it is a picture, in points from the upper left corner of the body: colours that mean what they are, on a
  /// dark page too.
  var rasters: [Rectangle] { get }
  /// The panel in characters; nil if it has to be seen.
  var lines: [String]? { get }
}

extension Panel {
  /// Nothing: all of it is drawn in lines and letters.
  public var rasters: [Rectangle] { [] }

  /// It has to be seen.
  public var lines: [String]? { nil }
}

/// The type sizes of figures, in points.
enum TypeSize {
  static let figureTitle = 13.0
  static let title = 11.0
  static let label = 10.0
  static let tick = 9.0
  static let caption = 9.0
}

import Drawing
import System

/// Panels in rows and columns, under a common title. The size follows from what is in it.
public struct Figure: Sendable {
  private let title: String?
  private let columns: Int
  private let panels: [any Panel]
  private let alignment: Alignment

  /// How the bodies of a row stand beside each other.
  public enum Alignment: Sendable {
    /// They hang from one line, and so do their titles.
    case top
    /// Their middles are on one line, as in an equation.
    case middle
  }

  private static let border = 10.0
  private static let gap = 18.0

  /// A figure of the panels that `panels` lists, row by row.
  ///
  /// - Parameters:
  ///   - columns: how many stand side by side; all of them, if it is not given. Stops if it is less than 1.
  ///   - title: what stands above all panels.
  ///   - alignment: how the bodies of a row stand beside each other.
  public init(
    columns: Int? = nil, title: String? = nil, alignment: Alignment = .top, @PanelBuilder _ panels: () -> [any Panel]
  ) {
    self.panels = panels()
    require(columns ?? 1 >= 1, "Figure: \(columns ?? 1) columns; there must be at least one")
    self.columns = max(1, min(columns ?? self.panels.count, self.panels.count))
    self.title = title
    self.alignment = alignment
  }

  /// Width and height in points; `render()` gives twice as many pixels.
  public var size: (width: Int, height: Int) {
    let extent = layout().extent
    return (Int(extent.width.rounded(.up)), Int(extent.height.rounded(.up)))
  }

  /// What of the figure is a picture, in points: colours that mean what they are, on a dark page too.
  package var rasters: [Rectangle] {
    zip(panels, layout().origins).flatMap { panel, origin in
      panel.rasters.map { Rectangle(origin + $0.origin, $0.extent) }
    }
  }

  /// The figure in characters, at most `width` columns wide where its panels are; nil if there is anything that has to be
  /// seen.
  package func lines(width: Int) -> [String]? {
    let blocks = panels.compactMap(\.lines)
    guard blocks.count == panels.count else { return nil }
    let rows = stride(from: 0, to: blocks.count, by: columns).map {
      Array(blocks[$0..<min($0 + columns, blocks.count)])
    }
    return (title.map { [$0, ""] } ?? []) + PanelText.rows(rows, width: width)
  }

  /// Draws the figure. The same figure gives the same pixels everywhere.
  public func render() -> Bitmap {
    let (origins, extent, titleHeight) = layout()
    let pixels = extent.width * extent.height * Double(Canvas.density * Canvas.density)
    require(
      pixels <= Double(PNG.largestPixelCount),
      "Figure: \(extent.width) × \(extent.height) points are more than can be drawn; show a part, or fewer panels"
    )
    var canvas = Canvas(extent)
    if let title, titleHeight > 0 {
      canvas.text(
        title, at: Point(extent.width / 2, Figure.border), Anchor(.center, .top), size: TypeSize.figureTitle,
        weight: .bold)
    }
    for (panel, origin) in zip(panels, origins) { panel.draw(on: &canvas, at: origin) }
    return canvas.bitmap
  }

  /// Draws the figure and gives the bytes of its PNG file. Throws a `PNGError` if that fails.
  public func file() throws -> [UInt8] { try PNG.encode(render(), path: "a figure") }

  /// Draws the figure and writes it as a PNG, whole or not at all. Throws a `PNGError` if it cannot be packed and an
  /// `UnwritableFile` if it cannot be written.
  public func written(to path: String) throws { try PNG.write(render(), to: path) }

  /// Where each body begins. Bodies of a column are centred in it.
  private func layout() -> (origins: [Point], extent: Extent, titleHeight: Double) {
    /// How far below the top of its row a body begins.
    func drop(_ body: Extent, _ room: Double) -> Double { alignment == .top ? 0 : (room - body.height) / 2 }
    let rows = (panels.count + columns - 1) / columns
    var wide = [(left: Double, body: Double, right: Double)](repeating: (0, 0, 0), count: columns)
    var high = [(top: Double, body: Double, bottom: Double)](repeating: (0, 0, 0), count: rows)
    let measures = panels.map { (body: $0.body, margins: $0.margins) }
    for (index, panel) in measures.enumerated() {
      let (row, column) = (index / columns, index % columns)
      wide[column].body = max(wide[column].body, panel.body.width)
      high[row].body = max(high[row].body, panel.body.height)
    }
    for (index, panel) in measures.enumerated() {
      let (row, column) = (index / columns, index % columns)
      // A narrow body leaves room beside itself, which its labels may use.
      let slack = (wide[column].body - panel.body.width) / 2
      wide[column].left = max(wide[column].left, panel.margins.left - slack)
      wide[column].right = max(wide[column].right, panel.margins.right - slack)
      let below = high[row].body - panel.body.height - drop(panel.body, high[row].body)
      high[row].top = max(high[row].top, panel.margins.top - drop(panel.body, high[row].body))
      high[row].bottom = max(high[row].bottom, panel.margins.bottom - below)
    }

    let titleExtent = title.map { Lettering.extent(of: $0, size: TypeSize.figureTitle, weight: .bold) }
    let titleHeight = titleExtent.map { $0.height + 12 } ?? 0
    let content = wide.reduce(Double(columns - 1) * Figure.gap) { $0 + $1.left + $1.body + $1.right }
    let inner = max(content, titleExtent?.width ?? 0)

    var xs: [Double] = []
    var x = Figure.border + (inner - content) / 2
    for column in wide {
      xs.append(x + column.left)
      x += column.left + column.body + column.right + Figure.gap
    }
    var ys: [Double] = []
    var y = Figure.border + titleHeight
    for row in high {
      ys.append(y + row.top)
      y += row.top + row.body + row.bottom + Figure.gap
    }
    let origins = measures.enumerated().map { index, panel in
      let (row, column) = (index / columns, index % columns)
      return Point(
        (xs[column] + (wide[column].body - panel.body.width) / 2).onWholePixel,
        (ys[row] + drop(panel.body, high[row].body)).onWholePixel)
    }
    let height = y - (rows > 0 ? Figure.gap : 0) + Figure.border
    return (origins, Extent(width: inner + 2 * Figure.border, height: height), titleHeight)
  }
}

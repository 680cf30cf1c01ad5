import Drawing
import System
import TensorCore

/// A rectangle of cells with a frame in a colour of its own.
public struct Highlight: Sendable {
  let rows, columns: Range<Int>
  let color: Color

  /// A frame around rows and columns of cells.
  public init(rows: Range<Int>, columns: Range<Int>, color: Color = .accent) {
    self.rows = rows
    self.columns = columns
    self.color = color
  }

  /// A frame around one cell.
  public init(row: Int, column: Int, color: Color = .accent) {
    require(max(row, column) < Int.max, "Highlight: there is no cell (\(row), \(column))")
    self.init(rows: row..<row + 1, columns: column..<column + 1, color: color)
  }
}

/// A matrix with its numbers written in its cells.
public struct MatrixPanel: Panel {
  /// How a cell is drawn.
  public enum Look: Sendable {
    /// Its number on its colour.
    case shown
    /// Its number on grey, as for padding.
    case muted
    /// Grey, without its number.
    case hidden
  }

  private let rows, columns: Int
  private let texts: [String]
  private let fills, inks: [Color]
  private let isMapped: Bool
  private let highlights: [Highlight]
  private let rowLabels, columnLabels: [String]
  private let heading: Heading
  private let bar: ColorBar?
  private let cell: Extent

  private static let numberSize = 10.0
  /// The least width of a cell, and its height, in points.
  private static let smallestSide = 24.0

  /// The numbers of a matrix of shape `(H, W)` or `(1, H, W)`, or of a vector, as one row; stops for another shape.
  ///
  /// - Parameters:
  ///   - colors: the map behind the numbers; without it a pale tint, blue below zero and orange above.
  ///   - range: the values of the first and the last colour; without it, the matrix's own.
  ///   - decimals: digits after the point; without it, as few as show the numbers, at most two unless all are small.
  ///   - highlights: cells that are framed.
  ///   - rowLabels: what stands to the left of the rows, for as many as there are.
  ///   - columnLabels: what stands above the columns, for as many as there are.
  ///   - colorBar: whether the colours and their values are drawn beside the matrix.
  ///   - caption: a small line below.
  ///   - look: how the cell at a row and a column is drawn.
  public init(
    _ matrix: Tensor, title: String? = nil, colors: ColorMap? = nil, range: ClosedRange<Float>? = nil,
    decimals: Int? = nil, highlights: [Highlight] = [], rowLabels: [String] = [], columnLabels: [String] = [],
    colorBar: Bool = false, caption: String? = nil, look: (_ row: Int, _ column: Int) -> Look = { _, _ in .shown }
  ) {
    let matrix =
      matrix.rank == 3 && matrix.shape[0] == 1
      ? matrix.selecting(0) : matrix.rank == 1 ? matrix.unsqueezed(axis: 0) : matrix
    guard matrix.rank == 2, matrix.count > 0 else {
      stop("MatrixPanel: the shape is \(matrix.shape); it must be (height, width), neither of them 0")
    }
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    let pixels = MatrixPanel.smallestSide * Double(Canvas.density)
    require(
      Double(matrix.count) * pixels * pixels <= Double(PNG.largestPixelCount),
      "MatrixPanel: \(rows) × \(columns) numbers are more than can be drawn; show a part")
    let values = matrix.elements
    let decimals = decimals ?? Numerals.decimals(for: values)
    let scale = ColorScale(colors ?? .diverging, range: range, fitting: values)
    let looks = (0..<rows * columns).map { look($0 / columns, $0 % columns) }
    texts = zip(values, looks).map { $1 == .hidden ? "" : Numerals.text(Double($0), decimals: decimals) }
    let fills = zip(values, looks).map { value, look in
      // Beside a map's colours a pale grey would be the brightest.
      if look != .shown { return Color(colors == nil ? 0xEEEEEE : 0xB4B4B4) }
      return colors == nil ? MatrixPanel.tint(value, scale) : scale.color(value)
    }
    self.fills = fills
    isMapped = colors != nil
    inks = zip(fills, looks).map { $1 == .muted && colors == nil ? .quiet : $0.legibleInk }
    self.rows = rows
    self.columns = columns
    self.highlights = highlights
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    heading = Heading(title: title, caption: caption)
    bar = colorBar ? ColorBar(scale: scale) : nil
    let widest =
      values.map { Lettering.width(of: Numerals.text(Double($0), decimals: decimals), size: MatrixPanel.numberSize) }
      .max() ?? 0
    let labelled = columnLabels.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0
    cell = Extent(
      width: max(MatrixPanel.smallestSide, widest + 10, labelled + 6).rounded(.up), height: MatrixPanel.smallestSide)
  }

  /// A shade pale enough for numbers: white at zero, blue below, orange above.
  private static func tint(_ value: Float, _ scale: ColorScale) -> Color {
    guard !value.isNaN else { return .undefined }
    let strength = scale.position(value) * 2 - 1
    return Color.white.mixed(with: strength < 0 ? Color(0xA3CBEA) : Color(0xFBC08A), strength.magnitude)
  }

  /// The size of all cells in points.
  public var body: Extent {
    Extent(width: Double(columns) * cell.width, height: Double(rows) * cell.height)
  }

  /// Room for the title, the labels, the caption and the bar.
  public var margins: Margins {
    var margins = heading.margins(around: body)
    if let bar { margins = margins.union(bar.margins(height: body.height)) }
    let widest = rowLabels.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0
    if widest > 0 { margins.left = max(margins.left, widest + 6) }
    margins.top += columnRoom
    return margins
  }

  private var columnRoom: Double {
    columnLabels.isEmpty ? 0 : Lettering.extent(of: columnLabels[0], size: TypeSize.tick).height + 2
  }

  /// Cells in the colours of a map, and the bar; cells that are only tinted can be drawn in other colours.
  public var rasters: [Rectangle] {
    let cells = Rectangle(Point(0, 0), body)
    return (isMapped ? [cells] : []) + (bar.map { [$0.place(beside: cells)] } ?? [])
  }

  /// Title, labels and numbers, those in a frame between brackets; a hidden number is a dot.
  public var lines: [String]? {
    let widest = (texts + columnLabels).map(\.count).max() ?? 0
    let label = rowLabels.map(\.count).max() ?? 0
    func line(_ row: Int) -> String {
      let cells = (0..<columns).map { column -> String in
        let text = texts[row * columns + column]
        let isFramed = highlights.contains { $0.rows.contains(row) && $0.columns.contains(column) }
        let inner = PanelText.flushRight(text.isEmpty ? "·" : text, widest)
        return isFramed ? "[\(inner)]" : " \(inner) "
      }
      let name = row < rowLabels.count ? rowLabels[row] : ""
      return (label > 0 ? PanelText.flushRight(name, label) + " " : "") + cells.joined()
    }
    let above = columnLabels.map { " " + PanelText.flushRight($0, widest) + " " }.joined()
    return [
      heading.title, columnLabels.isEmpty ? nil : String(repeating: " ", count: label > 0 ? label + 1 : 0) + above,
    ]
    .compactMap { $0 } + (0..<rows).map(line) + (heading.caption.map { [$0] } ?? [])
  }

  /// The cell at a row and a column, in points from the upper left corner of the body.
  func frame(row: Int, column: Int) -> Rectangle {
    Rectangle(Point(Double(column) * cell.width, Double(row) * cell.height), cell)
  }

  /// Draws cells, numbers, frames and labels.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let all = Rectangle(origin, body)
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        let place = frame(row: row, column: column)
        let box = Rectangle(origin + place.origin, place.extent)
        canvas.fill(box, fills[index])
        canvas.text(
          texts[index], at: box.center, Anchor(.center, .middle), size: MatrixPanel.numberSize,
          inks[index])
      }
    }
    for row in 1..<rows {
      canvas.fill(
        Rectangle(x: all.left, y: all.top + Double(row) * cell.height - 0.25, width: all.width, height: 0.5)
          .onWholePixels, .hairline)
    }
    for column in 1..<columns {
      canvas.fill(
        Rectangle(x: all.left + Double(column) * cell.width - 0.25, y: all.top, width: 0.5, height: all.height)
          .onWholePixels, .hairline)
    }
    canvas.frame(all.outset(by: 0.5), .quiet)
    for highlight in highlights {
      let from = frame(row: highlight.rows.lowerBound, column: highlight.columns.lowerBound).origin
      let to = frame(row: highlight.rows.upperBound, column: highlight.columns.upperBound).origin
      let box = Rectangle(x: origin.x + from.x, y: origin.y + from.y, width: to.x - from.x, height: to.y - from.y)
      // Within its cells, so that the frames of neighbours do not cover one another.
      canvas.frame(box, highlight.color, thickness: 2)
    }
    for (row, label) in rowLabels.enumerated().prefix(rows) {
      canvas.text(
        label, at: Point(all.left - 6, all.top + (Double(row) + 0.5) * cell.height), Anchor(.right, .middle),
        size: TypeSize.tick)
    }
    for (column, label) in columnLabels.enumerated().prefix(columns) {
      canvas.text(
        label, at: Point(all.left + (Double(column) + 0.5) * cell.width, all.top - 2), Anchor(.center, .bottom),
        size: TypeSize.tick)
    }
    bar?.draw(on: &canvas, beside: all)
    heading.draw(on: &canvas, around: all, above: columnRoom)
  }
}

import Drawing
import System
import TensorCore

/// Many images of one size in rows and columns: samples, kernels or feature maps.
public struct ImageGrid: Panel {
  /// Which values the first and the last colour stand for.
  public enum Scale: Sendable {
    /// One range for all images, from the smallest to the largest value of any: shades can be compared.
    case shared
    /// Each image spans its own range: faint ones become visible, shades cannot be compared.
    case separate
    /// The given range for all images.
    case range(ClosedRange<Float>)
  }

  private let tiles: [Pixels]
  private let titles, rowTitles, columnTitles: [String]
  private let columns: Int
  private let heading: Heading
  private let bar: ColorBar?
  private let pitch: Extent
  private let titleRoom: Double

  private static let titleSize = 9.0
  private static let gap = 4.0

  /// Images of shape `(N, H, W)`, `(N, 1, H, W)` or `(N, 3, H, W)`; stops for another shape.
  ///
  /// - Parameters:
  ///   - titles: what stands above each image; there may be fewer than images.
  ///   - rowTitles: what stands to the left of each row.
  ///   - columnTitles: what stands above each column, once.
  ///   - columns: how many images stand side by side; without it, about as many as there are rows, at most ten.
  ///   - scale: which values the colours stand for. Colour images span 0…1 unless a range is given.
  ///   - colorBar: whether colours and values are drawn to the right; not with separate scales, and not for colour images.
  ///   - side: the longer side of an image in points, as for `ImagePanel`.
  public init(
    _ images: Tensor, titles: [String] = [], rowTitles: [String] = [], columnTitles: [String] = [],
    columns: Int? = nil, title: String? = nil, colors: ColorMap = .gray,
    scale: Scale = .shared, colorBar: Bool = false, caption: String? = nil, side: Double = 56
  ) {
    let images = images.rank == 3 ? images.unsqueezed(axis: 1) : images
    guard images.rank == 4, images.count > 0, images.shape[1] == 1 || images.shape[1] == 3 else {
      stop(
        "ImageGrid: the shape is \(images.shape); it must be (N, H, W), (N, 1, H, W) or (N, 3, H, W), no size of it 0"
      )
    }
    let count = images.shape[0]
    let isColor = images.shape[1] == 3
    var common: ColorScale?
    switch scale {
    case .range(let range): common = ColorScale(isColor ? .gray : colors, range: range, fitting: [])
    case _ where isColor: common = ColorScale(.gray, range: 0...1, fitting: [])
    case .shared: common = images.withUnsafeElements { ColorScale(colors, range: nil, fitting: $0) }
    case .separate: common = nil
    }
    tiles = (0..<count).map { index in
      let image = images.selecting(index)
      let scale = common ?? image.withUnsafeElements { ColorScale(colors, range: nil, fitting: $0) }
      return Pixels(image, scale: scale, side: side)
    }
    self.titles = titles
    self.rowTitles = rowTitles
    self.columnTitles = columnTitles
    self.columns = min(count, max(1, columns ?? ImageGrid.evenColumns(count)))
    heading = Heading(title: title, caption: caption)
    bar = colorBar && !isColor ? common.map { ColorBar(scale: $0) } : nil
    let extents = (titles + columnTitles).map { Lettering.extent(of: $0, size: ImageGrid.titleSize) }
    titleRoom = titles.isEmpty ? 0 : (extents.map(\.height).max() ?? 0).rounded(.up)
    pitch = Extent(
      width: max(tiles[0].extent.width, extents.map(\.width).max() ?? 0).rounded(.up) + ImageGrid.gap,
      height: tiles[0].extent.height + titleRoom + (titles.isEmpty ? ImageGrid.gap : 2 + ImageGrid.gap))
  }

  /// The fewest columns, at most ten, that give no more rows than columns.
  private static func evenColumns(_ count: Int) -> Int {
    (1...10).first { $0 * $0 >= count } ?? 10
  }

  private var rows: Int { (tiles.count + columns - 1) / columns }

  /// The size of the whole grid in points, the images' titles included.
  public var body: Extent {
    Extent(
      width: Double(columns) * pitch.width - ImageGrid.gap, height: Double(rows) * pitch.height - ImageGrid.gap)
  }

  /// Room for the grid's title, caption and colour bar.
  public var margins: Margins {
    let headings = heading.margins(around: body)
    var margins = bar.map { headings.union($0.margins(height: body.height - room)) } ?? headings
    let widest = rowTitles.map { Lettering.width(of: $0, size: ImageGrid.titleSize) }.max() ?? 0
    if widest > 0 { margins.left = max(margins.left, widest + 6) }
    margins.top += columnRoom
    return margins
  }

  private var columnRoom: Double {
    columnTitles.isEmpty ? 0 : Lettering.extent(of: columnTitles[0], size: ImageGrid.titleSize).height + 2
  }

  private var room: Double { titles.isEmpty ? 0 : titleRoom + 2 }

  /// Where an image begins, from the upper left corner of the body.
  private func place(_ index: Int) -> Point {
    let inset = ((pitch.width - ImageGrid.gap - tiles[0].extent.width) / 2).onWholePixel
    return Point(Double(index % columns) * pitch.width + inset, Double(index / columns) * pitch.height + room)
  }

  private func images(at origin: Point) -> Rectangle {
    Rectangle(origin + Point(0, room), Extent(width: body.width, height: body.height - room))
  }

  /// The images and the bar.
  public var rasters: [Rectangle] {
    tiles.indices.map { Rectangle(place($0), tiles[0].extent) }
      + (bar.map { [$0.place(beside: images(at: Point(0, 0)))] } ?? [])
  }

  /// Draws all images with their titles, and the bar.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let tile = tiles[0].extent
    for (index, pixels) in tiles.enumerated() {
      let place = origin + place(index)
      canvas.frame(Rectangle(place, tile).outset(by: 0.5), .hairline)
      canvas.draw(pixels.raster, at: place, enlargement: pixels.enlargement)
      if index < titles.count {
        canvas.text(
          titles[index], at: place + Point(tile.width / 2, -2), Anchor(.center, .bottom), size: ImageGrid.titleSize)
      }
    }
    for (column, title) in columnTitles.enumerated().prefix(columns) {
      let middle = Double(column) * pitch.width + (pitch.width - ImageGrid.gap) / 2
      canvas.text(title, at: origin + Point(middle, -2), Anchor(.center, .bottom), size: ImageGrid.titleSize)
    }
    for (row, title) in rowTitles.enumerated().prefix(rows) {
      let middle = Double(row) * pitch.height + room + tile.height / 2
      canvas.text(title, at: origin + Point(-6, middle), Anchor(.right, .middle), size: ImageGrid.titleSize)
    }
    bar?.draw(on: &canvas, beside: images(at: origin))
    heading.draw(on: &canvas, around: Rectangle(origin, body), above: columnRoom)
  }
}

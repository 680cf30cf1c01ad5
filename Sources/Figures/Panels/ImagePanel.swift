import Drawing
import System
import TensorCore

/// One image or heat map.
public struct ImagePanel: Panel {
  private let pixels: Pixels
  private let heading: Heading
  private let bar: ColorBar?
  private let marks: [Mark]

  /// An image of shape `(H, W)` or `(1, H, W)`, drawn through a colour map, or `(3, H, W)`, drawn as red, green and blue.
  /// Stops for another shape.
  ///
  /// - Parameters:
  ///   - range: the values of the first and the last colour. Without it, a map spans the image's own values
  ///     (the diverging one symmetrically about zero), and a colour image 0…1.
  ///   - colorBar: whether the colours and their values are drawn beside the image; never for a colour image.
  ///   - marks: what is pointed out on the image.
  ///   - caption: a small line below.
  ///   - side: the longer side in points: small images are enlarged by the largest whole number that fits, and
  ///     larger ones made smaller.
  public init(
    _ image: Tensor, title: String? = nil, colors: ColorMap = .gray, range: ClosedRange<Float>? = nil,
    colorBar: Bool = false, marks: [Mark] = [], caption: String? = nil, side: Double = 150
  ) {
    let shape = image.shape, image = image.rank == 2 ? image.unsqueezed(axis: 0) : image
    guard image.rank == 3, image.shape[0] == 1 || image.shape[0] == 3, image.count > 0 else {
      stop(
        "ImagePanel: the shape is \(shape); it must be (height, width), (1, height, width) or "
          + "(3, height, width), and neither size 0")
    }
    let isColor = image.shape[0] == 3
    let scale = image.withUnsafeElements {
      isColor ? ColorScale(.gray, range: range ?? 0...1, fitting: []) : ColorScale(colors, range: range, fitting: $0)
    }
    pixels = Pixels(image, scale: scale, side: side)
    heading = Heading(title: title, caption: caption)
    bar = colorBar && !isColor ? ColorBar(scale: scale) : nil
    self.marks = marks
  }

  /// The image's size in points.
  public var body: Extent { pixels.extent }

  /// Room for the title, the caption and the colour bar.
  public var margins: Margins {
    let headings = heading.margins(around: body)
    return bar.map { headings.union($0.margins(height: body.height)) } ?? headings
  }

  /// The image and the bar.
  public var rasters: [Rectangle] {
    let image = Rectangle(Point(0, 0), body)
    return [image] + (bar.map { [$0.place(beside: image)] } ?? [])
  }

  /// Draws the image, its thin frame, its marks, title, caption and bar.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let image = Rectangle(origin, body)
    canvas.frame(image.outset(by: 0.5), .hairline)
    canvas.draw(pixels.raster, at: origin, enlargement: pixels.enlargement)
    for mark in marks { mark.draw(on: &canvas, over: pixels, at: origin) }
    bar?.draw(on: &canvas, beside: image)
    heading.draw(on: &canvas, around: image)
  }
}

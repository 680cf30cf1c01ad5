import Drawing
import System
import TensorCore

/// An image made ready to be drawn: its elements as colours, and by how much each is enlarged.
struct Pixels: Sendable {
  let raster: Raster
  /// Pixels of the figure for each element of the raster.
  let enlargement: Int
  /// Elements of the raster for each pixel of the image; less than one where a large image was made smaller.
  private let reduction: Double

  /// The size it is drawn at, in points.
  var extent: Extent {
    let scale = Double(enlargement) / Double(Canvas.density)
    return Extent(width: Double(raster.columns) * scale, height: Double(raster.rows) * scale)
  }

  /// The place of an image's row and column, edges counted as in ranges, in points from the upper left corner.
  func place(row: Double, column: Double) -> Point {
    let scale = reduction * Double(enlargement) / Double(Canvas.density)
    return Point(column * scale, row * scale)
  }

  /// Draws `image`, of shape `(1, H, W)` or `(3, H, W)`, with its longer side at most `side` points: enlarged by a whole
  /// number, or, if it has more pixels than that, made smaller by averaging areas.
  init(_ image: Tensor, scale: ColorScale, side: Double) {
    require(side.magnitude < 1e9, "Figure: a picture of \(side) points; its side must be a number below 10⁹")
    let room = max(1, Int((side * Double(Canvas.density)).rounded()))
    let longer = max(image.shape[1], image.shape[2])
    let image = longer > room ? image.reduced(by: Double(room) / Double(longer)) : image
    reduction = longer > room ? Double(room) / Double(longer) : 1
    enlargement = max(1, room / longer)
    raster = Raster(image, scale: scale)
  }
}

extension Raster {
  /// The colours of an image of shape `(1, H, W)`, through a colour scale, or `(3, H, W)`, as they are from 0 to 1 of the range.
  init(_ image: Tensor, scale: ColorScale) {
    self.init(rows: image.shape[1], columns: image.shape[2])
    image.withUnsafeElements { elements in
      if image.shape[0] == 1 {
        codes = scale.codes(elements)
      } else {
        let plane = rows * columns
        func byte(_ index: Int) -> UInt32 {
          elements[index].isNaN ? 255 : UInt32((scale.position(elements[index]) * 255).rounded())
        }
        for pixel in 0..<plane {
          codes[pixel] = byte(pixel) << 16 | byte(plane + pixel) << 8 | byte(2 * plane + pixel)
        }
      }
    }
  }
}

extension Tensor {
  /// An image `(C, H, W)` made smaller by averaging the area that each new pixel covers; `ratio` is at most 1.
  func reduced(by ratio: Double) -> Tensor {
    let (channels, height, width) = (shape[0], shape[1], shape[2])
    let rows = max(1, Int((Double(height) * ratio).rounded())),
      columns = max(1, Int((Double(width) * ratio).rounded()))
    /// For each new pixel the old ones it covers, with the share of each.
    func shares(_ old: Int, _ new: Int) -> [[(index: Int, share: Float)]] {
      (0..<new).map { place in
        let from = Double(place) * Double(old) / Double(new), to = Double(place + 1) * Double(old) / Double(new)
        return (Int(from)..<min(old, Int(to.rounded(.up)))).map { index in
          (index, Float((min(to, Double(index + 1)) - max(from, Double(index))) / (to - from)))
        }
      }
    }
    let down = shares(height, rows), across = shares(width, columns)
    return withUnsafeElements { old in
      Tensor(
        shape: [channels, rows, columns],
        unsafeUninitialized: { new in
          for channel in 0..<channels {
            for row in 0..<rows {
              for column in 0..<columns {
                var sum: Float = 0
                for (y, high) in down[row] {
                  let line = (channel * height + y) * width
                  for (x, wide) in across[column] { sum += old[line + x] * (high * wide) }
                }
                new[(channel * rows + row) * columns + column] = sum
              }
            }
          }
        })
    }
  }
}

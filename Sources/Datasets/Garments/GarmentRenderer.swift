import Kernels
import TensorCore

/// Puts a garment on 28×28 pixels the way the photographs of the real ones were prepared: upright, in the middle, and
/// so large that its longer side is 28 pixels.
enum GarmentRenderer {
  private static let side = DrawnImages.side

  static func draw(
    _ kind: Int, using generator: inout SeededGenerator, into pixels: UnsafeMutableBufferPointer<Float>
  ) {
    let sketch = kinds[kind](&generator)
    let sewn = Box(of: sketch.parts.map(\.outline))
    let warp = GridWarp(standardDeviation: 0.015, using: &generator)
    let angle = Double(0.04 * generator.normal())
    let (cosine, sine) = (Float(Elementary.cos(angle)), Float(Elementary.sin(angle)))
    // The warp's sheet is 0.7 wide and 1 high.
    let sheet = Place(0.7, 1) / sewn.longerSide
    let outlines = sketch.parts.map { part in
      part.outline.map { place in
        let bent = (warp.applied(to: (place - sewn.minimum) * sheet) / sheet) + sewn.minimum
        return Place(cosine * bent.x - sine * bent.y, sine * bent.x + cosine * bent.y)
      }
    }

    let box = Box(of: outlines)
    let scale = generator.between(26.6, 28) / (Float(side) * box.longerSide)
    var painter = Painter(height: side, width: side)
    for (part, outline) in zip(sketch.parts, outlines) {
      painter.fill(outline.map { ($0 - box.middle) * scale + 0.5 }) { place in
        // The cloth is turned as its outline is; for its shades that is near enough.
        let turned = (place - 0.5) / scale + box.middle
        let before = Place(cosine * turned.x + sine * turned.y, cosine * turned.y - sine * turned.x)
        let brightness = min(1, max(0, part.brightness(before)))
        return Paint(brightness, brightness, brightness, part.opacity)
      }
    }
    for (pixel, color) in painter.colors.enumerated() { pixels[pixel] = (color.x * 255).rounded() / 255 }
  }

  /// The rectangle around some outlines.
  private struct Box {
    var minimum = Place(repeating: .infinity)
    var maximum = Place(repeating: -.infinity)
    var middle: Place { (minimum + maximum) / 2 }
    var longerSide: Float { max(maximum.x - minimum.x, maximum.y - minimum.y) }

    init(of outlines: [[Place]]) {
      for place in outlines.joined() {
        minimum = pointwiseMin(minimum, place)
        maximum = pointwiseMax(maximum, place)
      }
    }
  }

  private static let kinds: [@Sendable (inout SeededGenerator) -> Sketch] = [
    { TopKind.shortSleeved.sketch(using: &$0) }, Trousers.sketch, { TopKind.pullover.sketch(using: &$0) },
    Dress.sketch, { TopKind.coat.sketch(using: &$0) }, Sandal.sketch, { TopKind.shirt.sketch(using: &$0) },
    Shoe.sneaker, Bag.sketch, Shoe.boot,
  ]
}

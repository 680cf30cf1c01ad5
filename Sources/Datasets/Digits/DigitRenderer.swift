import TensorCore

/// Draws one written digit on 28×28 pixels the way the real ones were prepared: scaled until the larger side of the
/// ink is 20 pixels, then moved by whole pixels until its centre of mass is in the middle.
enum DigitRenderer {
  private static let side = DrawnImages.side
  private static let boxSide: Float = 20

  static func draw(
    _ digit: Int, using generator: inout SeededGenerator, into pixels: UnsafeMutableBufferPointer<Float>
  ) {
    let hand = Handwriting(of: digit, using: &generator)
    let lines = hand.lines(using: &generator)

    // The ink is larger than the lines by the pen's radius and its fading edge, in pixels whatever the scale.
    let fade = (hand.softness - 1) / 2
    let paths = Box(lines: lines, scale: 1, radius: 0, fade: 0)
    var scale = (boxSide - 2 * (hand.radius + fade)) / paths.largerSide
    for _ in 0..<2 {
      let excess = Box(lines: lines, scale: scale, radius: hand.radius, fade: fade).largerSide - boxSide
      scale -= excess / paths.largerSide
    }
    let box = Box(lines: lines, scale: scale, radius: hand.radius, fade: fade)

    // The box's corner lies on a corner of a pixel.
    let margin: Float = 2
    var ink = Ink(side: 24)
    for line in lines {
      var previous: (SIMD2<Float>, Float)?
      for point in line {
        let position = point.position * scale - box.minimum + margin
        let radius = point.pressure * hand.radius
        let (start, startRadius) = previous ?? (position, radius)
        ink.draw(from: start, radius: startRadius, to: position, radius: radius)
        previous = (position, radius)
      }
    }
    centre(ink.coverage(softness: hand.softness), side: ink.side, into: pixels)
  }

  /// Copies the picture so that its centre of mass comes to lie on pixel (14, 14), in steps of 1/255.
  private static func centre(_ picture: [Float], side inkSide: Int, into pixels: UnsafeMutableBufferPointer<Float>) {
    var mass: Float = 0
    var moment = SIMD2<Float>.zero
    for row in 0..<inkSide {
      for column in 0..<inkSide {
        let value = picture[row * inkSide + column]
        mass += value
        moment += value * SIMD2(Float(column), Float(row))
      }
    }
    let shift = SIMD2<Float>(repeating: Float(side / 2)) - moment / mass
    let right = Int(shift.x.rounded())
    let down = Int(shift.y.rounded())
    pixels.update(repeating: 0)
    for row in max(0, -down)..<min(inkSide, side - down) {
      for column in max(0, -right)..<min(inkSide, side - right) {
        let value = picture[row * inkSide + column]
        pixels[(row + down) * side + column + right] = (value * 255).rounded() / 255
      }
    }
  }

  /// The rectangle around the ink of some lines.
  private struct Box {
    var minimum = SIMD2<Float>(repeating: .infinity)
    var maximum = SIMD2<Float>(repeating: -.infinity)
    var largerSide: Float { max(maximum.x - minimum.x, maximum.y - minimum.y) }

    init(lines: [[(position: SIMD2<Float>, pressure: Float)]], scale: Float, radius: Float, fade: Float) {
      for line in lines {
        for point in line {
          let reach = SIMD2<Float>(repeating: point.pressure * radius + fade)
          minimum = pointwiseMin(minimum, point.position * scale - reach)
          maximum = pointwiseMax(maximum, point.position * scale + reach)
        }
      }
    }
  }
}

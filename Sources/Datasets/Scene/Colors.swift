import Kernels

/// An opaque paint of the given red, green and blue in 0…255.
func rgb(_ red: Float, _ green: Float, _ blue: Float) -> Paint { Paint(red / 255, green / 255, blue / 255, 1) }

/// The paint that lies `share` of the way from one to the other.
func mixed(_ a: Paint, _ b: Paint, _ share: Float) -> Paint { a + min(1, max(0, share)) * (b - a) }

extension Paint {
  /// The paint made lighter or darker by a factor.
  func lit(_ factor: Float) -> Paint { Paint(x * factor, y * factor, z * factor, w) }

  /// The paint with another opacity.
  func opacity(_ opacity: Float) -> Paint { Paint(x, y, z, opacity) }
}

/// From 0 at `start` to 1 at `end`, smoothly.
func ramp(_ start: Float, _ end: Float, _ x: Float) -> Float {
  let t = min(1, max(0, (x - start) / (end - start)))
  return t * t * (3 - 2 * t)
}

/// The part of a number after its whole part: 0…1, for patterns that repeat.
func repeating(_ x: Float) -> Float { x - x.rounded(.down) }

/// A wave in −1…1 with period 1: two parabolas in place of a sine.
func wave(_ x: Float) -> Float {
  let t = 2 * repeating(x) - 1
  return 4 * t * (abs(t) - 1)
}

/// Points of the unit circle.
enum Circle {
  static let points: [Place] = (0..<32).map { step in
    let angle = 2 * Double.pi * Double(step) / 32
    return Place(Float(Elementary.cos(angle)), Float(Elementary.sin(angle)))
  }
}

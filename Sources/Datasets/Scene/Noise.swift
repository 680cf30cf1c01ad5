import TensorCore

/// Smooth random unevenness: the same place always gives the same value.
struct Noise {
  private let values: [Float]

  init(using generator: inout SeededGenerator) {
    values = (0..<4096).map { _ in generator.uniform(in: -1..<1) }
  }

  /// A value in −1…1 that changes over a distance of about 1.
  func value(_ x: Float, _ y: Float) -> Float {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (column, row) = (Int(left), Int(top))
    let (u, v) = (eased(x - left), eased(y - top))
    let upper = knot(row, column) + u * (knot(row, column + 1) - knot(row, column))
    let lower = knot(row + 1, column) + u * (knot(row + 1, column + 1) - knot(row + 1, column))
    return upper + v * (lower - upper)
  }

  /// Unevenness of several sizes, each half as large and half as strong as the one before: about −1…1.
  func cloudy(_ x: Float, _ y: Float, octaves: Int) -> Float {
    var (sum, strength, scale) = (Float(0), Float(0.5), Float(1))
    for octave in 0..<octaves {
      sum += strength * value(x * scale + Float(17 * octave), y * scale)
      strength /= 2
      scale *= 2
    }
    return sum
  }

  private func eased(_ t: Float) -> Float { t * t * (3 - 2 * t) }

  private func knot(_ row: Int, _ column: Int) -> Float {
    var mixed = UInt32(truncatingIfNeeded: row) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: column) &* 0x85eb_ca77
    mixed ^= mixed >> 15
    mixed = mixed &* 0x2c1b_3c6d
    return values[Int((mixed ^ mixed >> 13) & 4095)]
  }
}

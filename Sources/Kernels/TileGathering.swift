/// What many tiles read of their input, copied first, tap below tap:
///
///     input     … ████ … ████ … ████ …      ─▶      ████
///                 └ offsets[0]                      ████
///                        └ offsets[1]               ████
///
/// Taps may look far apart, and at distances that share few places of the nearest cache; in a panel they are neighbours.
extension Tile {
  /// Whether so many rows look at one part of the input that the copy pays.
  static func isWorthGathering(rows: Int) -> Bool { rows > 8 * Tile.rows }

  /// Copies what a tile reads at each tap.
  static func gather(
    _ input: UnsafePointer<Float>, offsets: UnsafePointer<Int>, taps: Int, into panel: UnsafeMutablePointer<Float>
  ) {
    for tap in 0..<taps {
      let source = input + offsets[tap], target = panel + tap &* columns
      for column in stride(from: 0, to: columns, by: 8) {
        store(load(source + column, as: SIMD8<Float>.self), target + column)
      }
    }
  }

  /// Where the taps look in a panel.
  static func fill(offsetsInPanel offsets: UnsafeMutableBufferPointer<Int>) {
    for tap in offsets.indices { offsets[tap] = tap &* columns }
  }
}

/// What many tiles read of their input, copied first, tap below tap:
///
///     input     … ████ … ████ … ████ …      ─▶      ████
///                 └ offsets[0]                      ████
///                        └ offsets[1]               ████
///
/// Taps may look far apart, and at distances that share few places of the nearest cache; in a panel they are neighbours.
/// A tile may begin in one row of an image and end in another: then it sees several runs of the input, and nothing of
/// what lies between the rows.
extension Tile {
  /// Neighbouring columns of a tile, no more than are copied at once, that see neighbouring places of the input.
  struct Run {
    /// The first place, counted from the input's start, and the first column.
    let place, column: Int
  }

  /// Whether so many rows look at one part of the input that the copy pays.
  static func isWorthGathering(rows: Int) -> Bool { rows > 8 * Tile.rows }

  /// How many floats are copied at once.
  static let runCount = columns / 2

  /// The number of floats of a panel, with room for what is copied behind the last column.
  static func panelCount(taps: Int) -> Int { taps * columns + runCount }

  /// Copies what a tile reads at each tap, run by run from left to right. All runs are equally long: what is copied beyond
  /// a run's end is written over by the next run or tap.
  static func gather(
    _ input: UnsafePointer<Float>, runs: UnsafeBufferPointer<Run>, offsets: UnsafePointer<Int>, taps: Int,
    into panel: UnsafeMutablePointer<Float>
  ) {
    if columns == 32 {
      gather(input, runs, offsets, taps, panel, SIMD16<Float>.self)
    } else if columns == 16 {
      gather(input, runs, offsets, taps, panel, SIMD8<Float>.self)
    } else {
      gather(input, runs, offsets, taps, panel, SIMD4<Float>.self)
    }
  }

  @inline(__always)
  private static func gather<Vector: SIMD<Float>>(
    _ input: UnsafePointer<Float>, _ runs: UnsafeBufferPointer<Run>, _ offsets: UnsafePointer<Int>, _ taps: Int,
    _ panel: UnsafeMutablePointer<Float>, _: Vector.Type
  ) {
    @inline(__always)
    func copy(_ count: Int) {
      for tap in 0..<taps {
        let source = input + offsets[tap], target = panel + tap &* columns
        for index in 0..<count {
          store(load(source + runs[index].place, as: Vector.self), target + runs[index].column)
        }
      }
    }
    // Loops without a loop inside, for the usual numbers of runs.
    switch runs.count {
    case 2: copy(2)
    case 3: copy(3)
    case 4: copy(4)
    default: copy(runs.count)
    }
  }

  /// Where the taps look in a panel.
  static func fill(offsetsInPanel offsets: UnsafeMutableBufferPointer<Int>) {
    for tap in offsets.indices { offsets[tap] = tap &* columns }
  }
}

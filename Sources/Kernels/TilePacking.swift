/// Weights in the order in which a tile reads them: group by group, and in a group tap by tap, one for each row.
///
///     row 0   w00 w01 w02 w03 …
///     row 1   w10 w11 w12 w13 …      ─▶      w00 w10 … w70   w01 w11 … w71   w02 w12 … w72   …
///       ⋮                                    └── tap 0 ──┘   └── tap 1 ──┘   └── tap 2 ──┘
///     row 7   w70 w71 w72 w73 …
extension Tile {
  /// The number of floats that weights for `rows` rows take when packed.
  static func packedCount(rows: Int, taps: Int) -> Int { tiles(covering: rows, size: Tile.rows) * Tile.rows * taps }

  /// Reorders weights for the tile. The last group has `height` rows, those past the end zero. The weight of row `r` and
  /// tap `t` stands at `weights[r · rowStride + t · tapStride]`.
  static func pack(
    _ weights: UnsafePointer<Float>, rows rowCount: Int, rowStride: Int, taps: Int, tapStride: Int,
    into packed: UnsafeMutablePointer<Float>
  ) {
    for first in stride(from: 0, to: rowCount, by: rows) {
      let weights = weights + first * rowStride, group = packed + first * taps
      let count = min(rows, rowCount - first), height = height(count)
      if rowStride == 1 && count == height {
        // A tap's weights lie together already.
        copyRows(taps, of: count, from: weights, stride: tapStride, to: group, stride: height)
        continue
      }
      var tap = 0
      while tapStride == 1 && count == 8 && tap + laneCount <= taps {
        transpose(weights + tap, stride: rowStride, into: group + tap * 8)
        tap += laneCount
      }
      for tap in tap..<taps {
        let source = weights + tap &* tapStride, target = group + tap &* height
        for row in 0..<count { target[row] = source[row &* rowStride] }
        for row in count..<height { target[row] = 0 }
      }
    }
  }

  /// Turns eight rows of sixteen floats into sixteen rows of eight: three times the first half of the registers is
  /// interleaved with the second, as one shuffles cards.
  @inline(__always)
  private static func transpose(
    _ rows: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>
  ) {
    func row(_ index: Int) -> Lanes { load(rows + index &* stride) }
    func interleaved(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> Lanes {
      var both = Lanes()
      both.evenHalf = a
      both.oddHalf = b
      return both
    }
    var r = (row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7))
    for _ in 0..<3 {
      r = (
        interleaved(r.0.lowHalf, r.4.lowHalf), interleaved(r.0.highHalf, r.4.highHalf),
        interleaved(r.1.lowHalf, r.5.lowHalf), interleaved(r.1.highHalf, r.5.highHalf),
        interleaved(r.2.lowHalf, r.6.lowHalf), interleaved(r.2.highHalf, r.6.highHalf),
        interleaved(r.3.lowHalf, r.7.lowHalf), interleaved(r.3.highHalf, r.7.highHalf)
      )
    }
    store(r.0, target)
    store(r.1, target + 16)
    store(r.2, target + 32)
    store(r.3, target + 48)
    store(r.4, target + 64)
    store(r.5, target + 80)
    store(r.6, target + 96)
    store(r.7, target + 112)
  }
}

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
  /// tap `t` stands at `weights[r · rowStride + t · tapStride]`. They may be a part of `allTaps` taps, from `firstTap` on.
  static func pack(
    _ weights: UnsafePointer<Float>, rows rowCount: Int, rowStride: Int, taps: Int, tapStride: Int,
    into packed: UnsafeMutablePointer<Float>, from firstTap: Int = 0, of allTaps: Int? = nil
  ) {
    for first in stride(from: 0, to: rowCount, by: rows) {
      let count = min(rows, rowCount - first), height = height(count)
      let weights = weights + first * rowStride, group = packed + first * (allTaps ?? taps) + firstTap * height
      if tapStride == 1 {
        transpose(weights, rows: count, stride: rowStride, columns: taps, into: group, stride: height)
      } else if rowStride == 1 {
        // A tap's weights lie together already.
        copyRows(taps, of: count, from: weights, stride: tapStride, to: group, stride: height)
      } else {
        for tap in 0..<taps {
          for row in 0..<count { group[tap &* height &+ row] = weights[row &* rowStride &+ tap &* tapStride] }
        }
      }
      for row in count..<height { for tap in 0..<taps { group[tap &* height &+ row] = 0 } }
    }
  }
}

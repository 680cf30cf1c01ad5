import TensorCore
import Walkthrough

/// How the time of a convolution grows as one of its sizes does, the others being kept.
enum Growth {
  static let operation = "Convolution 16→16, 3×3, on 16 images of 32×32"

  /// The name of what grows, and the measurements for each value of it.
  static func measured(budget: Double, quick: Bool) throws -> [(name: String, rows: [(Int, Measurement)])] {
    func layer(batch: Int = 16, channels: Int = 16, size: Int = 32) -> ConvolutionLayer {
      ConvolutionLayer(
        "Convolution \(channels)→\(channels), 3×3", image: [batch, channels, size, size],
        kernel: [channels, channels, 3, 3], padding: 1, isLarge: true)
    }
    func rows(_ values: [Int], _ layer: (Int) -> ConvolutionLayer) throws -> [(Int, Measurement)] {
      try values.map { value in
        let operation = layer(value).forward(section: .growth, [.direct])
        return (value, try operation.measured(budget: budget)[1])
      }
    }
    let all = Threads.count
    defer { Threads.count = all }
    let steps = quick ? 2 : 4
    return [
      ("images", try rows(Array([1, 4, 16, 64].prefix(steps))) { layer(batch: $0) }),
      ("size", try rows(Array([16, 32, 64, 128].prefix(steps))) { layer(size: $0) }),
      ("channels", try rows(Array([8, 16, 32, 64].prefix(steps))) { layer(channels: $0) }),
      (
        "threads",
        try rows((1...all).filter { $0 == all || $0.nonzeroBitCount == 1 }) {
          Threads.count = $0
          return layer()
        }
      ),
    ]
  }

  /// One row for each value.
  static func table(_ name: String, _ rows: [(Int, Measurement)], limits: Limits) -> Table {
    let first = rows[0]
    return Table(
      columns: [name, "time", "quartiles", "GFLOP/s", "of peak", "\(name) by", "time by"],
      rows: rows.map { value, measurement in
        let speed = measurement.speed ?? 0
        return [
          String(value), Table.time(measurement.seconds.median), Table.quartiles(measurement.seconds),
          Table.significant(speed / 1e9), fixed(100 * speed / limits.peak.allThreads, decimals: 1) + " %",
          "\(value / first.0)×", Table.significant(measurement.wholeSeconds / first.1.wholeSeconds) + "×",
        ]
      })
  }
}

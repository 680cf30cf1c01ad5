import Pages
import System
import TensorCore

/// How the time of a convolution grows as one of its sizes does, the others being kept.
struct Growth {
  let name: String
  /// What grows, for a column's title.
  let size: String
  /// Its values, and how long each takes.
  let rows: [(value: Int, measurement: Measurement)]

  /// Growth with the batch, the images, the channels and the threads.
  static func all(budget: Double, quick: Bool) throws -> [Growth] {
    func growth(_ size: String, _ name: String, _ values: [Int], _ layer: (Int) -> ConvolutionLayer) throws -> Growth
    {
      let rows = try values.prefix(quick ? 2 : 4).map { value in
        (value, try layer(value).forward(section: .growth, [.direct]).measured(budget: budget)[1])
      }
      return Growth(name: name, size: size, rows: rows)
    }
    let threads = Threads.count
    defer { Threads.count = threads }
    return [
      try growth("batch", "Convolution 16→16, 3×3, on a batch of images of 32×32", [1, 4, 16, 64]) {
        layer(batch: $0)
      },
      try growth("height", "Convolution 16→16, 3×3, on 16 square images", [16, 32, 64, 128]) { layer(height: $0) },
      try growth("channels", "Convolution of all channels, 3×3, on 16 images of 32×32", [8, 16, 32, 64]) {
        layer(channels: $0)
      },
      try growth(
        "threads", "Convolution 16→16, 3×3, on 16 images of 32×32",
        Set([1, threads / 4, threads / 2, threads]).subtracting([0]).sorted()
      ) {
        Threads.count = $0
        return layer()
      },
    ]
  }

  private static func layer(batch: Int = 16, channels: Int = 16, height: Int = 32) -> ConvolutionLayer {
    ConvolutionLayer(
      "Convolution \(channels)→\(channels), 3×3", image: [batch, channels, height, height],
      kernel: [channels, channels, 3, 3], padding: 1, isLarge: true)
  }

  /// One row for each value, with how many times the smallest value it is, and how many times as long it takes.
  func table(limits: Limits) -> Table {
    Table(
      columns: [size, "time", "quartiles", "GFLOP/s", "of peak", "\(size) by", "time by"],
      rows: rows.map { value, measurement in
        let speed = measurement.speed ?? 0
        return [
          String(value), Table.time(measurement.seconds.median), Table.quartiles(measurement.seconds),
          Table.significant(speed / 1e9), fixed(100 * speed / limits.peak.allThreads, decimals: 1) + " %",
          "\(value / rows[0].value)×",
          Table.significant(measurement.wholeSeconds / rows[0].measurement.wholeSeconds) + "×",
        ]
      })
  }
}

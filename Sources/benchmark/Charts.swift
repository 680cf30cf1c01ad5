import Figures
import Walkthrough

/// The figures of what was measured.
enum Charts {
  /// How many times as fast as the loops each algorithm of each convolution of the ladder is, and would be at the
  /// machine's peak, as bars on a logarithmic scale.
  static func ladder(_ measurements: [Measurement], limits: Limits) -> Figure {
    let names = measurements.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return Figure(columns: 1, title: "The ladder of algorithms") {
      for name in names {
        let rungs = measurements.filter { $0.name == name }
        let factors = factors(rungs, peak: limits.peak.allThreads)
        BarChart(
          factors, labels: rungs.map(\.algorithm) + ["at peak"], title: name, yLabel: "times as fast as the loops",
          reaching: 3 * (factors.max() ?? 1), logScale: true, showsValues: true, decimals: 1, width: 360)
      }
    }
  }

  /// How many times as fast as the first of some algorithms each of them is, and would be at a peak in floating-point
  /// operations per second.
  static func factors(_ rungs: [Measurement], peak: Double) -> [Double] {
    let speeds = rungs.map { $0.speed ?? 0 } + [peak]
    return speeds.map { $0 / speeds[0] }
  }

  /// The fastest algorithm of each operation whose arithmetic can be counted, under the machine's roof.
  static func roofline(_ measurements: [Measurement], limits: Limits, machine: Machine) -> Figure {
    let points = fastest(measurements).compactMap { measurement in
      measurement.speed.map {
        RooflineChart.Operation(
          name: measurement.label, intensity: (measurement.floatingPointOperations ?? 0) / measurement.bytes,
          speed: $0 / 1e9)
      }
    }
    return Figure {
      RooflineChart(
        points, peak: limits.peak.allThreads / 1e9, bandwidth: limits.memory.allThreads / 1e9,
        title: "Operations under the machine's roof",
        caption: "\(machine.processor), \(machine.threadCount). Operands in the caches may pass the roof's slope.")
    }
  }

  /// The fastest algorithm of each operation, in the order in which they were measured.
  static func fastest(_ measurements: [Measurement]) -> [Measurement] {
    measurements.filter { one in
      one.share == 1
        && measurements.allSatisfy { $0.name != one.name || $0.share < 1 || $0.wholeSeconds >= one.wholeSeconds }
    }
  }
}

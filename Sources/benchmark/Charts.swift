import Figures

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

  /// The fastest algorithm of each operation whose arithmetic can be counted, by how much arithmetic that is for each
  /// byte of memory and by its speed, under the two limits of the machine: memory, the slanting part of the roof, and
  /// arithmetic, the level part.
  ///
  /// Follows Williams, Waterman and Patterson, "Roofline: an insightful visual performance model for multicore
  /// architectures", 2009.
  static func roofline(_ measurements: [Measurement], limits: Limits, machine: Machine) -> Figure {
    let operations = fastest(measurements).filter { $0.intensity != nil }
    let (peak, memory) = (limits.peak.allThreads, limits.memory.allThreads)
    let ridge = peak / memory
    let intensities = operations.compactMap(\.intensity) + [ridge / 10, ridge * 10]
    let (low, high) = (intensities.min() ?? ridge, intensities.max() ?? ridge)
    let roof = Series(
      "the machine's roof", x: [low, ridge, high], y: [low * memory, peak, peak].map { $0 / 1e9 }, color: .ink)
    let sections = Section.allCases.filter { section in operations.contains { $0.section == section } }
    let points = sections.map { section in
      let members = operations.filter { $0.section == section }
      return Series(
        section.rawValue, x: members.compactMap(\.intensity), y: members.compactMap(\.speed).map { $0 / 1e9 },
        style: .dots)
    }
    return Figure {
      LineChart(
        [roof] + points, title: "Operations under the machine's roof",
        xLabel: "floating-point operations per byte", yLabel: "GFLOP/s", logX: true, logY: true,
        caption: "\(machine.processor), \(machine.threadCount); operands in the caches may pass the slope",
        width: 420, height: 300)
    }
  }

  /// The fastest algorithm of each operation, in the order in which they were measured.
  static func fastest(_ measurements: [Measurement]) -> [Measurement] {
    measurements.filter { one in
      measurements.allSatisfy { $0.name != one.name || $0.wholeSeconds >= one.wholeSeconds }
    }
  }
}

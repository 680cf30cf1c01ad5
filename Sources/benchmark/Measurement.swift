import Drawing
import Figures
import Measuring
import Pages
import System
import TensorCore

/// How long one algorithm takes for one operation.
struct Measurement: Encodable {
  let section: Section
  let name: String
  let algorithm: String
  /// Seconds that the measured share of the operation takes.
  let seconds: FiveNumberSummary
  let threads = Threads.count
  /// How much of the operation was measured: all of it, unless that would take too long.
  var share = 1.0
  /// Multiplications and additions of the whole operation; nil where their number is unknown.
  var floatingPointOperations: Double?
  /// Bytes that the whole operation reads and writes at least.
  let bytes: Double

  /// Seconds for the whole operation.
  var wholeSeconds: Double { seconds.median / share }
  /// Floating-point operations per second.
  var speed: Double? { floatingPointOperations.map { $0 / wholeSeconds } }
  /// Floating-point operations for each byte.
  var intensity: Double? { floatingPointOperations.map { $0 / bytes } }
  /// Bytes per second.
  var throughput: Double { bytes / wholeSeconds }
}

extension Table {
  /// The algorithms of one operation, beside what the machine could do at best.
  static func algorithms(_ measurements: [Measurement], limits: Limits) -> Table {
    let isBoundByMemory = measurements[0].section.isBoundByMemory
    return Table(
      columns: ["algorithm", "time", "quartiles", isBoundByMemory ? "GB/s" : "GFLOP/s"]
        + [isBoundByMemory ? "of memory" : "of peak", "over loops"],
      rows: measurements.map { measurement in
        let (rate, limit) =
          isBoundByMemory
          ? (measurement.throughput, limits.memory.allThreads)
          : (measurement.speed ?? 0, limits.peak.allThreads)
        return [
          measurement.algorithm, time(measurement.seconds.median), quartiles(measurement.seconds),
          significant(rate / 1e9), fixed(100 * rate / limit, decimals: 1) + " %",
          significant(measurements[0].wholeSeconds / measurement.wholeSeconds) + "×",
        ]
      })
  }

  /// Seconds in the unit that suits them.
  static func time(_ seconds: Double) -> String {
    let (factor, unit) = unit(of: seconds)
    return significant(seconds * factor) + " " + unit
  }

  /// The quartiles of a time in the unit that suits its median.
  static func quartiles(_ seconds: FiveNumberSummary) -> String {
    let (factor, _) = unit(of: seconds.median)
    return [seconds.lowerQuartile, seconds.upperQuartile].map { significant($0 * factor) }.joined(separator: "–")
  }

  private static func unit(of seconds: Double) -> (factor: Double, name: String) {
    seconds < 1e-3 ? (1e6, "µs") : seconds < 1 ? (1e3, "ms") : (1, "s")
  }

  /// A positive number with three digits, or with all that stand before the point.
  static func significant(_ value: Double) -> String {
    value >= 100 ? Numerals.text(Int(value.rounded())) : fixed(value, decimals: value >= 10 ? 1 : 2)
  }
}

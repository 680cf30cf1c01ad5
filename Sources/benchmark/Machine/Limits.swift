import Measuring
import Pages
import TensorCore

/// What the machine can do at best, with one thread and with all of them together.
struct Limits: Encodable {
  /// Floating-point operations per second, multiply-adds counted as two.
  let peak: Limit
  /// Bytes per second that a triad moves, `a = b + 3c` over arrays far larger than the caches.
  let memory: Limit
  /// Bytes per second that a copy moves.
  let copying: Limit

  struct Limit: Encodable {
    let oneThread, allThreads: Double
  }
}

extension Limits {
  /// Measures this machine with as many threads as are set.
  init(quick: Bool) {
    peak = Limit(oneThread: Timing.peakPerCore(), allThreads: Timing.peak())
    let arrays = Bandwidth(count: quick ? 1 << 22 : 1 << 25)
    let (one, all) = (arrays.measured(threads: 1), arrays.measured(threads: Threads.count))
    memory = Limit(oneThread: one.triad, allThreads: all.triad)
    copying = Limit(oneThread: one.copy, allThreads: all.copy)
  }

  /// What one thread and all of them reach.
  var table: Table {
    func row(_ name: String, _ limit: Limit, _ unit: String) -> [String] {
      [name] + [limit.oneThread, limit.allThreads].map { "\(Table.significant($0 / 1e9)) \(unit)" }
    }
    return Table(
      columns: ["at best", "one thread", "all threads"],
      rows: [
        row("multiply-adds in registers", peak, "GFLOP/s"), row("memory, a = b + 3c", memory, "GB/s"),
        row("memory, a = b", copying, "GB/s"),
      ])
  }
}

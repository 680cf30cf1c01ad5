import ArgumentParser
import TensorCore
import Walkthrough

/// `swift run -c release benchmark`: how fast each algorithm of each operation is on this machine, in microseconds, in
/// GFLOP/s, as a share of the machine's own multiply-add peak, and as a factor over the loops.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times every operation by every algorithm on this machine.",
    discussion: "Each result is first compared with that of the plain loops. Times are medians after a warm-up.")

  @Option(help: "Processor threads to use, 1 to 256; all processors unless told.")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 256, not \(threads)")
    }
  }

  func run() throws {
    try checkProcessor()
    if let threads { Threads.count = threads }
    let peak = Timing.peakPerCore()
    print(
      "Multiply-add peak: \(fixed(peak / 1e9, decimals: 0)) GFLOP/s on one core; "
        + "shares are of \(Threads.count) times as much.\n")
    for operation in Operation.all {
      print(operation.name)
      print(try table(of: operation, peak: peak * Double(Threads.count)).text)
    }
  }

  /// One row for each algorithm. Throws if one does not give what the loops give.
  private func table(of operation: Operation, peak: Double) throws -> Table {
    let reference = operation.algorithms[0].run()
    var loops = 0.0
    let rows = try operation.algorithms.enumerated().map { index, algorithm in
      guard algorithm.run().isClose(to: reference, tolerance: 1e-3) else {
        throw Mismatch(description: "\(operation.name): \(algorithm.name) does not give what the loops give")
      }
      let seconds = Timing.seconds(budget: 0.3) { Timing.consume(algorithm.run()) }
      if index == 0 { loops = seconds }
      let speed = operation.floatingPointOperations / seconds
      return [
        algorithm.name, fixed(seconds * 1e6, decimals: 0), fixed(speed / 1e9, decimals: 2),
        fixed(100 * speed / peak, decimals: 1) + " %", fixed(loops / seconds, decimals: 1) + "×",
      ]
    }
    return Table(columns: ["algorithm", "µs", "GFLOP/s", "of peak", "over loops"], rows: rows)
  }

  /// Two algorithms that disagree: nothing they take is worth timing.
  struct Mismatch: Error, CustomStringConvertible {
    let description: String
  }
}

import Kernels
import TensorCore

/// How long something takes, and how close that is to what the processor could do at best.
public enum Timing {
  /// Seconds that one call of `body` takes: the median of `spread`.
  public static func seconds(budget: Double = 0.2, _ body: () -> Void) -> Double {
    spread(budget: budget, body).median
  }

  /// Seconds that one call of `body` takes, over one to fifteen runs after one that does not count. A run repeats the
  /// call until it lasts a millisecond; all runs together end after about `budget` seconds.
  package static func spread(budget: Double, _ body: () -> Void) -> FiveNumberSummary {
    body()
    let clock = ContinuousClock()
    func run(_ calls: Int) -> Double {
      (clock.measure { for _ in 0..<calls { body() } }) / .seconds(1)
    }
    var calls = 1
    var elapsed = run(calls)
    while elapsed < 1e-3 {
      calls *= 4
      elapsed = run(calls)
    }
    var (others, total): ([Double], Double) = ([], elapsed)
    while others.count < 14 && total + elapsed < budget {
      others.append(run(calls))
      total += others.last ?? 0
    }
    return FiveNumberSummary(elapsed / Double(calls), others.map { $0 / Double(calls) })
  }

  /// Floating-point operations per second that one core reaches at best: multiply-adds counted as two, on numbers
  /// that never leave the registers. Measured anew at each call, in some hundredths of a second.
  public static func peakPerCore() -> Double {
    let rounds = 20_000
    let best =
      (0..<9).map { _ in
        seconds(budget: 0.003) { consume(Peak.run(rounds: rounds, factor: 0.999)) }
      }.min() ?? .infinity
    return 2 * Double(rounds * Peak.multiplyAddsPerRound) / best
  }

  /// Floating-point operations per second that all threads together reach at best, measured in the same way.
  package static func peak() -> Double {
    let (rounds, threads) = (1_000_000, Threads.count)
    let best = spread(budget: 0.3) {
      Threads.forEach(pieces: threads) { _ in consume(Peak.run(rounds: rounds, factor: 0.999)) }
    }.smallest
    return 2 * Double(rounds * Peak.multiplyAddsPerRound * threads) / best
  }

  /// Uses a result, so that the work behind it cannot be left out.
  @inline(never)
  public static func consume<T>(_ value: T) {}
}

import Kernels

/// How long something takes, and how close that is to what the processor could do at best.
public enum Timing {
  /// Seconds that one call of `body` takes: the median of several runs after one that does not count. A run repeats
  /// the call until it lasts a millisecond; all runs together end after about `budget` seconds.
  public static func seconds(budget: Double = 0.2, _ body: () -> Void) -> Double {
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
    var runs = [elapsed]
    var total = elapsed
    while runs.count < 15 && total + runs[0] < budget {
      runs.append(run(calls))
      total += runs.last ?? 0
    }
    return runs.sorted()[runs.count / 2] / Double(calls)
  }

  /// Floating-point operations per second that one core reaches at best: multiply-adds counted as two, on numbers
  /// that never leave the registers. Measured anew at each call, in about 15 ms.
  public static func peakPerCore() -> Double {
    let rounds = 20_000
    let best =
      (0..<9).map { _ in
        seconds(budget: 0.003) { consume(Peak.run(rounds: rounds, factor: 0.999)) }
      }.min() ?? .infinity
    return 2 * Double(rounds * Peak.multiplyAddsPerRound) / best
  }

  /// Uses a result, so that the work behind it cannot be left out.
  @inline(never)
  public static func consume<T>(_ value: T) {}
}

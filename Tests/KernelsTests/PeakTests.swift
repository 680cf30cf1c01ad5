import CPeak
import Kernels
import Testing

/// The limit that everything is held against.
struct PeakTests {
  /// The most multiply-adds in a nanosecond that some runs in turns reached, by `Peak` and by instructions alone. The two are
  /// not measured at the same time, so a machine that others use may need many turns.
  @Test func noLoopOfInstructionsIsFaster() throws {
    guard Processor.hasFusedMultiplyAdd else { try Test.cancel("no instruction multiplies and adds") }
    let rounds = 20_000
    var (ours, plain, sum) = (0.0, 0.0, Float(0))
    for _ in 0..<5000 where min(ours, plain) == 0 || ours < 0.95 * plain || ours > 1.1 * plain {
      for _ in 0..<5 {
        let seconds = seconds { sum += Peak.run(rounds: rounds, factor: 0.999) }
        ours = max(ours, Double(Peak.multiplyAddsPerRound * rounds) / seconds)
        var count: Int32 = 0
        let plainSeconds = self.seconds { count = multiplyAddsInRegisters(rounds) }
        plain = max(plain, Double(Int(count) * rounds) / plainSeconds)
      }
    }
    #expect(sum > 0)
    #expect(ours >= 0.95 * plain, "\(ours) against \(plain) multiply-adds per second")
    #expect(ours <= 1.1 * plain, "\(ours) against \(plain) multiply-adds per second")
  }

  private func seconds(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }
}

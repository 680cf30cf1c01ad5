import Testing

@testable import Measuring
@testable import benchmark

@Suite("The benchmark's figures") struct ChartsTests {
  private func measurement(_ name: String, _ algorithm: String, seconds: Double, share: Double = 1) -> Measurement {
    Measurement(
      section: .convolution, name: name, algorithm: algorithm, seconds: FiveNumberSummary(seconds, []),
      share: share, floatingPointOperations: 1e9, bytes: 1e8)
  }

  @Test func theLadderCountsFromTheLoops() {
    let rungs = [
      measurement("a", "loops", seconds: 0.5, share: 0.25), measurement("a", "unfold", seconds: 0.5),
      measurement("a", "direct", seconds: 0.01),
    ]
    #expect(Charts.factors(rungs, peak: 200e9) == [1, 4, 200, 400])
  }

  @Test func theRooflineHasTheFastestAlgorithmOfEachOperation() {
    let measurements = [
      measurement("a", "loops", seconds: 0.1, share: 0.1), measurement("a", "unfold", seconds: 0.2),
      measurement("a", "direct", seconds: 0.15), measurement("b", "loops", seconds: 1),
      measurement("b", "direct", seconds: 2),
    ]
    #expect(Charts.fastest(measurements).map(\.algorithm) == ["direct", "loops"])
  }
}

import Kernels
import Testing

/// Rows of every length: registers, what is left of them, and blocks that pass through memory.
@Suite struct SoftmaxRowTests {
  private static let lengths = Array(1...80) + [127, 128, 129, 1000, 2047, 2048, 2049, 5000]

  private func row(_ count: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7919 + count * 104_729) % 1000) / 50 - 10 }
  }

  private func filled(_ count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, size in
      fill(buffer.baseAddress!)
      size = count
    }
  }

  @Test(arguments: SoftmaxRowTests.lengths) func hasTheBitsOfTheDefinitionElementByElement(_ count: Int) {
    let x = row(count)
    let largest = Double(x.max()!)
    let powers = x.map { Elementary.exp(Double($0) - largest) }
    // Sixteen sums in turn, which are then added in halves.
    var sums = (0..<16).map { lane in stride(from: lane, to: count, by: 16).reduce(0) { $0 + powers[$1] } }
    while sums.count > 1 { sums = (0..<sums.count / 2).map { sums[$0] + sums[$0 + sums.count / 2] } }
    let share = 1 / sums[0], logSum = Elementary.log(sums[0])
    let shares = filled(count) { SoftmaxRow.softmax(x, count: count, into: $0) }
    #expect(shares == powers.map { Float($0 * share) })
    let logarithms = filled(count) { SoftmaxRow.logSoftmax(x, count: count, into: $0) }
    #expect(logarithms == x.map { Float(Double($0) - largest - logSum) })
    let upstream = row(count).reversed().map { $0 / 3 }
    let total = upstream.reduce(0) { $0 + Double($1) }
    let gradient = filled(count) { SoftmaxRow.logSoftmaxGradient(logarithms, upstream, count: count, into: $0) }
    #expect(gradient == zip(logarithms, upstream).map { Float(Double($1) - Elementary.exp(Double($0)) * total) })
  }

  @Test(arguments: SoftmaxRowTests.lengths) func theLargestIsFoundWhereverItStandsAndNaNIsTheLargest(_ count: Int) {
    var x = row(count)
    #expect(Reductions.maximum(x, count: count) == x.max())
    for place in 0..<count {
      let before = x[place]
      for top in [100, Float.infinity] {
        x[place] = top
        #expect(Reductions.maximum(x, count: count) == top)
      }
      x[place] = .nan
      #expect(Reductions.maximum(x, count: count).isNaN)
      x[place] = before
    }
    #expect(Reductions.maximum(x.map { _ in -.infinity }, count: count) == -.infinity)
  }
}

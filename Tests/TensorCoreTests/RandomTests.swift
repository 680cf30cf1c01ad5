import Testing

@testable import TensorCore

@Test func theGeneratorIsSplitMix64() {
  var generator = SeededGenerator(seed: 0)
  #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
  #expect(generator.next() == 0x6e78_9e6a_a1b9_65f4)
  #expect(generator.next() == 0x06c4_5d18_8009_454f)
}

@Test func uniformAndNormalNumbersHaveTheirMoments() {
  var generator = SeededGenerator(seed: 8)
  let uniform = Tensor.uniform(200_000, in: -1..<3, using: &generator)
  #expect(abs(uniform.mean() - 1) < 0.02 && abs(uniform.variance() - 16 / 12) < 0.02)
  #expect(uniform.minimum() >= -1 && uniform.maximum() < 3)
  let normal = Tensor.normal(200_000, mean: 2, standardDeviation: 3, using: &generator)
  #expect(abs(normal.mean() - 2) < 0.03 && abs(normal.standardDeviation() - 3) < 0.03)
  let within = ((normal - 2).abs() .< 3).mean()
  #expect(abs(within - 0.6827) < 0.005)
}

@Test func rangesOfNoFiniteWidthAreRefused() async {
  let floats = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    var generator = SeededGenerator(seed: 1)
    _ = Tensor.uniform(3, in: -3e38..<3e38, using: &generator)
  }
  #expect(message(floats).contains("SeededGenerator: the range -3e+38..<3e+38 must have a finite width"))
  let doubles = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    var generator = SeededGenerator(seed: 1)
    _ = generator.uniform(in: -Double.infinity..<0)
  }
  #expect(message(doubles).contains("SeededGenerator: the range -inf..<0.0 must have a finite width"))
}

@Test func wholeNumbersAndPermutationsAreFair() {
  var generator = SeededGenerator(seed: 9)
  var counts = [Int](repeating: 0, count: 7)
  for _ in 0..<70_000 { counts[generator.integer(in: 3..<10) - 3] += 1 }
  #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
  var firsts = [Int](repeating: 0, count: 4)
  for _ in 0..<4000 {
    let order = generator.permutation(of: 4)
    #expect(order.sorted() == [0, 1, 2, 3])
    firsts[order[0]] += 1
  }
  #expect(firsts.allSatisfy { abs($0 - 1000) < 150 })
}

@Test func streamsDifferAndDoNotDependOnEachOther() {
  let root = SeededGenerator(seed: 10)
  var first = root.split(0), second = root.split(1), again = root.split(0)
  let a = Tensor.uniform(1000, using: &first), b = Tensor.uniform(1000, using: &second)
  #expect(a == Tensor.uniform(1000, using: &again))
  let correlation = ((a - a.mean()) * (b - b.mean())).mean() / (a.standardDeviation() * b.standardDeviation())
  #expect(abs(correlation) < 0.1)
}

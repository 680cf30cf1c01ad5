import TensorCore
import Testing

@testable import Measuring
@testable import Pages
@testable import Programs
@testable import System
@testable import benchmark

@Suite("What is measured") struct OperationTests {
  private func layer(isLarge: Bool) -> ConvolutionLayer {
    ConvolutionLayer(
      "Convolution 3→4, 3×2", image: [2, 3, 7, 6], kernel: [4, 3, 3, 2], padding: 1, isLarge: isLarge)
  }

  @Test(arguments: [false, true])
  func convolutionAndItsGradientsAgreeWithTheLoops(isLarge: Bool) throws {
    let layer = layer(isLarge: isLarge)
    for operation in [layer.forward(), layer.imageGradient, layer.kernelGradient] {
      let measurements = try operation.measured(budget: 0.001)
      #expect(measurements.count == operation.algorithms.count + 1)
      #expect((measurements[0].share < 1) == isLarge)
      #expect(measurements[0].floatingPointOperations == 14_112.0)
    }
  }

  @Test func elementsOfTheLoopsAreThoseOfTheWhole() {
    let layer = layer(isLarge: true)
    let loops = LoopConvolution(image: layer.image, kernel: layer.kernel, padding: 1)
    let whole = loops.result
    #expect(loops.elements(at: Array(0..<whole.count)).elements == whole.elements)
    #expect(loops.part.run().elements == whole[1...].elements && loops.part.share == 0.5)
  }

  @Test(arguments: [false, true])
  func aWrongResultIsNotTimed(isLarge: Bool) {
    let layer = layer(isLarge: isLarge)
    let right = layer.forward()
    let wrong = Operation(
      section: .convolution, name: "wrong", floatingPointOperations: 1, bytes: 1, loops: right.loops,
      algorithms: [
        .init(name: "flipped") { convolve2d(layer.image, kernel: layer.kernel.flipped(axes: 2, 3), padding: 1) }
      ], elements: right.elements)
    let failure = #expect(throws: ProgramFailure.self) { try wrong.check() }
    #expect(failure?.description == "wrong: flipped does not give what the loops give")
  }

  @Test func everySmallOperationIsRight() throws {
    for section in Section.allCases {
      for operation in Operation.all(in: section, quick: true) { try operation.check() }
    }
    try Operation.matrixProduct(rows: 40, shared: 30, columns: 50, isLarge: true).check()
  }

  @Test func memoryHoldsWhatWasMoved() {
    #expect(Bandwidth(count: 64 * 100).isRight)
  }

  @Test func quartilesLieBetweenTheValues() {
    let spread = FiveNumberSummary(5, [1, 2, 3, 4])
    #expect(spread.smallest == 1 && spread.lowerQuartile == 2 && spread.median == 3)
    #expect(spread.upperQuartile == 4 && spread.largest == 5 && spread.count == 5)
    #expect(FiveNumberSummary(2, [1]).upperQuartile == 1.75)
  }

  @Test func factorsAndSharesAreThoseOfTheWhole() {
    func row(_ algorithm: String, _ seconds: Double, share: Double = 1) -> Measurement {
      Measurement(
        section: .convolution, name: "n", algorithm: algorithm, seconds: FiveNumberSummary(seconds, []),
        share: share, floatingPointOperations: 2e9, bytes: 1)
    }
    let limit = Limits.Limit(oneThread: 5e9, allThreads: 10e9)
    let table = Table.algorithms(
      [row("loops, 1/4 of it", 0.5, share: 0.25), row("direct", 0.4)],
      limits: Limits(peak: limit, memory: limit, copying: limit))
    #expect(
      table.rows == [
        ["loops, 1/4 of it", "500 ms", "500–500", "1.00", "10.0 %", "1.00×"],
        ["direct", "400 ms", "400–400", "5.00", "50.0 %", "5.00×"],
      ])
  }
}

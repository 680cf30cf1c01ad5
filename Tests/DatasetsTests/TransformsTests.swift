import Datasets
import TensorCore
import Testing

@Suite struct TransformsTests {
  let image = Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])

  @Test func shiftingLosesOneEdgeAndFillsTheOther() {
    #expect(image.shifted(down: 1) == Tensor([[0, 0, 0], [1, 2, 3], [4, 5, 6]]))
    #expect(image.shifted(down: -1, right: 2, value: -1) == Tensor([[-1, -1, 4], [-1, -1, 7], [-1, -1, -1]]))
    #expect(image.shifted(right: 3) == .zeros(3, 3))
    #expect(Tensor.zeros(2, 0, 3).shifted(down: 1).shape == [2, 0, 3])
    let batch = Tensor.stacked([image, image * 10]).unsqueezed(axis: 1)
    #expect(batch.shifted(right: 1).selecting(1).selecting(0) == (image * 10).shifted(right: 1))
  }

  @Test func turningByAQuarterIsAnticlockwise() {
    #expect(image.rotated(degrees: 90).isClose(to: Tensor([[3, 6, 9], [2, 5, 8], [1, 4, 7]]), tolerance: 1e-5))
    #expect(image.rotated(degrees: 0) == image)
    let wide = Tensor(0..<8).reshaped(2, 4)
    #expect(wide.rotated(degrees: 180).isClose(to: wide.flipped(axes: 0, 1), tolerance: 1e-5))
  }

  @Test func anAngleThatIsNoNumberStopsWithAReason() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 2).rotated(degrees: .nan)
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("rotated: the angle is nan degrees"))
  }

  @Test func turningInterpolates() {
    let turned = image.rotated(degrees: 45)
    #expect(abs(turned[1, 1] - 5) < 1e-6)
    // The pixel above the middle comes from √½ up and √½ right of it: between 5, 2, 6 and 3.
    #expect(abs(turned[0, 1] - (5 - 3 * 0.707_106_8 + 0.707_106_8)) < 1e-5)
    #expect(turned[0, 0] < 4)
  }

  @Test func whatIsNotFiniteStaysWhereItIs() {
    let holed = Tensor([[1, .infinity, 3], [4, -.infinity, 6], [7, 8, 9]])
    #expect(holed.rotated(degrees: 0) == holed)
    #expect(image.rotated(degrees: 0, value: .infinity) == image)
    #expect(Tensor.full([3, 3], .infinity).rotated(degrees: 10)[1, 1] == .infinity)
  }

  @Test func noiseLeavesNaNAndRefusesANegativeWidth() async {
    var generator = SeededGenerator(seed: 1)
    let noisy = Tensor([[.nan, 0.5]]).addingNoise(standardDeviation: 0.1, using: &generator)
    #expect(noisy[0, 0].isNaN && noisy[0, 1] > 0)
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 1)
      _ = Tensor.zeros(2, 2).addingNoise(standardDeviation: -1, using: &generator)
    }
  }

  @Test func noiseIsSeededAndStaysInRange() {
    let gray = Tensor(shape: [100, 100], repeating: 0.5)
    var first = SeededGenerator(seed: 3)
    var second = SeededGenerator(seed: 3)
    let noisy = gray.addingNoise(standardDeviation: 0.1, using: &first)
    #expect(noisy == gray.addingNoise(standardDeviation: 0.1, using: &second))
    #expect(abs(noisy.standardDeviation() - 0.1) < 0.005)
    let wild = gray.addingNoise(standardDeviation: 5, using: &first)
    #expect(wild.minimum() == 0 && wild.maximum() == 1)
  }
}

import TensorCore
import Testing

@testable import TrainingLessons

/// Numbers of a network as a page gets them.
@Suite struct PageWeightsTests {
  @Test(arguments: [Float(1), 0.999, 1e-6, 3e8]) func aNumberBecomesTheNearestOfTwelveBits(_ largest: Float) {
    var generator = SeededGenerator(seed: 4)
    let sizes = Tensor.uniform(2, 3_000, in: -24..<0, using: &generator).elements
    let numbers = sizes.enumerated().map { place, size in
      Float(
        sign: place % 2 == 0 ? .plus : .minus, exponent: Int(size),
        significand: largest * (1 + 0.99 * (size - size.rounded(.down))))
    }
    let (other, few) = (Tensor([5, -0.1]), Tensor([0, -0.0, largest]))
    let rounded = PageWeights([Tensor(numbers), few, other], whole: 0).values
    let least = Float(sign: .plus, exponent: (numbers.map(\.magnitude).max() ?? 0).exponent - 21, significand: 1)
    for (number, short) in zip(numbers, rounded[0].elements) {
      let step = max(least, Float(sign: .plus, exponent: number.exponent - 7, significand: 1))
      #expect(short == (number / step).rounded(.toNearestOrEven) * step, "\(number)")
    }
    #expect(Set(rounded[0].elements).count > 1_000)
    #expect(rounded[1].elements[0].sign == .plus && rounded[1].elements[1].sign == .minus)
    #expect(rounded[1].elements[0] == 0 && rounded[1].elements[1] == 0)
    #expect(rounded[2].elements[0] == 5, "tensors have scales of their own")
    #expect(PageWeights(rounded, whole: 0).values == rounded, "what is rounded stays as it is")
  }

  @Test func aNumberJustBelowAPowerOfTwoIsRoundedUpToIt() {
    let rounded = PageWeights([Tensor([Float(1).nextDown, 0.5, -0.25])], whole: 0)
    #expect(rounded.values[0] == Tensor([1, 0.5, -0.25]))
  }

  @Test func fewNumbersAndInfiniteOnesStayWhole() {
    let tensor = Tensor([0.1, 0.2, -0.3])
    #expect(PageWeights([tensor], whole: 3).values == [tensor])
    #expect(PageWeights([tensor], whole: 2).values != [tensor])
    #expect(PageWeights([Tensor([0.1, .infinity])], whole: 0).values[0].elements == [0.1, .infinity])
    #expect(PageWeights([.zeros(4)], whole: 0).values == [.zeros(4)])
  }
}

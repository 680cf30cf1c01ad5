import Foundation
import Kernels
import TensorCore
import Testing

/// How many units in the last place `value` is from `exact`.
private func distance(_ value: Float, from exact: Double) -> Double {
  if Double(value) == exact || (value.isNaN && exact.isNaN) || Float(exact) == value { return 0 }
  return abs(Double(value) - exact) / Double(max(Float(exact).magnitude.ulp, Float.leastNonzeroMagnitude))
}

@Test func elementaryFunctionsMissTheNearestFloatByLittle() {
  // Every 4,099th float, over all exponents and both signs.
  var worst = ["exp": 0.0, "log": 0.0, "tanh": 0.0, "sigmoid": 0.0]
  for bits in stride(from: UInt32(0), to: UInt32.max - 4099, by: 4099) {
    let x = Float(bitPattern: bits), wide = Double(x)
    if x.isNaN { continue }
    worst["exp"] = max(worst["exp"]!, distance(Elementary.exp(x), from: exp(wide)))
    worst["log"] = max(worst["log"]!, distance(Elementary.log(x), from: log(wide)))
    worst["tanh"] = max(worst["tanh"]!, distance(Elementary.tanh(x), from: tanh(wide)))
    worst["sigmoid"] = max(worst["sigmoid"]!, distance(Elementary.sigmoid(x), from: 1 / (1 + exp(-wide))))
  }
  #expect(worst.values.allSatisfy { $0 <= 0.51 }, "\(worst)")
}

@Test func sineAndCosineAreRightToFifteenDigits() {
  var generator = SeededGenerator(seed: 11)
  for _ in 0..<100_000 {
    let x = generator.uniform(in: -1000.0..<1000)
    #expect(abs(Elementary.sin(x) - sin(x)) < 4e-16 && abs(Elementary.cos(x) - cos(x)) < 4e-16)
  }
}

@Test func sineAndCosineOfLargeAnglesAreAsRight() {
  var generator = SeededGenerator(seed: 13)
  for _ in 0..<100_000 {
    let x = generator.uniform(in: -1e8..<1e8)
    #expect(abs(Elementary.sin(x) - sin(x)) < 4e-16 && abs(Elementary.cos(x) - cos(x)) < 4e-16)
  }
}

/// Close to where the cosine is 0, all that is left is what the products lose.
@Test func cosinesCloseToZeroOfLargeAngles() {
  for x in [6446169.563251498, -6446169.563251498, 3294197.3] {
    #expect(abs(Elementary.cos(x) - cos(x)) <= 1e-12 * abs(cos(x)))
  }
}

@Test func logarithmsOfTheSmallestDoubles() {
  for x in [Double.leastNonzeroMagnitude, 0x1p-1050, 0x1.8p-1023, Double.leastNormalMagnitude.nextDown, 0x1p-1022] {
    #expect(abs(Elementary.log(x) - log(x)) <= log(x).ulp)
  }
  #expect(Elementary.log(0.0) == -.infinity && Elementary.log(-0x1p-1050).isNaN)
}

@Test func infinityAndNotANumberPassThrough() {
  for angle in [Double.nan, .infinity, -.infinity, 1e9] {
    #expect(Elementary.sin(angle).isNaN && Elementary.cos(angle).isNaN)
  }
  #expect(Elementary.exp(Float.infinity) == .infinity && Elementary.exp(-Float.infinity) == 0)
  #expect(Elementary.exp(Float.nan).isNaN && Elementary.log(Float.nan).isNaN && Elementary.tanh(Float.nan).isNaN)
  #expect(Elementary.log(Float(0)) == -.infinity && Elementary.log(Float(-1)).isNaN)
  #expect(Elementary.log(Float.infinity) == .infinity)
  #expect(Elementary.tanh(Float.infinity) == 1 && Elementary.tanh(-Float.infinity) == -1)
  #expect(Elementary.sigmoid(-Float.infinity) == 0 && Elementary.sigmoid(Float.infinity) == 1)
}

@Test func wholeArraysAndSingleNumbersGiveTheSameBits() {
  var generator = SeededGenerator(seed: 12)
  let values = Tensor.normal(37, standardDeviation: 5, using: &generator)
  #expect(values.exp().elements == values.elements.map { Elementary.exp($0) })
  #expect(values.tanh().elements == values.elements.map { Elementary.tanh($0) })
  #expect(values.sigmoid().elements == values.elements.map { Elementary.sigmoid($0) })
  #expect(values.abs().log().elements == values.elements.map { Elementary.log(abs($0)) })
}

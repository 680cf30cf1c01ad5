import Foundation
import Kernels
import Testing

/// The elementary functions against the C library's in Double, float by float where their arguments change hands, and
/// at the ends of the number line.
@Suite("Elementary functions") struct ElementaryRangesTests {
  private typealias Kernel = (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void

  /// The most units in the last place between a function of every float of two binades (one of them, `exponent`, and
  /// the next), of both signs if wanted, and its value in Double.
  private func worst(
    _ kernel: Kernel, from exponent: Int, signs: [Float] = [1, -1], _ exact: (Double) -> Double
  ) -> Double {
    let count = 1 << 24
    var worst = 0.0
    for sign in signs {
      let first = Float(sign: .plus, exponent: exponent, significand: 1).bitPattern
      let arguments = (0..<UInt32(count)).map { sign * Float(bitPattern: first + $0) }
      var values = [Float](repeating: 0, count: count)
      kernel(arguments, count, &values)
      for index in 0..<count {
        let exact = exact(Double(arguments[index]))
        worst = max(worst, abs(Double(values[index]) - exact) / Double(Float(exact).ulp))
      }
    }
    return worst
  }

  @Test func everyFloatNearTheSeamsMissesByHalfAUnitOnly() {
    // Arguments are reduced by multiples of ln 2, and tanh has a series below 2⁻⁶.
    #expect(worst(Pointwise.exp, from: -1, exp) <= 0.5001)
    #expect(worst(Pointwise.log, from: -1, signs: [1], log) <= 0.5001)
    #expect(worst(Pointwise.tanh, from: -7, signs: [1], tanh) <= 0.5001)
    #expect(worst(Pointwise.sigmoid, from: 1, signs: [-1]) { 1 / (1 + exp(-$0)) } <= 0.5001)
  }

  @Test func theSignOfZeroIsKeptWhereAFunctionIsOdd() {
    #expect(Elementary.tanh(Float(-0.0)).sign == .minus && Elementary.tanh(Float(0)).sign == .plus)
    #expect(Elementary.sin(-0.0).sign == .minus && Elementary.sin(0.0).sign == .plus)
    #expect(Elementary.exp(Float(-0.0)) == 1 && Elementary.cos(-0.0) == 1 && Elementary.sigmoid(Float(-0.0)) == 0.5)
    #expect(Elementary.log(Float(-0.0)) == -.infinity)
  }

  @Test func subnormalNumbersAreNumbersAsOthersAre() {
    let smallest = Float.leastNonzeroMagnitude, largest = Float.leastNormalMagnitude.nextDown
    for x in [smallest, -smallest, largest, -largest, 3 * smallest] {
      #expect(Elementary.tanh(x) == x && Elementary.exp(x) == 1 && Elementary.sigmoid(x) == 0.5)
      #expect(Elementary.sin(Double(x)) == Double(x) && Elementary.cos(Double(x)) == 1)
    }
    for x in [smallest, largest, 3 * smallest] { #expect(Elementary.log(x) == Float(log(Double(x)))) }
    // Results that are subnormal, and the last of them.
    for x: Float in [-87.5, -90, -100, -103.2, -103.97, -103.98, -104] {
      #expect(Elementary.exp(x) == Float(exp(Double(x))) && Elementary.sigmoid(x) == Float(exp(Double(x))))
    }
  }

  @Test func theLastArgumentsBeforeInfinityAndZero() {
    let last: Float = 88.72283
    #expect(Elementary.exp(last) == Float(exp(Double(last))) && Elementary.exp(last).isFinite)
    #expect(Elementary.exp(last.nextUp) == .infinity)
    #expect(Elementary.exp(Float.greatestFiniteMagnitude) == .infinity)
    #expect(Elementary.exp(-Float.greatestFiniteMagnitude) == 0)
    #expect(Elementary.log(Float.greatestFiniteMagnitude) == 88.72284)
    #expect(
      Elementary.tanh(Float.greatestFiniteMagnitude) == 1 && Elementary.tanh(-Float.greatestFiniteMagnitude) == -1)
    #expect(Elementary.sigmoid(-Float.greatestFiniteMagnitude) == 0)
  }
}

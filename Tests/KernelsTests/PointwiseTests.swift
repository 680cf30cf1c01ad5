import Kernels
import Testing

/// Functions of whole arrays, register by register, against the same functions of single numbers.
@Suite struct PointwiseTests {
  private typealias Kernel = (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void

  private static let special: [Float] = [
    .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude, 1,
  ]

  /// Whole registers, one float less and one more: numbers that begin on no boundary, special ones among them. The target
  /// is memory of its own or the numbers' own, and nothing before or behind it changes.
  private func check(
    _ kernel: Kernel, _ function: (Float) -> Float, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for count in [0, 1, 2, 15, 16, 17, 31, 32, 33, 47] {
      var numbers = (0..<count).map { Float($0 * 37 % 101) / 7 - 6 }
      for index in stride(from: 1, to: count, by: 3) { numbers[index] = PointwiseTests.special[index / 3 % 9] }
      for isInPlace in [false, true] {
        var source: [Float] = [-7] + numbers + [-7]
        var target = source
        if isInPlace {
          source.withUnsafeMutableBufferPointer { kernel($0.baseAddress! + 1, count, $0.baseAddress! + 1) }
          target = source
        } else {
          target.withUnsafeMutableBufferPointer { target in
            source.withUnsafeBufferPointer { kernel($0.baseAddress! + 1, count, target.baseAddress! + 1) }
          }
        }
        let expected: [Float] = [-7] + numbers.map(function) + [-7]
        #expect(
          zip(target, expected).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) },
          "\(count), in place: \(isInPlace)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test func elementaryFunctionsAtEveryLength() {
    check(Pointwise.exp, Elementary.exp)
    check(Pointwise.log, Elementary.log)
    check(Pointwise.tanh, Elementary.tanh)
    check(Pointwise.sigmoid, Elementary.sigmoid)
    check(Pointwise.relu) { $0 < 0 ? 0 : $0 }
  }

  @Test func powersAtEveryLength() {
    for exponent in [-1, 0.5, 3, .infinity] as [Float] {
      check(
        { bases, count, target in
          Pointwise.pow(bases, [exponent], hasOneExponent: true, count: count, into: target)
        }, { Elementary.pow($0, exponent) })
    }
    check(
      { numbers, count, target in
        Pointwise.pow(numbers, numbers, hasOneExponent: false, count: count, into: target)
      }, { Elementary.pow($0, $0) })
  }

  @Test func sumsAtEveryLength() {
    check(
      { numbers, count, target in
        let numbers = Array(UnsafeBufferPointer(start: numbers, count: count))
        target.update(from: numbers, count: count)
        Pointwise.add(numbers, count: count, to: target)
      }, { $0 + $0 })
  }
}

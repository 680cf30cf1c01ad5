import Kernels
import System

/// A random number generator that gives the same numbers for the same seed, on every machine: SplitMix64
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// Its state is a counter that grows by the odd constant nearest to 2⁶⁴ / φ; a number is the counter, mixed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private var spareNormal: Float?

  /// Starts the sequence that belongs to `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return SeededGenerator.mixed(state)
  }

  /// A generator for part `stream` of the work: its numbers depend on `stream` and on where this one stands, and not on what
  /// other parts have drawn.
  public func split(_ stream: UInt64) -> SeededGenerator {
    SeededGenerator(seed: SeededGenerator.mixed(SeededGenerator.mixed(state) ^ SeededGenerator.mixed(~stream)))
  }

  /// A number from `range`, each of 2²⁴ steps equally likely. Stops unless the range has a finite width.
  public mutating func uniform(in range: Range<Float> = 0..<1) -> Float {
    let unit = Float(next() >> 40) * 0x1p-24, width = range.upperBound - range.lowerBound
    require(width.isFinite, "SeededGenerator: the range \(range) must have a finite width")
    let value = range.lowerBound + unit * width
    return value < range.upperBound ? value : range.lowerBound
  }

  /// A number from `range`, each of 2⁵³ steps equally likely. Stops unless the range has a finite width.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let unit = Double(next() >> 11) * 0x1p-53, width = range.upperBound - range.lowerBound
    require(width.isFinite, "SeededGenerator: the range \(range) must have a finite width")
    let value = range.lowerBound + unit * width
    return value < range.upperBound ? value : range.lowerBound
  }

  /// A whole number from `range`, which must not be empty; all are equally likely.
  public mutating func integer(in range: Range<Int>) -> Int {
    require(!range.isEmpty, "SeededGenerator: there is no whole number in \(range)")
    let count = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    // Lemire's method: the high half of a product, drawn again where the low half would favour some numbers.
    var product = next().multipliedFullWidth(by: count)
    if product.low < count {
      let unfair = (0 &- count) % count
      while product.low < unfair { product = next().multipliedFullWidth(by: count) }
    }
    return range.lowerBound &+ Int(truncatingIfNeeded: product.high)
  }

  /// A number from the normal distribution with mean 0 and standard deviation 1, by the method of Box and Muller.
  public mutating func normal() -> Float {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * Elementary.log(1 - uniform(in: 0.0..<1))).squareRoot()
    let angle = 2 * Double.pi * uniform(in: 0.0..<1)
    spareNormal = Float(radius * Elementary.sin(angle))
    return Float(radius * Elementary.cos(angle))
  }

  /// Puts the elements in random order (Fisher and Yates): every order is equally likely.
  public mutating func shuffle<Element>(_ array: inout [Element]) {
    for index in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(index, integer(in: 0..<index + 1))
    }
  }

  /// The numbers `0 ..< count` in random order. Stops if the count is negative or no memory can hold them.
  public mutating func permutation(of count: Int) -> [Int] {
    require(
      (0...Buffers.largestCount).contains(count),
      "SeededGenerator: a permutation of \(count) numbers; there must be from 0 to \(Buffers.largestCount)")
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

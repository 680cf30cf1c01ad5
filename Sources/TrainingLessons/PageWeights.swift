import Pages
import TensorCore

/// Numbers of a network as a page gets them: few of them whole, many rounded to 12 bits, or the page grows too large.
///
/// The 12 bits are a sign, four of an exponent and seven of a fraction. So a number keeps eight binary digits if it is
/// more than a 16,384th of the largest one of its tensor. Those below lie evenly spaced, as the smallest floats do.
struct PageWeights {
  /// The tensors as the page has them.
  let values: [Tensor]
  /// Of each tensor, what one step between its smallest numbers is, as a power of two; nothing if the numbers are whole.
  private let exponents: [Int]
  private let codes: [UInt16]

  /// Tensors, rounded if they have more than `whole` numbers in all. Where one is infinite or none, all stay as they are.
  init(_ tensors: [Tensor], whole: Int) {
    let isWhole =
      tensors.reduce(0) { $0 + $1.count } <= whole || !tensors.allSatisfy { $0.elements.allSatisfy(\.isFinite) }
    guard !isWhole else {
      (values, exponents, codes) = (tensors, [], [])
      return
    }
    var (values, codes): ([Tensor], [UInt16]) = ([], [])
    exponents = tensors.map { tensor in
      let exponent = PageWeights.exponent(for: tensor.elements)
      let some = tensor.elements.map { PageWeights.code($0.magnitude, exponent) | ($0.sign == .minus ? 0x800 : 0) }
      codes += some
      values.append(Tensor(shape: tensor.shape, elements: some.map { PageWeights.value($0, exponent) }))
      return exponent
    }
    (self.values, self.codes) = (values, codes)
  }

  private static func exponent(for numbers: [Float]) -> Int {
    let largest = numbers.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    let exponent = Int(largest.exponent) - 21
    // A number that is rounded up to the next power of two needs steps of twice the size.
    return code(largest, exponent) > 0x7FF ? exponent + 1 : exponent
  }

  /// The code of a number that is not negative, in steps of two to the power of `exponent`.
  private static func code(_ size: Float, _ exponent: Int) -> UInt16 {
    let octave = size == 0 ? 0 : max(0, Int(size.exponent) - exponent - 7)
    let steps = Float(sign: .plus, exponent: -exponent - octave, significand: size).rounded(.toNearestOrEven)
    return UInt16(octave * 128 + Int(steps))
  }

  private static func value(_ code: UInt16, _ exponent: Int) -> Float {
    let octave = max(1, Int(code) >> 7 & 15) - 1
    let steps = Float(Int(code) & 0x7FF - octave * 128)
    return Float(sign: code & 0x800 == 0 ? .plus : .minus, exponent: exponent + octave, significand: steps)
  }

  /// The members of a JSON object that hold the numbers: `weights` in base64, and if they are not whole, `exponents`, each
  /// behind the count of the numbers that it is for.
  var json: [(key: String, value: String)] {
    guard !codes.isEmpty else {
      return [("exponents", "null"), ("weights", JSON.string(PageWeights.base64(values.flatMap(\.elements))))]
    }
    // Two numbers in three bytes.
    let bytes = stride(from: 0, to: codes.count, by: 2).flatMap { place in
      let pair = UInt32(codes[place]) << 12 | (place + 1 < codes.count ? UInt32(codes[place + 1]) : 0)
      return [16, 8, 0].map { UInt8(truncatingIfNeeded: pair >> $0) }
    }
    let counted = zip(values, exponents).map { "[\($0.count),\($1)]" }
    return [("exponents", JSON.array(counted)), ("weights", JSON.string(Base64.text(bytes)))]
  }

  /// Whole floats in base64.
  static func base64(_ values: [Float]) -> String {
    Base64.text(
      values.flatMap { value in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value.bitPattern >> $0) } })
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// `value` with exactly `decimals` digits after the point, rounded to the nearest, ties to even: `fixed(2.5, decimals: 2)`
/// is `2.50`. What is no number is `nan`, whatever its sign. Fewer decimals than none count as none; stops above 1100,
/// where every Double has ended.
package func fixed(_ value: Double, decimals: Int) -> String {
  require(decimals <= 1100, "fixed: \(decimals) decimals; a number has at most 1100")
  return formatted("%.\(max(0, decimals))f", value)
}

/// `value` with `decimals` digits after the point and an exponent: `scientific(1500, decimals: 1)` is `1.5e+03`.
package func scientific(_ value: Double, decimals: Int) -> String { formatted("%.\(max(0, decimals))e", value) }

/// A whole number with a comma between its thousands: `61,706`.
package func grouped(_ count: Int) -> String {
  let digits = Array(String(count.magnitude))
  let parts = digits.indices.map { index in
    (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
  }
  return (count < 0 ? "−" : "") + parts.joined()
}

/// `value` in one of the C library's formats for a single Double.
private func formatted(_ format: String, _ value: Double) -> String {
  // Some C libraries write its sign, which is not the same on every processor.
  if value.isNaN { return "nan" }
  return withVaList([value]) { arguments in
    // The longest has 309 digits before the point.
    var text = [CChar](repeating: 0, count: 1500)
    let length = vsnprintf(&text, text.count, format, arguments)
    return String(decoding: text.prefix(Int(max(0, length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

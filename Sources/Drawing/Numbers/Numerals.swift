import System

/// Numbers as text, with a proper minus sign.
public enum Numerals {
  /// A number with so many decimals, from ten million on as a multiple of a power of ten; what is not finite is written
  /// `nan`, `∞` or `−∞`.
  public static func text(_ value: Double, decimals: Int) -> String {
    require(decimals <= 1100, "Numerals: \(decimals) decimals; a number has at most 1100")
    guard value.isFinite else { return value.isNaN ? "nan" : value > 0 ? "∞" : "−∞" }
    if value.magnitude >= 1e7 {
      var (mantissa, exponent) = (value.magnitude, 0)
      while mantissa >= 9.995 {
        mantissa /= 10
        exponent += 1
      }
      return (value < 0 ? "−" : "") + fixed(mantissa, decimals: 2) + "·10" + raised(exponent)
    }
    let digits = fixed(value.magnitude, decimals: decimals)
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    return value < 0 && !isZero ? "−" + digits : digits
  }

  /// A whole number with a comma between its thousands: `61,706`.
  public static func text(_ count: Int) -> String { grouped(count) }

  /// The fewest decimals, at most `limit`, that show every value to a ten-thousandth of the largest. Where all values are
  /// small, the limit is counted from the first digit of the largest.
  public static func decimals(for values: some Sequence<Float>, limit: Int = 2) -> Int {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(\.magnitude).max() ?? 0
    var limit = limit
    var leading = largest
    while leading > 0 && leading < 0.1 && limit < 9 {
      leading *= 10
      limit += 1
    }
    var factor: Float = 1
    for decimals in 0..<max(0, limit) {
      if finite.allSatisfy({ (($0 * factor).rounded() / factor - $0).magnitude <= largest * 1e-4 }) {
        return decimals
      }
      factor *= 10
    }
    return limit
  }

  /// An integer as an exponent: `⁻³`.
  static func raised(_ exponent: Int) -> String {
    let digits: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let text = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (exponent < 0 ? "⁻" : "") + String(text)
  }
}

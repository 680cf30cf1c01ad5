import System

/// Numbers as the scripts of a page write them (`network-colors.js`).
enum PageNumbers {
  /// A value as a reader wants it: three decimals, or three digits if it is small.
  static func written(_ value: Float) -> String {
    let size = Double(value.magnitude)
    guard size != 0, value.isFinite else { return proper(value, value == 0 ? "0" : "\(value)") }
    if size >= 0.01 { return proper(value, decimals(size)) }
    let (digits, exponent) = parts(size, digits: 3)
    return proper(
      value, exponent < -6 ? "\(digits.prefix(1)).\(digits.dropFirst())e\(exponent)" : plain(digits, exponent))
  }

  /// A value in a cell of a table: three decimals.
  static func brief(_ value: Float) -> String {
    value == 0 ? "0" : value.isFinite ? proper(value, decimals(Double(value.magnitude))) : written(value)
  }

  /// A value with as many digits as tell the float from all others.
  static func exact(_ value: Float) -> String {
    guard value != 0, value.isFinite else { return written(value) }
    let size = value.magnitude
    func digits(_ count: Int) -> (digits: String, exponent: Int) { parts(Double(size), digits: count) }
    let count = (1...9).first { Float("\(digits($0).digits)e\(digits($0).exponent - $0 + 1)") == size } ?? 9
    let (all, exponent) = digits(count)
    let shown = String(all.reversed().drop { $0 == "0" }.reversed())
    if exponent >= -6, exponent < 21 { return proper(value, plain(shown, exponent)) }
    let fraction = shown.count > 1 ? ".\(shown.dropFirst())" : ""
    return proper(value, "\(shown.prefix(1))\(fraction)e\(exponent < 0 ? "" : "+")\(exponent)")
  }

  static func inParentheses(_ text: String) -> String { text.hasPrefix("−") ? "(\(text))" : text }

  private static func proper(_ value: Float, _ text: String) -> String {
    (value < 0 ? "−" + text.trimmedSign : text).replacing("-", with: "−")
  }

  /// Three decimals, half a thousandth rounded away from zero; a thousand times a float is exact in a double. What is too
  /// large for decimals has an exponent.
  private static func decimals(_ size: Double) -> String {
    size >= 1e21 ? "\(size)" : fixed((size * 1000 + 0.5).rounded(.down) / 1000, decimals: 3)
  }

  /// The first digits of a float, a half rounded away from zero, and the power of ten of the first. So many decimals hold all
  /// that a float has.
  private static func parts(_ size: Double, digits: Int) -> (digits: String, exponent: Int) {
    let halves = scientific(size, decimals: 120).split(separator: "e")
    let all = String(halves[0]).replacing(".", with: ""), exponent = Int(halves[1]) ?? 0
    let first = String(all.prefix(digits))
    guard all.dropFirst(digits).first.map({ $0 >= "5" }) == true, let number = Int(first) else {
      return (first, exponent)
    }
    let rounded = String(number + 1)
    return rounded.count > digits ? (String(rounded.dropLast()), exponent + 1) : (rounded, exponent)
  }

  /// Digits whose first stands for a power of ten, without an exponent.
  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = digits.padding(to: exponent + 1)
    let rest = whole.dropFirst(exponent + 1)
    return rest.isEmpty ? whole : "\(whole.prefix(exponent + 1)).\(rest)"
  }
}

extension String {
  fileprivate var trimmedSign: String { hasPrefix("-") ? String(dropFirst()) : self }

  /// At least `count` digits, zeros at the end.
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: "0", count: max(0, count - self.count))
  }
}

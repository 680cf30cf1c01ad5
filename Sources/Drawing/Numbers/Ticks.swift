/// The marked values of an axis and what is written beside them.
package struct Ticks: Equatable, Sendable {
  package var values: [Double]
  package var labels: [String]
  /// Values with a shorter mark and no label: 2…9 times a power of ten on a logarithmic axis.
  package var minor: [Double] = []

  /// Given values, with what is written beside each.
  package init(at values: [Double], labels: [String]) { (self.values, self.labels) = (values, labels) }

  /// Steps of 1, 2, 2.5 or 5 times a power of ten: the smallest that puts at most `limit` ticks into the range.
  /// There are at least two, or as few as there are whole numbers. A range of one whole number has that alone, and none have
  /// those of another value, narrower than a 10¹²th of their distance from zero, shorter than 10⁻³⁰ or longer than 10⁴⁰.
  package init(_ range: ClosedRange<Double>, atMost limit: Int = 9, wholeNumbers: Bool = false) {
    values = []
    labels = []
    let span = range.upperBound - range.lowerBound
    guard span.isFinite, span > 0 else {
      guard span == 0, let whole = Int(exactly: range.lowerBound) else { return }
      values = [range.lowerBound]
      labels = [Ticks.label(mantissa: whole, exponent: 0, power: 0)]
      return
    }
    var exponent = -1
    while Ticks.power(exponent) > span / 100, exponent > -30 { exponent -= 1 }
    while Ticks.power(exponent + 1) < span / 1000, exponent < 30 { exponent += 1 }
    search: while exponent < 40 {
      for mantissa in [10, 20, 25, 50] {
        // The step is mantissa · 10^(exponent − 1): kept as an integer so that labels are exact.
        if wholeNumbers && (exponent < 0 || (mantissa == 25 && exponent < 1)) { continue }
        let step = Ticks.scaled(mantissa, exponent - 1)
        let slack = 1e-9 * span / step
        let first = (range.lowerBound / step - slack).rounded(.up)
        let last = (range.upperBound / step + slack).rounded(.down)
        guard last - first + 1 <= Double(max(2, limit)), abs(first) < 1e12, abs(last) < 1e12 else { continue }
        if last - first >= 1 || (wholeNumbers && last >= first) {
          set(Int(first)...Int(last), mantissa, exponent - 1)
        }
        break search
      }
      exponent += 1
    }
    if values.count < 2 && limit < 9 { self = Ticks(range, atMost: limit + 1, wholeNumbers: wholeNumbers) }
  }

  private mutating func set(_ range: ClosedRange<Int>, _ mantissa: Int, _ exponent: Int) {
    let largest = max(abs(range.lowerBound), abs(range.upperBound)) * mantissa
    // Numbers with many zeros are written as multiples of a power of ten.
    let magnitude = Ticks.scaled(largest, exponent)
    var power = 0
    if magnitude >= 1e6 || (magnitude < 1e-3 && magnitude > 0) {
      while Ticks.power(power) > magnitude { power -= 1 }
      while Ticks.power(power + 1) <= magnitude { power += 1 }
    }
    let trims = range.allSatisfy { ($0 * mantissa) % 10 == 0 }
    for index in range {
      values.append(Ticks.scaled(index * mantissa, exponent))
      labels.append(
        trims
          ? Ticks.label(mantissa: index * mantissa / 10, exponent: exponent + 1, power: power)
          : Ticks.label(mantissa: index * mantissa, exponent: exponent, power: power))
    }
  }

  /// Powers of ten within a positive range, at most eight of them.
  package init(logarithmic range: ClosedRange<Double>) {
    values = []
    labels = []
    let exponents = (-40...40).filter { range.contains(Ticks.power($0)) }
    guard let last = exponents.last else { return }
    let stride = (exponents.count + 7) / 8
    let isPlain = exponents.allSatisfy { (-2...3).contains($0) }
    for exponent in exponents where (last - exponent) % stride == 0 {
      values.append(Ticks.power(exponent))
      labels.append(
        isPlain ? Ticks.label(mantissa: 1, exponent: exponent, power: 0) : "10" + Numerals.raised(exponent))
    }
    guard stride == 1, exponents.count <= 6 else { return }
    for exponent in (exponents[0] - 1)...last {
      minor += (2...9).map { Ticks.scaled($0, exponent) }.filter(range.contains)
    }
  }

  /// `mantissa · 10^exponent` written out, or as a multiple of `10^power` if that is not 1.
  private static func label(mantissa: Int, exponent: Int, power: Int) -> String {
    if mantissa == 0 {
      return exponent - power < 0 && power == 0 ? "0." + String(repeating: "0", count: -exponent) : "0"
    }
    var digits = String(mantissa.magnitude)
    let point = exponent - power
    if point >= 0 {
      digits += String(repeating: "0", count: point)
    } else {
      digits = String(repeating: "0", count: max(0, 1 - point - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: point))
    }
    return (mantissa < 0 ? "−" : "") + digits + (power == 0 ? "" : "·10" + Numerals.raised(power))
  }

  /// `10^exponent`, the nearest Double.
  package static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? (exponent < 0 ? 0 : .infinity) }

  private static func scaled(_ mantissa: Int, _ exponent: Int) -> Double {
    exponent < 0 ? Double(mantissa) / power(-exponent) : Double(mantissa) * power(exponent)
  }
}

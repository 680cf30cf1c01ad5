import Pages
import System
import TensorCore

/// One way of writing numbers for all values that stand together: without decimals where all are whole.
struct NumberStyle {
  let decimals: Int

  init(_ values: [Float]) {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(abs).max() ?? 0
    decimals = finite.allSatisfy { $0 == $0.rounded() } ? 0 : largest >= 1000 ? 1 : largest >= 0.01 ? 3 : 6
  }

  func callAsFunction(_ value: Float) -> String {
    guard value.isFinite else { return "\(value)" }
    let text = fixed(Double(value.magnitude), decimals: decimals)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return value < 0 && !isZero ? "−" + text : text
  }
}

extension PixelBreakdown {
  /// The way in which all its numbers are written.
  var numbers: NumberStyle {
    var values = outputs
    for channel in channels { values += Array((channel.patch + channel.weights).joined()) }
    if let bias { values.append(bias) }
    return NumberStyle(values)
  }
}

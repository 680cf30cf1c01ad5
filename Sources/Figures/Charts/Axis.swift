import Drawing
import Kernels

/// One axis of a chart: what values it spans and which of them are marked.
struct Axis: Sendable {
  var range: ClosedRange<Double>
  var ticks: Ticks
  var label: String?
  var isLogarithmic = false

  /// An axis over all values of `values` up to ±10³⁰⁰, with a margin of a twentieth on each side, or over `range` if there
  /// is one.
  static func linear(
    _ values: some Sequence<Double>, label: String?, range: ClosedRange<Double>? = nil, wholeNumbers: Bool = false,
    margin: Double = 0.05
  ) -> Axis {
    var (low, high) = (Double.infinity, -Double.infinity)
    // Of larger ones the span may not be finite.
    for value in values where value.magnitude <= 1e300 {
      low = min(low, value)
      high = max(high, value)
    }
    if low > high { (low, high) = (0, 1) }
    if low == high {
      let half = low == 0 ? 1 : abs(low) / 2
      (low, high) = wholeNumbers ? (low - 1, high + 1) : (low - half, high + half)
    }
    let span = high - low
    let padded = range ?? (low - margin * span)...(high + margin * span)
    return Axis(range: padded, ticks: Ticks(padded, wholeNumbers: wholeNumbers), label: label)
  }

  /// An axis over the positive values, in powers of ten, or over `range` if there is one; where that begins at zero or below
  /// it, the axis begins with the values. At least one power is within it.
  static func logarithmic(_ values: some Sequence<Double>, label: String?, range: ClosedRange<Double>? = nil) -> Axis
  {
    var (low, high) = (Double.infinity, 0.0)
    for value in values where value.isFinite && value > 0 {
      low = min(low, value)
      high = max(high, value)
    }
    if let range { (low, high) = (range.lowerBound > 0 ? range.lowerBound : low, range.upperBound) }
    if low > high { (low, high) = high > 0 ? (high / 10, high) : (0.1, 1) }
    if range == nil {
      let reach = Elementary.exp(0.05 * Elementary.log(high / low))
      (low, high) = (low / reach, high * reach)
    }
    // Two ticks are needed to read a scale: reach out to the next powers of ten where there are fewer.
    var ticks = Ticks(logarithmic: low...high)
    if ticks.values.count < 2 {
      var (below, above) = (-40, 40)
      while Ticks.power(below + 1) <= low * 1.000001 { below += 1 }
      while Ticks.power(above - 1) >= high * 0.999999 { above -= 1 }
      (low, high) = (min(low, Ticks.power(below)), max(high, Ticks.power(max(above, below + 1))))
      ticks = Ticks(logarithmic: low...high)
    }
    return Axis(range: low...high, ticks: ticks, label: label, isLogarithmic: true)
  }

  /// The place of a value, 0 at the lower end and 1 at the upper; nil for what the axis cannot show.
  func position(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    if isLogarithmic {
      guard value > 0 else { return nil }
      return Elementary.log(value / range.lowerBound) / Elementary.log(range.upperBound / range.lowerBound)
    }
    return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// The same axis with fewer ticks, until their labels fit side by side into `width` points.
  func fitting(width: Double, wholeNumbers: Bool) -> Axis {
    guard !isLogarithmic else { return self }
    var copy = self
    for limit in stride(from: 9, to: 1, by: -1) {
      copy.ticks = Ticks(range, atMost: limit, wholeNumbers: wholeNumbers)
      let widest = copy.ticks.labels.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0
      guard copy.ticks.values.count > 1 else { break }
      let step = (copy.ticks.values[1] - copy.ticks.values[0]) / (range.upperBound - range.lowerBound) * width
      if widest + 8 <= step { break }
    }
    return copy
  }
}

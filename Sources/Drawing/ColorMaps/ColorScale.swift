import System

/// A colour map laid over a range of values.
package struct ColorScale: Sendable {
  package let colors: ColorMap
  package let range: ClosedRange<Float>

  /// The scale over `range`, or over all finite values if there is none. The diverging map is made symmetric about zero.
  /// Where all values are equal, they lie in the middle, or in 0…1 if that is where they belong.
  package init(_ colors: ColorMap, range: ClosedRange<Float>?, fitting values: some Sequence<Float>) {
    self.colors = colors
    var low = Float.infinity, high = -Float.infinity
    if let range {
      require(
        range.lowerBound.isFinite && range.upperBound.isFinite,
        "ColorScale: the range of colours must be finite; it is \(range)")
      (low, high) = (range.lowerBound, range.upperBound)
    } else {
      for value in values where value.isFinite {
        low = min(low, value)
        high = max(high, value)
      }
    }
    if low > high { (low, high) = (0, 1) }
    if colors == .diverging {
      let half = max(abs(low), abs(high))
      self.range = half > 0 ? -half...half : -1...1
    } else if low == high {
      let half = max(abs(low) / 2, .leastNormalMagnitude), largest = Float.greatestFiniteMagnitude
      self.range = (0...1).contains(low) ? 0...1 : max(low - half, -largest)...min(low + half, largest)
    } else {
      self.range = low...high
    }
  }

  /// The place of a value in the range, 0…1.
  package func position(_ value: Float) -> Double {
    let low = Double(range.lowerBound), high = Double(range.upperBound)
    return min(max((Double(value) - low) / (high - low), 0), 1)
  }

  package func color(_ value: Float) -> Color {
    value.isNaN ? .undefined : colors.color(at: position(value))
  }

  /// The codes of many values at once.
  package func codes(_ values: some Sequence<Float>) -> [UInt32] {
    let codes = colors.codes
    let low = Double(range.lowerBound), last = Double(ColorMap.levels - 1)
    let factor = last / (Double(range.upperBound) - low)
    return values.map { value in
      if value.isNaN { return Color.undefined.code }
      return codes[Int(min(max((Double(value) - low) * factor, 0), last).rounded())]
    }
  }
}

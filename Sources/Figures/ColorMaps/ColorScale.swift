/// A colour map laid over a range of values.
struct ColorScale: Sendable {
  let colors: ColorMap
  let range: ClosedRange<Float>

  /// The scale over `range`, or over all finite values if there is none. The diverging map is made symmetric about zero.
  /// Where all values are equal, they lie in the middle, or in 0…1 if that is where they belong.
  init(_ colors: ColorMap, range: ClosedRange<Float>?, fitting values: some Sequence<Float>) {
    self.colors = colors
    var low = Float.infinity, high = -Float.infinity
    if let range {
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
      self.range = (0...1).contains(low) ? 0...1 : low - abs(low) / 2...low + abs(low) / 2
    } else {
      self.range = low...high
    }
  }

  /// The place of a value in the range, 0…1.
  func position(_ value: Float) -> Float {
    min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
  }

  func color(_ value: Float) -> Color {
    value.isNaN ? .undefined : colors.color(at: Double(position(value)))
  }

  /// The codes of many values at once.
  func codes(_ values: some Sequence<Float>) -> [UInt32] {
    let codes = colors.codes
    let low = range.lowerBound
    let factor = Float(ColorMap.levels - 1) / (range.upperBound - low)
    return values.map { value in
      if value.isNaN { return Color.undefined.code }
      return codes[Int(min(max((value - low) * factor, 0), Float(ColorMap.levels - 1)).rounded())]
    }
  }
}

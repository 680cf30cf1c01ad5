/// How a value becomes a colour. All maps keep their order of lightness for colour-blind readers and in print.
public enum ColorMap: Sendable, CaseIterable {
  /// Black to white.
  case gray
  /// Dark violet over green to yellow.
  case viridis
  /// Blue below zero, white at zero, orange above; always symmetric about zero.
  case diverging

  /// How many different colours a map is drawn with: fewer than a palette holds, to leave room for lettering.
  static let levels = 225

  /// The colour at `position`, 0…1 from the lowest to the highest value; clamped to it.
  public func color(at position: Double) -> Color {
    guard !position.isNaN else { return .undefined }
    let level = (min(max(position, 0), 1) * Double(ColorMap.levels - 1)).rounded()
    return Color(codes[Int(level)])
  }

  /// The colours of all levels.
  var codes: [UInt32] {
    switch self {
    case .gray: ColorMap.grayLevels
    case .viridis: ColorMap.viridisLevels
    case .diverging: ColorMap.divergingLevels
    }
  }

  private static let grayLevels = between([Color(0x000000), Color(0xFFFFFF)])
  private static let viridisLevels: [UInt32] = {
    let digits = viridisCodes.compactMap(\.hexDigitValue)
    let colors = stride(from: 0, to: digits.count, by: 6).map { first in
      Color(digits[first..<first + 6].reduce(0) { 16 * $0 + UInt32($1) })
    }
    return between(colors)
  }()
  /// From dark blue to dark orange in even steps of lightness.
  private static let divergingLevels = between([
    Color(0x0B3C73), Color(0x2368A8), Color(0x5E9CCB), Color(0xA9CCE4), Color(0xFFFFFF), Color(0xFCCB98),
    Color(0xF08F3C), Color(0xC4600D),
    Color(0x7F3A05),
  ])

  /// All levels, mixed from evenly spaced colours.
  private static func between(_ colors: [Color]) -> [UInt32] {
    (0..<levels).map { level in
      let place = Double(level) * Double(colors.count - 1) / Double(levels - 1)
      let index = min(Int(place), colors.count - 2)
      return colors[index].mixed(with: colors[index + 1], place - Double(index)).code
    }
  }
}

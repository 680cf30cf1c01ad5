extension StringProtocol {
  /// How many columns of a terminal the text takes.
  package var terminalWidth: Int { reduce(0) { $0 + $1.terminalWidth } }

  /// The text with spaces added up to a width.
  package func padded(to width: Int, _ alignment: Markup.Alignment = .left) -> String {
    let gap = Swift.max(0, width - terminalWidth)
    let left = alignment == .left ? 0 : alignment == .right ? gap : gap / 2
    return String(repeating: " ", count: left) + self + String(repeating: " ", count: gap - left)
  }
}

extension Character {
  /// The columns that a terminal gives the character: none for marks alone, two for East Asian wide forms and for
  /// emoji, else one.
  var terminalWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    // No sign of so few bytes has a picture.
    if utf8.count < 3, scalar.value < 0x300 {
      return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1
    }
    if unicodeScalars.contains("\u{FE0F}") || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return Character.wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// East Asian Width "wide" and "full", without emoji (Unicode Standard Annex 11), in whole blocks.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1B000...0x1B2FF, 0x20000...0x3FFFD,
  ]
}

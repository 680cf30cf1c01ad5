import System

/// How heavy letters are.
public enum Weight: Sendable {
  /// For all that is read.
  case regular
  /// For what heads a figure.
  case bold

  /// The pen's width in hundredths of the type size.
  var stroke: Double {
    switch self {
    case .regular: 8.8
    case .bold: 12
    }
  }
}

/// Measures text in the course's own letters, so that room can be reserved before anything is drawn.
public enum Lettering {
  /// The height of capitals and figures above the baseline, in points.
  public static func capHeight(size: Double) -> Double { 0.724 * size }
  /// What letters reach above the baseline, in points.
  public static func ascent(size: Double) -> Double { 0.85 * size }
  /// What letters reach below the baseline, in points.
  public static func descent(size: Double) -> Double { 0.24 * size }
  /// From baseline to baseline, in points.
  public static func lineHeight(size: Double) -> Double { (1.3 * size).onWholePixel }

  /// The width and height that text takes, in points; `\n` starts a new line.
  public static func extent(of text: String, size: Double, weight: Weight = .regular) -> Extent {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let width = lines.map { self.width(of: $0, size: size, weight: weight) }.max() ?? 0
    return Extent(
      width: width,
      height: ascent(size: size) + descent(size: size) + Double(lines.count - 1) * lineHeight(size: size))
  }

  /// The width of one line of text in points.
  public static func width(of text: some StringProtocol, size: Double, weight: Weight = .regular) -> Double {
    Double(set(text, size: size, weight: weight).width) / Double(Canvas.density)
  }

  /// One line of text, each letter at its place: whole pixels, so that a letter looks the same wherever it stands.
  static func set(_ text: some StringProtocol, size: Double, weight: Weight)
    -> (letters: [(glyph: Glyph, x: Int)], width: Int)
  {
    require((0...10_000).contains(size), "Lettering: a size of \(size) points; it must be from 0 to 10,000")
    let scale = size * Double(Canvas.density) / 100
    let extra = weight.stroke - Weight.regular.stroke
    var letters: [(Glyph, Int)] = []
    var x = 0
    var previous: Character?
    for character in text {
      let glyph = Alphabet.glyph(for: character)
      if let previous { x += Int((Alphabet.kerning(previous, character) * scale).rounded()) }
      letters.append((glyph, x))
      x += Int(((glyph.advance + extra) * scale).rounded())
      previous = character
    }
    return (letters, x)
  }
}

/// Which part of a text is put at the given place.
public struct Anchor: Sendable {
  /// The part from left to right.
  public enum Horizontal: Sendable {
    /// The text begins at, is centred on, or ends at the place.
    case left, center, right
  }
  /// The part from top to bottom.
  public enum Vertical: Sendable {
    /// The top of the first line, the middle of a single line's capitals or of several lines, the first line's baseline, or
    /// the bottom of the last line.
    case top, middle, baseline, bottom
  }
  let horizontal: Horizontal
  let vertical: Vertical

  /// The given part from left to right and from top to bottom.
  public init(_ horizontal: Horizontal, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }
}

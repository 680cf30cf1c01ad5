/// The letters and signs that can be written, drawn from their paths once.
enum Alphabet {
  /// Every glyph there is; for what is missing, `glyph(for:)` gives an empty box.
  static let glyphs: [Character: Glyph] = {
    var all: [Character: Glyph] = [:]
    for line in [letters, signs].joined(separator: "\n").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2)
      all[Character(String(parts[0]))] = Glyph(String(parts[1]), String(parts[2]), in: all)
    }
    var space = Glyph()
    space.advance = 30
    all[" "] = space
    all["\u{A0}"] = space
    all["µ"] = all["μ"]
    all["∑"] = all["Σ"]
    all["∗"] = all["*"]
    addSmallNumerals(to: &all)
    return all
  }()

  static func glyph(for character: Character) -> Glyph {
    glyphs[character] ?? glyphs["□"] ?? Glyph()
  }

  /// Exponents and indices are the numerals and signs made small, and so is what a fraction is made of.
  private static func addSmallNumerals(to all: inout [Character: Glyph]) {
    let raised: [(Character, Character)] = Array(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "0123456789+−=()n"))
    let lowered: [(Character, Character)] = Array(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ", "0123456789+−=()n"))
    for (small, full) in raised { all[small] = all[full]?.scaled(by: 0.62, raisedBy: 29) }
    for (small, full) in lowered { all[small] = all[full]?.scaled(by: 0.62, raisedBy: -13) }
    for (fraction, above, below) in [("½", "1", "2"), ("¼", "1", "4"), ("¾", "3", "4")]
      as [(Character, Character, Character)]
    {
      guard let numerator = all[above]?.scaled(by: 0.6, raisedBy: 26),
        let denominator = all[below]?.scaled(by: 0.6, raisedBy: 0)
      else { continue }
      var glyph = Glyph()
      glyph.strokes = numerator.strokes + [[Point(12, -2), Point(44, 66)]] + denominator.moved(by: 36).strokes
      glyph.bearing = 7
      glyph.pen = numerator.pen
      glyph.advance = glyph.right - glyph.left + 13
      all[fraction] = glyph
    }
  }

  /// How much closer certain neighbours stand, in hundredths of the type size.
  static func kerning(_ left: Character, _ right: Character) -> Double {
    for (lefts, rights, distance) in pairs where lefts.contains(left) && rights.contains(right) {
      return -distance
    }
    return 0
  }

  private static let pairs: [(String, String, Double)] = [
    ("A", "TVWY", 7), ("TVWY", "A", 7), ("A", "vwy", 3), ("L", "TVWY", 9), ("L", "vy’", 5), ("P", "A.,", 8),
    ("TY", "acdegmnopqrsuvwxyz", 7), ("VW", "aceo", 4), ("TVWY", ".,-–:", 7), ("F", ".,A", 7), ("F", "aeo", 2),
    ("r", ".,", 6), ("r", "acdego", 1.5), ("f", ".,", 4), ("vwy", ".,", 5), ("k", "eo", 2), ("xk", "ceo", 1.5),
    ("f", "fit", 1), ("RK", "CGOTVY", 2), ("0123456789", ".,", 1.5), (".,", "0123456789", 1.5), ("(", "[(", 2),
  ]
}

/// A letter as the path of a pen, in hundredths of the type size.
///
/// The path is the middle of the stroke, `y` upward: 0 is the baseline, 46 the height of x, 64 of capitals, 68 of
/// ascenders, −18 of descenders. It says nothing of the pen's width, so that one alphabet serves every weight.
struct Glyph: Sendable {
  /// What the pen draws: lines through points, or a dot where there is only one point.
  var strokes: [[Point]] = []
  /// Places of upright stems and of level beams, which are moved to whole pixels.
  var stems: [Double] = [], beams: [Double] = []
  /// Room from the letter's origin to the path's left end, and from origin to origin.
  var bearing = 0.0, advance = 0.0
  /// The pen's width beside that of the other letters: small numerals are drawn with a finer pen.
  var pen = 1.0

  var left: Double { strokes.joined().map(\.x).min() ?? 0 }
  var right: Double { strokes.joined().map(\.x).max() ?? 0 }

  /// Reads a glyph from its path; what stands before the path says how much room it keeps at its sides.
  ///
  /// The two marks of `sides` tell what the letter turns to its left and to its right neighbour: `|` a stem, `(` or `)`
  /// a curve, `/` something slanting or open, `.` a point, `<` nothing at all. `0` gives every numeral the same width.
  init(_ sides: String, _ path: String, in alphabet: [Character: Glyph]) {
    var pen = Pen(alphabet: alphabet)
    pen.draw(path)
    self = pen.glyph
    if sides == "0" {
      advance = 56
      bearing = (advance - (right - left)) / 2
    } else {
      let rooms = sides.map { Glyph.rooms[$0] ?? 0 }
      bearing = rooms.first ?? 0
      advance = bearing + right - left + (rooms.last ?? 0)
    }
  }

  init() {}

  private static let rooms: [Character: Double] = [
    "|": 12, "(": 9.5, ")": 9.5, "/": 6.5, "r": 4.5, ".": 11, "<": 0,
  ]

  /// The glyph `factor` as large and raised by `rise`, as for an exponent.
  func scaled(by factor: Double, raisedBy rise: Double) -> Glyph {
    var copy = self
    copy.strokes = strokes.map { $0.map { Point($0.x * factor, $0.y * factor + rise) } }
    copy.stems = []
    copy.beams = []
    copy.bearing = bearing * factor
    copy.advance = advance * factor
    copy.pen = 0.82
    return copy
  }

  /// The glyph moved to the right.
  func moved(by distance: Double) -> Glyph {
    var copy = self
    copy.strokes = strokes.map { $0.map { Point($0.x + distance, $0.y) } }
    copy.stems = stems.map { $0 + distance }
    return copy
  }
}

import System

/// Draws a glyph from its path, written in a few letters:
///
///     M x,y            sets the pen down at x,y
///     L x,y   H x  V y a straight line to there; level to x; upright to y
///     E x,y            a quarter of an ellipse that sets out level, to the east or west
///     N x,y            a quarter of an ellipse that sets out upright, to the north or south
///     C a,b c,d x,y    a cubic curve with the control points a,b and c,d
///     O x,y rx,ry      an ellipse around x,y
///     D x,y            a dot
///     Z                closes the stroke
///     &c               everything of the letter c
///
/// `M0,46 V0 M0,29 N18,46 E34,30 V0` is an n: a stem; then from the stem upward into the arch and down again.
struct Pen {
  private(set) var glyph = Glyph()
  private let alphabet: [Character: Glyph]
  private var place = Point(0, 0)

  init(alphabet: [Character: Glyph]) { self.alphabet = alphabet }

  /// Follows a path. A path that breaks the rules above is a mistake in the alphabet and stops.
  mutating func draw(_ path: String) {
    var scanner = Scanner(path)
    while let command = scanner.command() {
      switch command {
      case "M": start(at: scanner.point())
      case "L": line(to: scanner.point())
      case "H": line(to: Point(scanner.number(), place.y))
      case "V": line(to: Point(place.x, scanner.number()))
      case "Z": line(to: glyph.strokes[glyph.strokes.count - 1][0])
      case "E": quarter(to: scanner.point(), level: true)
      case "N": quarter(to: scanner.point(), level: false)
      case "C": curve(scanner.point(), scanner.point(), scanner.point())
      case "O": ellipse(around: scanner.point(), scanner.point())
      case "&": copy(scanner.command())
      case "D": glyph.strokes.append([scanner.point()])
      default: stop("a glyph's path holds the unknown letter \(command): \(path)")
      }
    }
  }

  @inline(never)
  private mutating func copy(_ letter: Character?) {
    guard let letter, let other = alphabet[letter] else {
      stop("a glyph's path refers to a letter that comes after it")
    }
    glyph.strokes += other.strokes
    glyph.stems += other.stems
    glyph.beams += other.beams
  }

  @inline(never)
  private mutating func start(at point: Point) {
    glyph.strokes.append([point])
    place = point
  }

  @inline(never)
  private mutating func line(to end: Point) {
    if end.x == place.x && abs(end.y - place.y) > 12 { glyph.stems.append(end.x) }
    if end.y == place.y && abs(end.x - place.x) > 6 { glyph.beams.append(end.y) }
    add(end)
  }

  private mutating func add(_ point: Point) {
    glyph.strokes[glyph.strokes.count - 1].append(point)
    place = point
  }

  /// A quarter of an ellipse, or slightly more than one: the control points lie a little farther out than a
  /// circle's (0.5523), which gives round letters their even colour.
  @inline(never)
  private mutating func quarter(to end: Point, level: Bool) {
    let reach = 0.575
    let start = place
    let corner = level ? Point(end.x, start.y) : Point(start.x, end.y)
    glyph.beams.append(level ? start.y : end.y)
    curve(start + (corner - start) * reach, end + (corner - end) * reach, end)
  }

  private mutating func ellipse(around center: Point, _ radii: Point) {
    start(at: Point(center.x - radii.x, center.y))
    quarter(to: Point(center.x, center.y + radii.y), level: false)
    quarter(to: Point(center.x + radii.x, center.y), level: true)
    quarter(to: Point(center.x, center.y - radii.y), level: false)
    quarter(to: Point(center.x - radii.x, center.y), level: true)
  }

  @inline(never)
  private mutating func curve(_ b: Point, _ c: Point, _ d: Point) {
    let a = place
    let pieces = 8
    for piece in 1...pieces {
      let t = Double(piece) / Double(pieces), s = 1 - t
      add(a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t))
    }
  }
}

/// Takes a path apart into its letters and numbers.
private struct Scanner {
  private var rest: Substring.UTF8View
  init(_ text: String) { rest = Substring(text).utf8 }

  private mutating func skipSeparators() {
    while let byte = rest.first, byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") { rest.removeFirst() }
  }

  @inline(never)
  mutating func command() -> Character? {
    skipSeparators()
    return rest.popFirst().map { Character(Unicode.Scalar($0)) }
  }

  @inline(never)
  mutating func point() -> Point {
    let x = number()
    return Point(x, number())
  }

  @inline(never)
  mutating func number() -> Double {
    skipSeparators()
    var sign = 1.0, digits = 0, decimals = 1
    var seenPoint = false
    if rest.first == UInt8(ascii: "-") {
      sign = -1
      rest.removeFirst()
    }
    while let byte = rest.first {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        if seenPoint { decimals *= 10 }
      } else {
        break
      }
      rest.removeFirst()
    }
    return sign * Double(digits) / Double(decimals)
  }
}

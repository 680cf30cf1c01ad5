extension Canvas {
  /// Writes text with the part named by `anchor` at `place`; `\n` starts a new line.
  ///
  /// - Parameters:
  ///   - size: type size in points, from 0 to 10,000.
  ///   - rotated: whether the text runs upward, turned by a quarter to the left; the anchor then turns with it.
  public mutating func text(
    _ text: String, at place: Point, _ anchor: Anchor = Anchor(.left, .baseline), size: Double = 10,
    _ color: Color = .ink, weight: Weight = .regular, rotated: Bool = false
  ) {
    // So far away nothing is seen.
    guard place.x.magnitude < 1e9, place.y.magnitude < 1e9 else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let lineHeight = Lettering.lineHeight(size: size)
    var drop: Double
    switch anchor.vertical {
    case .top: drop = Lettering.ascent(size: size)
    case .middle: drop = Lettering.capHeight(size: size) / 2 - Double(lines.count - 1) * lineHeight / 2
    case .baseline: drop = 0
    case .bottom: drop = -Lettering.descent(size: size) - Double(lines.count - 1) * lineHeight
    }
    for line in lines {
      let (letters, width) = Lettering.set(line, size: size, weight: weight)
      let shift: Double
      switch anchor.horizontal {
      case .left: shift = 0
      case .center: shift = -Double(width) / 2
      case .right: shift = -Double(width)
      }
      let density = Double(Canvas.density)
      if rotated {
        let origin = Point(((place.x + drop) * density).rounded(), (place.y * density - shift).rounded())
        write(letters, width, from: origin, size, color, weight) { Point($0.y, -$0.x) }
      } else {
        let origin = Point((place.x * density + shift).rounded(), ((place.y + drop) * density).rounded())
        write(letters, width, from: origin, size, color, weight) { $0 }
      }
      drop += lineHeight
    }
  }

  /// Draws the letters of one line as one shape. `turn` takes pixels along and below the baseline to pixels to the
  /// right of and below the origin.
  private dynamic mutating func write(
    _ letters: [(glyph: Glyph, x: Int)], _ width: Int, from origin: Point, _ size: Double, _ color: Color,
    _ weight: Weight, turn: (Point) -> Point
  ) {
    let scale = size * Double(Canvas.density) / 100
    let stroke = max(1, weight.stroke * scale)
    let reach = size * Double(Canvas.density) * 0.2
    let one = origin + turn(Point(-reach, -5 * reach)), other = origin + turn(Point(Double(width) + reach, 2 * reach))
    var shape = Coverage(
      left: min(one.x, other.x), top: min(one.y, other.y), right: max(one.x, other.x), bottom: max(one.y, other.y),
      canvas: (self.width, height))
    for (glyph, x) in letters {
      let start = Double(x) + (glyph.bearing - glyph.left + (weight.stroke - Weight.regular.stroke) / 2) * scale
      let across = Hinting(glyph.stems, scale: scale, offset: start, stroke: stroke)
      let upward = Hinting(
        glyph.beams, scale: scale, offset: stroke / 2, stroke: stroke, high: [46, 64, 68])
      for points in glyph.strokes {
        let path = points.map { origin + turn(Point(across($0.x), -upward($0.y))) }
        if path.count == 1 {
          shape.addCapsule(path[0], path[0], radius: max(stroke * 0.64, 1))
        }
        for (a, b) in zip(path, path.dropFirst()) {
          shape.addCapsule(a, b, radius: stroke * glyph.pen / 2)
        }
      }
    }
    blend(shape, color)
  }
}

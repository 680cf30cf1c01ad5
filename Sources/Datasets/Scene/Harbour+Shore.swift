/// What stands at the water: lighthouse, boat, hill and quay.
extension Harbour {
  mutating func paintLighthouse(x: Float, foot: Float) {
    let noise = noise
    let rock = strip(
      below: { foot - 0.025 + 5 * ($0 - x) * ($0 - x) + 0.02 * noise.cloudy($0 * 30, 3, octaves: 3) },
      from: x - 0.09, to: x + 0.09, bottom: foot + 0.028)
    painter.fill(rock) { place in
      let facets = noise.cloudy(place.x * 26 + place.y * 16, place.y * 34, octaves: 3)
      return mixed(rgb(72, 66, 70), rgb(168, 152, 138), 0.5 + facets + 2.5 * (x - place.x))
    }
    let top: Float = 0.245
    let tower = [Place(x - 0.021, top), Place(x + 0.021, top), Place(x + 0.035, foot), Place(x - 0.035, foot)]
    painter.fill(tower) { place in
      let halfWidth = 0.021 + 0.014 * (place.y - top) / (foot - top)
      let around = (place.x - x) / halfWidth
      // The stripes climb around the tower: steeper toward its sides.
      let turn = around * (1 + 0.35 * around * around)
      let isRed = repeating((place.y - 0.03 * turn) * 11.5) < 0.5
      let color = isRed ? rgb(206, 52, 44) : rgb(248, 244, 236)
      return color.lit(1.04 - 0.42 * (around + 0.35) * (around + 0.35))
    }
    painter.fill(rectangle(x - 0.03, top - 0.008, x + 0.03, top + 0.004), rgb(60, 62, 70))
    painter.fill(rectangle(x - 0.016, top - 0.05, x + 0.016, top - 0.008)) { place in
      abs(repeating((place.x - x) * 94 + 0.5) - 0.5) > 0.4 ? rgb(60, 62, 70) : rgb(255, 226, 130)
    }
    painter.fill(
      [Place(x - 0.023, top - 0.05), Place(x, top - 0.085), Place(x + 0.023, top - 0.05)], rgb(168, 38, 36))
    painter.line(Place(x, top - 0.085), Place(x, top - 0.11), thickness: 0.004, rgb(60, 62, 70))
    for step in 0..<3 {
      let y = top + 0.07 + 0.1 * Float(step)
      painter.fill(ellipse(Place(x - 0.004, y), Place(0.006, 0.011)), rgb(52, 58, 74))
    }
  }

  mutating func paintBoat(x: Float, foot: Float) {
    let mast = Place(x, foot - 0.21)
    painter.line(Place(x, foot - 0.02), mast, thickness: 0.006, to: 0.004, rgb(96, 66, 44))
    painter.fill([mast + Place(0.006, 0.012), Place(x + 0.075, foot - 0.042), Place(x + 0.006, foot - 0.042)]) {
      place in
      repeating((place.y + 0.25 * (place.x - x)) * 26) < 0.24
        ? rgb(38, 84, 150) : rgb(252, 248, 238).lit(1.02 - 2.2 * (place.x - x))
    }
    painter.fill([mast + Place(-0.006, 0.02), Place(x - 0.006, foot - 0.042), Place(x - 0.06, foot - 0.036)]) {
      place in
      rgb(236, 150, 60).lit(1 - 3 * (place.x - x + 0.06))
    }
    painter.fill([
      Place(x - 0.08, foot - 0.034), Place(x + 0.09, foot - 0.034), Place(x + 0.062, foot + 0.006),
      Place(x - 0.058, foot + 0.006),
    ]) { place in
      place.y < foot - 0.026 ? rgb(250, 244, 230) : place.y < foot - 0.006 ? rgb(150, 40, 46) : rgb(92, 26, 34)
    }
    painter.fill([mast, mast + Place(0.03, 0.006), mast + Place(0, 0.014)], rgb(220, 60, 50))
  }

  mutating func paintHill() {
    let (noise, right, start) = (noise, right, 0.61 * right)
    let top = { (x: Float) in
      0.6 - 0.27 * ramp(start - 0.06, right + 0.1, x) - 0.012 * noise.cloudy(x * 14, 2, octaves: 3)
    }
    painter.fill(strip(below: top, from: start, to: right, bottom: quayFoot)) { place in
      let field = noise.value(place.x * 9 + place.y * 5, place.y * 16)
      let angle = place.x * 0.9 + place.y * (field > 0 ? 1.7 : -1.5)
      let furrow = field > 0.15 || field < -0.25 ? 0.13 * wave(angle * 44) : 0
      let base = mixed(rgb(92, 132, 66), rgb(196, 184, 96), 0.5 + 0.9 * field)
      return base.lit(1 + furrow + 0.2 * noise.cloudy(place.x * 70, place.y * 70, octaves: 2))
    }
  }

  mutating func paintQuay() {
    let (noise, top) = (noise, Float(0.645))
    painter.fill([
      Place(0.6 * right, top), Place(right, top), Place(right, quayFoot), Place(0.6 * right + 0.012, quayFoot),
    ]) { place in
      if place.y < top + 0.009 { return rgb(206, 196, 180) }
      let course = ((place.y - top) / 0.0165).rounded(.down)
      let along = (place.x + (course * 0.5) * 0.036) / 0.036
      let joint = repeating(along) < 0.08 || repeating((place.y - top) / 0.0165) < 0.15
      let stone = noise.value(along.rounded(.down) * 7.3 + 0.5, course * 3.1 + 0.5)
      let color = mixed(rgb(122, 114, 108), rgb(178, 164, 146), 0.5 + 0.7 * stone)
      return joint ? rgb(84, 80, 80) : color.lit(1 - 2.2 * (place.y - top))
    }
    for step in 0..<3 {
      let x = (0.64 + 0.13 * Float(step)) * right
      painter.fill(rectangle(x - 0.007, top - 0.022, x + 0.007, top), rgb(58, 56, 62))
      painter.fill(ellipse(Place(x, top - 0.022), Place(0.01, 0.005)), rgb(84, 82, 88))
    }
  }
}

import TensorCore

/// A bag: a body with a handle or a strap, and what closes it.
enum Bag {
  static func sketch(using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let height: Float = generator.choice([generator.between(0.5, 0.75): 3, generator.between(0.75, 1): 2])
    let top = 0.5 * generator.between(0.75, 1.05)
    let bottom = 0.5 * generator.between(0.85, 1.1)
    let bulge = generator.between(-0.01, 0.05)
    var cloth = Top.cloth([.plain: 10, .print: 1, .flowers: 1, .checks: 0.7, .block: 1], &generator)
    cloth.brightness = max(0.18, cloth.brightness)

    drawHandle(top: top, height: height, of: cloth, on: &sketch, using: &generator)
    let corner = generator.between(0.02, 0.12)
    let right = Outline.curve(
      Place(top - corner, 0), Place(top - 0.2 * corner, 0.25 * corner), Place(top, corner),
      Place(0.5 * (top + bottom) + bulge, 0.5 * height), Place(bottom, height - corner),
      Place(bottom - 0.25 * corner, height - 0.25 * corner), Place(bottom - corner, height))
    let width = max(top, bottom)
    sketch.fill(Outline.mirrored(right)) { place in
      cloth.brightness(at: place, across: min(1, abs(place.x) / width))
    }
    drawClosing(top: top, height: height, of: cloth, on: &sketch, using: &generator)
    return sketch
  }

  private static func drawHandle(
    top: Float, height: Float, of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator
  ) {
    let rise: Float = generator.choice([
      0: 1, generator.between(0.12, 0.35): 4, generator.between(0.35, 0.65): 2.5,
    ])
    guard rise > 0 else { return }
    let half = top * generator.between(0.35, 0.9)
    let width = generator.between(0.03, 0.08)
    let brightness = cloth.contrasting(generator.between(-0.4, 0.1))
    let peak = generator.between(0.3, 0.8)
    let arch = Outline.curve(
      Place(-half, 0.06), Place(-half * 0.9, -0.6 * rise), Place(-half * peak * 0.6, -rise),
      Place(half * peak * 0.6, -rise),
      Place(half * 0.9, -0.6 * rise), Place(half, 0.06))
    if generator.chance(0.4) {
      sketch.line(arch.map { Place(0.85 * $0.x + 0.03, 0.85 * $0.y) }, width: width, cloth.contrasting(-0.5))
    }
    sketch.line(arch, width: width, brightness)
  }

  private static func drawClosing(
    top: Float, height: Float, of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator
  ) {
    let dark = cloth.contrasting(-generator.between(0.25, 0.7))
    let light = cloth.contrasting(generator.between(0.4, 0.9))
    switch generator.integer(in: 0..<4) {
    case 0:  // A flap with a clasp
      let depth = height * generator.between(0.35, 0.65)
      let flap = Outline.curve(
        Place(top, 0), Place(top * 0.95, 0.7 * depth), Place(0.4 * top, depth), Place(0, depth))
      sketch.fill(Outline.mirrored([Place(0, 0)] + flap)) { cloth.brightness(at: $0, across: 0.3) + 0.06 }
      sketch.line(flap + flap.reversed().map { Place(-$0.x, $0.y) }, width: 0.03, opacity: 0.8, dark)
      sketch.fill(Outline.oval(center: Place(0, depth - 0.03), radii: Place(0.05, 0.05)), light)
    case 1:  // A zip below the rim
      sketch.line([Place(-0.9 * top, 0.08), Place(0.9 * top, 0.08)], width: 0.035, opacity: 0.8, dark)
    case 2:  // A pocket
      let y = height * generator.between(0.35, 0.55)
      let half = top * generator.between(0.45, 0.75)
      let rim = [Place(-half, y), Place(-half, 0.9 * height), Place(half, 0.9 * height), Place(half, y)]
      sketch.line(rim + [rim[0]], width: 0.03, opacity: 0.7, dark)
    default: break
    }
    if generator.chance(0.5) {
      let y = height * generator.between(0.1, 0.3)
      sketch.line([Place(-top, y), Place(top, y)], width: 0.025, opacity: 0.5, generator.chance(0.5) ? light : dark)
    }
    if generator.chance(0.35) {
      for side: Float in [-1, 1] {
        sketch.line(
          [Place(side * 0.6 * top, 0), Place(side * 0.6 * top, height)], width: 0.035, opacity: 0.5, dark)
      }
    }
  }
}

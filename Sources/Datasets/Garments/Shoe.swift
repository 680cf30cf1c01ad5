import TensorCore

/// Shoes that close over the foot, seen from the left: the toe at `x` = 0, the heel at `x` = 1.
enum Shoe {
  static func sneaker(using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let height: Float = generator.choice([
      generator.between(0.3, 0.42): 8, generator.between(0.42, 0.6): 1.5,
    ])
    let toe = generator.between(0.11, 0.19)
    let soleHeight = generator.between(0.04, 0.11)
    let mouth = generator.between(0.5, 0.6)
    let dip = generator.between(0.02, 0.1)
    let cloth = leather(using: &generator)

    let upper = Outline.curve(
      Place(0.0, 0), Place(0.02, -0.7 * toe), Place(0.12, -toe), Place(0.28, -toe - 0.06),
      Place(mouth - 0.08, -0.85 * height),
      Place(mouth, -height), Place(mouth + 0.08, -height + 0.4 * dip), Place(0.76, -height + dip),
      Place(0.92, -height + 0.2 * dip),
      Place(0.97, -height + 0.06), Place(0.955, -0.4 * height), Place(0.985, 0))
    let lift = generator.between(0, 0.03)
    sketch.fill(upper) { cloth.brightness(at: $0 + Place(0, 0.5), across: min(1, max(0, 0.9 + $0.y / height))) }
    // The inside of the shoe, and its tongue.
    let dark = cloth.contrasting(-generator.between(0.35, 0.8))
    let light = cloth.contrasting(generator.between(0.3, 0.9))
    sketch.line(
      [Place(mouth + 0.03, -height + 0.02), Place(0.75, -height + dip + 0.01), Place(0.92, -height + 0.03)],
      width: 0.035,
      opacity: 0.8, dark)
    drawSide(height: height, toe: toe, mouth: mouth, dark: dark, light: light, on: &sketch, using: &generator)

    let sole = generator.choice([light: 5, dark: 3, cloth.brightness: 1.5])
    let outline = [
      Place(0.0, -0.02 - lift), Place(0.3, 0), Place(0.7, -0.01), Place(0.99, -0.03), Place(1, soleHeight),
      Place(0.3, soleHeight),
      Place(0.08, soleHeight - 0.2 * lift), Place(-0.01, soleHeight * 0.4 - lift),
    ]
    sketch.fill(outline) { sole - 0.1 * max(0, $0.y / soleHeight) }
    if generator.chance(0.5) {
      sketch.line([Place(0, 0), Place(0.4, 0.005), Place(0.99, -0.01)], width: 0.02, opacity: 0.6, dark)
    }
    return sketch
  }

  /// Laces, a toecap, a heel patch and the mark of a maker.
  private static func drawSide(
    height: Float, toe: Float, mouth: Float, dark: Float, light: Float, on sketch: inout Sketch,
    using generator: inout SeededGenerator
  ) {
    let opacity = generator.between(0.4, 1)
    if generator.chance(0.75) {
      let brightness = generator.chance(0.6) ? light : dark
      for lace in 0..<4 {
        let t = Float(lace) / 4
        let place = Place(0.28 + t * (mouth - 0.3), -toe - 0.05 - t * (height - toe - 0.08))
        sketch.line([place, place + Place(0.075, 0.05)], width: 0.025, opacity: opacity, brightness)
      }
    }
    switch generator.integer(in: 0..<5) {
    case 0:
      for stripe in 0..<3 {
        let x = 0.42 + 0.08 * Float(stripe)
        sketch.line([Place(x + 0.08, -0.62 * height), Place(x, -0.02)], width: 0.03, opacity: opacity, light)
      }
    case 1:
      let mark = Outline.curve(
        Place(0.9, -0.6 * height), Place(0.6, -0.2 * height), Place(0.42, -0.18 * height), Place(0.4, -0.4 * height))
      sketch.line(mark, width: 0.02, to: 0.06, opacity: opacity, generator.chance(0.5) ? light : dark)
    case 2:
      sketch.fill(
        Outline.curve(Place(0.4, 0), Place(0.55, -0.55 * height), Place(0.75, -0.6 * height), Place(0.78, 0)),
        opacity: 0.6 * opacity,
        dark)
    default: break
    }
    if generator.chance(0.4) {
      sketch.fill(
        Outline.curve(
          Place(0.005, 0), Place(0.03, -0.7 * toe), Place(0.12, -0.95 * toe), Place(0.2, -0.6 * toe), Place(0.22, 0)),
        opacity: opacity, generator.chance(0.6) ? light : dark)
    }
    if generator.chance(0.4) {
      sketch.fill(
        [Place(0.86, -0.85 * height), Place(0.96, -0.85 * height), Place(0.98, 0), Place(0.84, 0)], opacity: opacity,
        generator.chance(0.5) ? light : dark)
    }
  }

  static func boot(using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let height: Float = generator.choice([generator.between(0.75, 1): 5, generator.between(0.42, 0.75): 4])
    let toe = generator.between(0.1, 0.18)
    let heel: Float = generator.choice([generator.between(0.04, 0.1): 4, generator.between(0.1, 0.28): 3])
    let soleHeight = generator.between(0.025, 0.06)
    let front = generator.between(0.38, 0.52)
    let cloth = leather(using: &generator)
    // The foot stands on the ball and on the heel; y is 0 at the ball.
    let ankle = -0.3 - 0.6 * heel
    let upper = Outline.curve(
      Place(0, 0), Place(0.02, -0.7 * toe), Place(0.12, -toe), Place(0.28, -toe - 0.06 - 0.2 * heel),
      Place(front - 0.02, ankle),
      Place(front + generator.between(-0.03, 0.05), -height),
      Place(0.94 + generator.between(-0.04, 0.05), -height),
      Place(0.91, ankle - 0.05), Place(0.97, -0.1 - heel), Place(0.96, -heel))
    let arch = Outline.curve(Place(0.96, -heel), Place(0.66, -0.7 * heel), Place(0.4, 0), Place(0, 0))
    let heelFront = generator.between(0.66, 0.82)
    let dark = cloth.contrasting(-generator.between(0.35, 0.8))
    let light = cloth.contrasting(generator.between(0.3, 0.9))
    let sole = generator.choice([dark: 3, light: 1, cloth.brightness: 2])
    sketch.fill(
      [
        Place(heelFront, -0.75 * heel), Place(0.97, -heel), Place(0.95, soleHeight),
        Place(heelFront + 0.25 * heel, soleHeight),
      ], sole)
    sketch.fill(upper + arch) { place in
      let across = place.y < ankle ? abs(2 * (place.x - front) / (0.93 - front) - 1) : 0.6
      return cloth.brightness(at: place + Place(0, 1), across: min(1, across))
    }
    sketch.line(
      arch.map { $0 + Place(0, 0.5 * soleHeight) }, width: soleHeight, opacity: 1, sole)
    drawShaft(height: height, front: front, ankle: ankle, dark: dark, light: light, on: &sketch, using: &generator)
    return sketch
  }

  /// A zip, laces, elastic, a strap with a buckle, a rim.
  private static func drawShaft(
    height: Float, front: Float, ankle: Float, dark: Float, light: Float, on sketch: inout Sketch,
    using generator: inout SeededGenerator
  ) {
    let opacity = generator.between(0.4, 1)
    switch generator.integer(in: 0..<5) {
    case 0: sketch.line([Place(0.68, -height), Place(0.7, -0.12)], width: 0.025, opacity: opacity, dark)
    case 1:
      for lace in 0..<5 {
        let y = ankle + 0.08 - Float(lace) / 5 * (height + ankle + 0.04)
        let x = front + (y > ankle ? -0.06 : 0)
        sketch.line([Place(x, y), Place(x + 0.12, y + 0.03)], width: 0.025, opacity: opacity, light)
      }
    case 2:
      sketch.fill(
        [Place(0.6, -height), Place(0.78, -height), Place(0.72, ankle + 0.08), Place(0.65, ankle + 0.08)],
        opacity: opacity, dark)
    case 3:
      let y = ankle + generator.between(-0.1, 0.08)
      sketch.line([Place(front - 0.02, y - 0.02), Place(0.92, y + 0.02)], width: 0.05, opacity: opacity, dark)
      sketch.fill(Outline.oval(center: Place(0.62, y), radii: Place(0.035, 0.035)), light)
    default: break
    }
    if generator.chance(0.4) {
      sketch.line(
        [Place(front + 0.02, -height + 0.025), Place(0.92, -height + 0.025)], width: 0.05, opacity: 0.8,
        generator.chance(0.5) ? light : dark)
    }
  }

  static func leather(using generator: inout SeededGenerator) -> Cloth {
    let brightness = generator.between(0.25, 1)
    var cloth = Cloth(brightness: brightness, using: &generator)
    if generator.chance(0.12) {
      cloth.pattern = .flowers(
        size: generator.between(7, 14), corner: Place(generator.between(0, 50), 0),
        strength: generator.between(0.15, 0.5))
    }
    return cloth
  }
}

import TensorCore

/// Trousers: a waistband, two legs and what parts them.
enum Trousers {
  static func sketch(using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let isShort = generator.chance(0.06)
    let length: Float = isShort ? generator.between(0.5, 0.65) : 1
    let waist = generator.near(0.14, 0.015)
    let hip = waist + generator.between(0.015, 0.06)
    let crotch = generator.near(0.28, 0.03)
    let spread = generator.between(0, 0.1)
    // Widths of a leg at the knee and at the foot.
    let knee = hip * generator.between(0.6, 0.95)
    let foot = knee * generator.choice([generator.between(0.6, 0.95): 3, generator.between(1, 1.4): 1])
    let kneeHeight = crotch + 0.45 * (length - crotch)

    var cloth = Top.cloth([.plain: 12, .pinstripes: 0.7, .flowers: 0.7, .checks: 0.3], &generator)
    let farLeg = cloth.contrasting(generator.between(-0.15, 0.02)) - cloth.brightness
    let crease = generator.chance(0.4) ? 0.15 * generator.normal() : 0
    cloth.brightness = max(0.2, cloth.brightness)

    for side: Float in [-1, 1] {
      let footMiddle = foot / 2 + 0.008 + spread
      let kneeMiddle = knee / 2 + 0.004 + 0.55 * spread
      let outer = Outline.curve(
        Place(waist, 0), Place(hip, 0.7 * crotch), Place(kneeMiddle + knee / 2, kneeHeight),
        Place(footMiddle + foot / 2, length))
      let inner = Outline.curve(
        Place(footMiddle - foot / 2, length), Place(kneeMiddle - knee / 2, kneeHeight), Place(0.002, crotch))
      let outline = (outer + inner + [Place(-0.004, crotch), Place(-0.004, 0)]).map { Place(side * $0.x, $0.y) }
      let change = side < 0 ? farLeg : 0
      sketch.fill(outline) { place in
        let down = min(1, max(0, (place.y - crotch) / (length - crotch)))
        let middle = 0.5 * hip + down * (footMiddle - 0.5 * hip)
        let across = 2 * (side * place.x - middle) / (hip + down * (foot - hip))
        let ridge = crease * max(0, 1 - 3 * abs(across)) * min(1, 4 * down)
        return cloth.brightness(at: place, across: min(1, abs(across))) + change + ridge
      }
    }
    drawDetails(waist: waist, hip: hip, crotch: crotch, of: cloth, on: &sketch, using: &generator)
    return sketch
  }

  private static func drawDetails(
    waist: Float, hip: Float, crotch: Float, of cloth: Cloth, on sketch: inout Sketch,
    using generator: inout SeededGenerator
  ) {
    let dark = cloth.contrasting(-generator.between(0.3, 0.7))
    let opacity = generator.between(0.2, 0.9)
    sketch.line([Place(0, 0.04), Place(0, crotch)], width: 0.015, opacity: opacity, dark)
    if generator.chance(0.7) {
      let band = generator.between(0.03, 0.06)
      sketch.fill(
        [Place(-waist, 0), Place(waist, 0), Place(waist + 0.005, band), Place(-waist - 0.005, band)],
        opacity: 0.6, cloth.contrasting(0.45 * generator.normal()))
    }
    if generator.chance(0.6) {
      for side: Float in [-1, 1] {
        sketch.line(
          [Place(side * 0.55 * waist, 0.045), Place(side * (waist + 0.01), 0.11)], width: 0.015, opacity: opacity,
          dark)
      }
    }
  }
}

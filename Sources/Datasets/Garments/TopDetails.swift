import TensorCore

/// What is sewn onto a top.
extension Top {
  func drawFront(of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator) {
    let dark = cloth.contrasting(-0.3 - 0.5 * detail)
    let light = cloth.contrasting(0.3 + 0.5 * detail)
    let start = neck == .high ? 0.02 : neckDepth
    let x = 0.02 * generator.normal()
    switch front {
    case .closed: break
    case .open:
      let spread = generator.between(0.01, 0.07)
      sketch.fill(
        [Place(x, start), Place(x + spread, 1), Place(x - spread, 1)], opacity: 0.4 + 0.6 * detail,
        cloth.contrasting(-0.85))
    case .zip:
      sketch.line(
        [Place(x, start), Place(x, 1)], width: 0.03, opacity: 0.3 + 0.6 * detail, generator.chance(0.4) ? light : dark
      )
    case .buttons:
      sketch.line([Place(x + 0.02, start), Place(x + 0.02, 1)], width: 0.02, opacity: 0.2 + 0.7 * detail, dark)
      let count = generator.integer(in: 4..<8)
      let brightness = generator.chance(0.5) ? light : dark
      for button in 0..<count {
        let y = start + 0.03 + (0.95 - start) * Float(button) / Float(count)
        sketch.fill(
          Outline.oval(center: Place(x - 0.015, y), radii: Place(repeating: 0.022)), opacity: 0.2 + 0.8 * detail,
          brightness)
      }
    }
    for pocket in 0..<pockets {
      let side: Float = pocket == 0 ? 1 : -1
      let x = side * (0.5 * halfWidth(at: 0.7))
      let onChest = pockets == 1
      let y: Float = onChest ? 0.36 : 0.7
      let slant: Float = onChest ? 0 : 0.06
      sketch.line(
        [Place(x - side * 0.06, y - slant), Place(x + side * 0.06, y + slant)], width: 0.03, opacity: detail, dark)
    }
  }

  func drawNeck(of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator) {
    let rim = cloth.contrasting(generator.between(-0.35, 0.3))
    switch neck {
    case .round, .wide, .vee:
      let half =
        neck == .vee
        ? [Place(0, neckDepth), Place(neckWidth, 0)]
        : Outline.curve(Place(0, neckDepth), Place(0.8 * neckWidth, 0.55 * neckDepth), Place(neckWidth, 0))
      for side: Float in [-1, 1] {
        sketch.line(half.map { Place(side * $0.x, $0.y + 0.01) }, width: 0.03, opacity: 0.7, rim)
      }
    case .high:
      let height = generator.between(0.03, 0.11)
      let outline = Outline.mirrored([
        Place(0, -height), Place(0.85 * neckWidth, -height), Place(neckWidth, 0.01), Place(0, neckDepth),
      ])
      sketch.fill(outline) { cloth.brightness(at: $0, across: $0.x / neckWidth) }
      sketch.line(
        [Place(-neckWidth, 0.02), Place(0, neckDepth), Place(neckWidth, 0.02)], width: 0.02, opacity: 0.5,
        cloth.contrasting(-0.5))
    case .collar:
      let brightness = cloth.contrasting(generator.between(-0.3, 0.5))
      let length = generator.between(0.07, 0.16)
      for side: Float in [-1, 1] {
        let points = [
          Place(0.75 * neckWidth, -0.03), Place(neckWidth + 0.02, 0.01),
          Place(0.8 * neckWidth, neckDepth * 0.4 + length),
          Place(0.01, neckDepth),
        ]
        sketch.fill(points.map { Place(side * $0.x, $0.y) }, opacity: 0.5 + 0.5 * detail, brightness)
        sketch.line(
          [points[1], points[2], points[3]].map { Place(side * $0.x, $0.y) }, width: 0.018, opacity: 0.7 * detail,
          cloth.contrasting(-0.55))
      }
    case .hood: break
    }
  }

  func drawHood(of cloth: Cloth, inside: Float, on sketch: inout Sketch, using generator: inout SeededGenerator) {
    let height = generator.between(0.08, 0.16)
    let middle = Place(0, 0.02)
    sketch.fill(Outline.oval(center: middle, radii: Place(neckWidth + 0.05, height))) {
      cloth.brightness(at: $0, across: $0.x / (neckWidth + 0.05))
    }
    sketch.fill(Outline.oval(center: middle + Place(0, 0.02), radii: Place(neckWidth, 0.6 * height)), inside)
  }
}

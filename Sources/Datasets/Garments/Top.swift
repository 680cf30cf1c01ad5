import Kernels
import TensorCore

/// A garment for the upper body, its length one unit: a body, sleeves and a neckline, and what is sewn on.
struct Top {
  enum Neck { case round, vee, wide, high, hood, collar }
  enum Front { case closed, buttons, zip, open }

  // Half widths, from the middle outward.
  var neckWidth: Float = 0.1
  var shoulder: Float
  var chest: Float
  var waist: Float
  var hem: Float

  var neck = Neck.round
  var neckDepth: Float = 0.08
  var shoulderDrop: Float = 0.06
  var armpit: Float = 0.28

  /// Of the sleeves: their length, or 0 for none; how far they stand off, in radians; and their widths.
  var sleeve: Float = 0
  var sleeveAngle: Float = 0.2
  var cuff: Float = 0.1

  var front = Front.closed
  /// How plainly the front's opening, buttons and pockets are to be seen, 0 to 1.
  var detail: Float = 0.5
  var hasRibs = false
  var pockets = 0
  var belt: Float?

  /// The half width of the body at some height.
  func halfWidth(at y: Float) -> Float {
    let waistHeight: Float = 0.6
    if y < armpit { return chest + (shoulder - chest) * min(1, (armpit - y) / armpit) }
    if y < waistHeight { return chest + (waist - chest) * (y - armpit) / (waistHeight - armpit) }
    return waist + (hem - waist) * (y - waistHeight) / (1 - waistHeight)
  }

  func sketch(of cloth: Cloth, using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let inside = cloth.contrasting(generator.between(-0.75, -0.35))
    if neck == .hood { drawHood(of: cloth, inside: inside, on: &sketch, using: &generator) }
    drawBack(of: cloth, inside: inside, on: &sketch)
    if sleeve > 0 {
      var sleeveCloth = cloth
      if generator.chance(0.12) { sleeveCloth.brightness = cloth.contrasting(0.5 * generator.normal()) }
      drawSleeves(of: sleeveCloth, on: &sketch, using: &generator)
    }
    drawBody(of: cloth, on: &sketch, using: &generator)
    drawFront(of: cloth, on: &sketch, using: &generator)
    drawNeck(of: cloth, on: &sketch, using: &generator)
    return sketch
  }

  // MARK: Parts

  private func drawBody(of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator) {
    let sag = generator.between(-0.01, 0.04)
    let side = Outline.curve(
      Place(chest, armpit), Place(halfWidth(at: 0.45), 0.45), Place(waist, 0.6), Place(halfWidth(at: 0.8), 0.8),
      Place(hem, 1 - sag))
    let outline = Outline.mirrored(
      neckline + [Place(shoulder, shoulderDrop), armhole] + side
        + [Place(0.5 * hem, 1), Place(0, 1)])
    sketch.fill(outline) { cloth.brightness(at: $0, across: abs($0.x) / halfWidth(at: $0.y)) }
    if sleeve > 0.3 {
      let opacity = generator.between(0.35, 0.9)
      for edge: Float in [-1, 1] {
        let seam = [Place(shoulder, shoulderDrop)] + side
        sketch.line(seam.map { Place(edge * $0.x, $0.y) }, width: 0.03, opacity: opacity, cloth.contrasting(-0.6))
      }
    }
    if hasRibs {
      let top = 1 - generator.between(0.04, 0.08)
      let brightness = cloth.contrasting(0.35 * generator.normal())
      sketch.fill(
        Outline.mirrored([Place(halfWidth(at: top), top), Place(hem, 1 - sag), Place(0, 1)]), opacity: 0.7, brightness
      )
    }
    if let belt {
      sketch.line([Place(-waist, belt), Place(waist, belt)], width: 0.045, opacity: 0.8, cloth.contrasting(-0.6))
    }
  }

  /// Where the body is narrowest between the shoulder and the armpit.
  private var armhole: Place {
    sleeve > 0 ? Place(0.5 * (shoulder + chest) - 0.01, 0.6 * armpit) : Place(0.97 * shoulder, 0.65 * armpit)
  }

  /// The front of the neckline, from the middle to the shoulder.
  private var neckline: [Place] {
    switch neck {
    case .vee, .collar: return [Place(0, neckDepth), Place(neckWidth, 0)]
    case .round, .wide, .high, .hood:
      return [
        Place(0, neckDepth), Place(0.5 * neckWidth, 0.86 * neckDepth), Place(0.86 * neckWidth, 0.45 * neckDepth),
        Place(neckWidth, 0),
      ]
    }
  }

  /// The inside of the back, which shows in the neckline.
  private func drawBack(of cloth: Cloth, inside: Float, on sketch: inout Sketch) {
    guard neck != .high else { return }
    let rise: Float = neck == .collar ? -0.02 : sleeve > 0 ? 0.02 : 0.65 * neckDepth
    sketch.fill(
      Outline.mirrored([Place(0, rise), Place(neckWidth, 0), Place(0.8 * neckWidth, neckDepth), Place(0, neckDepth)]),
      inside)
  }

  private func drawSleeves(of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator) {
    let shade = generator.between(-0.12, 0.06)
    for side: Float in [-1, 1] {
      let angle = sleeveAngle + generator.near(0, 0.04)
      let along = Place(Float(Elementary.sin(Double(angle))), Float(Elementary.cos(Double(angle))))
      let inward = Place(-along.y, along.x)
      let start = Place(shoulder - 0.01, shoulderDrop)
      let end = start + along * sleeve
      let bend = (sleeve > 0.5 ? 0.03 : 0.008) * generator.between(0, 1)
      let middle = start + along * (0.45 * sleeve) - inward * bend
      let upper = 0.5 * (cuff + (armpit - shoulderDrop) * 0.8)
      let right = Outline.curve(start, middle, end)
      let left = Outline.curve(
        end + inward * cuff, start + along * (0.5 * sleeve) + inward * (upper - bend), Place(chest - 0.02, armpit))
      let outline = (right + left + [Place(0.5 * shoulder, 0.5 * armpit), Place(0.7 * shoulder, 0.6 * shoulderDrop)])
        .map { Place(side * $0.x, $0.y) }
      let axis = start + inward * (0.5 * upper)
      sketch.fill(outline) { place in
        let offset = Place(side * place.x, place.y) - axis
        let across = 2 * (offset * inward).sum() / max(upper, cuff)
        return cloth.brightness(at: place, across: min(1, abs(across))) + shade * cloth.brightness
      }
      if hasRibs {
        let ends = [end + inward * cuff, end].map {
          Place(side * $0.x, $0.y) - Place(side * along.x, along.y) * 0.025
        }
        sketch.line(ends, width: 0.05, opacity: 0.6, cloth.contrasting(-0.3))
      }
    }
  }
}

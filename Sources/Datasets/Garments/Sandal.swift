import TensorCore

/// A sandal, seen from the left: a sole on a flat, wedge or high heel, and straps.
enum Sandal {
  static func sketch(using generator: inout SeededGenerator) -> Sketch {
    var sketch = Sketch()
    let heel: Float = generator.choice([generator.between(0, 0.08): 4, generator.between(0.15, 0.5): 4])
    let thickness = generator.between(0.03, 0.1)
    let cloth = Shoe.leather(using: &generator)
    let sole = cloth.contrasting(generator.between(-0.6, 0.5))
    /// The upper side of the sole; `y` is 0 on the ground.
    func footbed(_ x: Float) -> Float {
      let rise = min(1, max(0, (x - 0.35) / 0.55))
      return -thickness - heel * rise * rise * (3 - 2 * rise)
    }
    let top = stride(from: Float(0), through: 1, by: 0.1).map { Place($0, footbed($0)) }
    let isWedge = heel > 0 && generator.chance(0.35)
    if isWedge {
      sketch.fill(top + [Place(0.98, 0), Place(0.02, 0)]) { sole * (0.85 - 0.3 * $0.y) }
    } else {
      sketch.fill(top + top.reversed().map { $0 + Place(0, thickness) }, sole)
      let width = generator.between(0.04, 0.16)
      sketch.fill(
        [Place(0.98 - 1.3 * width, -heel), Place(0.99, -heel), Place(0.96, 0), Place(0.96 - width, 0)], sole)
    }

    let width = generator.between(0.045, 0.12)
    let front = generator.between(0.12, 0.22)
    func strap(_ from: Float, _ to: Float, height: Float, lean: Float = 0) {
      let (start, end) = (Place(from, footbed(from)), Place(to, footbed(to)))
      let crown = 0.5 * (start + end) - Place(lean, height)
      let points = Outline.curve(
        start, crown - Place(0.3 * (to - from), -0.15 * height), crown + Place(0.3 * (to - from), 0.1 * height), end)
      sketch.line(points, width: width, cloth.brightness(at: crown))
    }
    switch generator.integer(in: 0..<5) {
    case 0:  // One broad band over the toes
      let end = generator.between(0.38, 0.55)
      let height = generator.between(0.15, 0.25)
      let band = Outline.curve(
        Place(front, footbed(front)), Place(front + 0.06, -height), Place(end - 0.02, -1.2 * height - thickness),
        Place(end, footbed(end)))
      sketch.fill(band) { cloth.brightness(at: $0 + Place(0, 0.5)) }
    case 1:  // A closed toe
      let height = generator.between(0.12, 0.22)
      let end = generator.between(0.45, 0.68)
      let toe = Outline.curve(
        Place(0.01, footbed(0)), Place(0.03, -0.7 * height - thickness), Place(0.16, -height - thickness),
        Place(end - 0.1, -1.3 * height + footbed(end)), Place(end, footbed(end)))
      sketch.fill(toe) { cloth.brightness(at: $0 + Place(0, 0.5)) }
    case 2:  // Two crossing bands
      strap(front, 0.4, height: 0.14)
      strap(front + 0.1, 0.5, height: 0.2, lean: 0.03)
    case 3:  // A thong
      sketch.line(
        [Place(front, footbed(front)), Place(0.3, -0.2 - thickness), Place(0.6, footbed(0.6))], width: width,
        cloth.brightness)
    default:  // Many narrow ones
      for number in 0..<3 {
        strap(front + 0.1 * Float(number), front + 0.2 + 0.1 * Float(number), height: 0.13 + 0.04 * Float(number))
      }
    }
    if generator.chance(0.7) {
      drawHeelStrap(width: width, of: cloth, on: &sketch, using: &generator, footbed: footbed)
    }
    return sketch
  }

  /// A strap around the heel or the ankle, or a closed heel.
  private static func drawHeelStrap(
    width: Float, of cloth: Cloth, on sketch: inout Sketch, using generator: inout SeededGenerator,
    footbed: (Float) -> Float
  ) {
    let rise = generator.between(0.14, 0.4)
    let heel = Place(0.96, footbed(0.96))
    let back = Place(0.93, heel.y - rise)
    let instep = Place(generator.between(0.5, 0.62), back.y + generator.between(0, 0.06))
    let foot = Place(generator.between(0.4, 0.55), footbed(0.45))
    if generator.chance(0.3) {
      let counter = [heel, back, Place(0.74, back.y + 0.4 * rise), Place(0.68, footbed(0.68))]
      sketch.fill(counter) { cloth.brightness(at: $0 + Place(0, 0.5)) }
    } else {
      sketch.line([heel, back], width: width, cloth.brightness)
    }
    sketch.line([back, instep, foot], width: width, cloth.brightness)
  }
}

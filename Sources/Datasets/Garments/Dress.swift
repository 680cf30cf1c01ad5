import TensorCore

/// A dress: a bodice, a skirt, and often no sleeves.
enum Dress {
  static func sketch(using generator: inout SeededGenerator) -> Sketch {
    let chest = generator.near(0.18, 0.03)
    var top = Top(
      shoulder: chest * generator.near(0.92, 0.06), chest: chest, waist: chest * generator.near(0.85, 0.08),
      hem: chest * generator.choice([generator.near(1.1, 0.1): 3, generator.near(1.55, 0.25): 3]))
    top.neck = generator.choice([Top.Neck.round: 4, .wide: 3, .vee: 3, .high: 0.5, .collar: 0.5])
    top.setNeck(using: &generator)
    top.neckDepth *= 0.7
    top.shoulderDrop *= 0.6
    top.armpit = generator.near(0.18, 0.02)
    top.detail = generator.between(0, 0.6)
    switch generator.choice([0: 5, 1: 2.5, 2: 2]) {
    case 1:
      top.sleeve = generator.near(0.16, 0.04)
      top.sleeveAngle = generator.near(0.5, 0.15)
      top.cuff = generator.near(0.09, 0.012)
    case 2:
      top.sleeve = generator.near(0.5, 0.08)
      top.sleeveAngle = generator.near(0.17, 0.06)
      top.cuff = generator.near(0.06, 0.01)
    default:
      top.shoulder *= generator.near(0.68, 0.1)
      top.neckWidth = min(top.neckWidth, 0.75 * top.shoulder)
    }
    if generator.chance(0.3) { top.belt = generator.near(0.42, 0.03) }
    if generator.chance(0.12) { top.front = .buttons }
    let cloth = Top.cloth(
      [.plain: 6, .flowers: 3, .stripes: 1.2, .block: 1.5, .pinstripes: 0.5, .checks: 0.4], &generator)
    return top.sketch(of: cloth, using: &generator)
  }
}

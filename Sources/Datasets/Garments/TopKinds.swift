import TensorCore

/// The kinds of tops, and how much each of them varies.
extension Top {
  static func shortSleeved(using generator: inout SeededGenerator) -> Sketch {
    var top = body(width: 0.33, using: &generator)
    top.neck = generator.choice([Neck.round: 5, .vee: 2, .wide: 2, .collar: 0.4])
    top.setNeck(using: &generator)
    top.setSleeves(
      generator.choice([Sleeves.short: 6, .elbow: 1, .none: 1.2, .long: 0.3]), using: &generator)
    top.detail = generator.between(0, 0.5)
    if generator.chance(0.06) { top.front = .buttons }
    top.pockets = generator.chance(0.08) ? 1 : 0
    return top.sketch(
      of: cloth([.plain: 5, .print: 4, .stripes: 2, .flowers: 1, .block: 0.6], &generator), using: &generator)
  }

  static func shirt(using generator: inout SeededGenerator) -> Sketch {
    var top = body(width: 0.31, using: &generator)
    top.neck = generator.choice([Neck.collar: 7, .round: 1.3, .vee: 2, .wide: 0.8])
    top.setNeck(using: &generator)
    top.setSleeves(
      generator.choice([Sleeves.long: 5.5, .elbow: 2, .short: 3, .none: 1]), using: &generator)
    top.detail = generator.between(0.4, 1)
    top.front = generator.choice([Front.buttons: 7, .closed: 2.5, .open: 0.5])
    top.pockets = generator.chance(0.2) ? 1 : 0
    return top.sketch(
      of: cloth([.plain: 5, .checks: 2, .stripes: 1.5, .pinstripes: 1.5, .flowers: 2, .print: 0.7], &generator),
      using: &generator)
  }

  static func pullover(using generator: inout SeededGenerator) -> Sketch {
    var top = body(width: 0.31, using: &generator)
    top.neck = generator.choice([Neck.round: 5, .vee: 1.6, .high: 1.5, .wide: 1, .hood: 0.9, .collar: 0.6])
    top.setNeck(using: &generator)
    top.setSleeves(generator.choice([Sleeves.long: 12, .elbow: 0.8]), using: &generator)
    top.hasRibs = generator.chance(0.6)
    top.detail = generator.between(0, 0.6)
    top.front = generator.choice([Front.closed: 11, .zip: 0.5, .buttons: 0.5])
    return top.sketch(
      of: cloth([.plain: 6, .print: 1.5, .stripes: 2.5, .flowers: 1.2, .block: 1], &generator), using: &generator)
  }

  static func coat(using generator: inout SeededGenerator) -> Sketch {
    var top = body(width: 0.29, using: &generator)
    top.neck = generator.choice([Neck.collar: 4, .high: 2, .hood: 2, .vee: 2, .round: 1])
    top.setNeck(using: &generator)
    if top.neck == .vee || top.neck == .collar { top.neckDepth *= generator.between(1, 2) }
    top.setSleeves(.long, using: &generator)
    top.hasRibs = generator.chance(0.15)
    top.detail = generator.between(0.25, 1)
    top.front = generator.choice([Front.zip: 4, .buttons: 3, .open: 3, .closed: 0.6])
    top.pockets = generator.chance(0.5) ? 2 : 0
    if generator.chance(0.12) { top.belt = generator.between(0.52, 0.62) }
    return top.sketch(
      of: cloth([.plain: 9, .checks: 0.8, .flowers: 0.6, .block: 0.4], &generator), using: &generator)
  }

  // MARK: What they share

  enum Sleeves { case none, short, elbow, long }
  enum Weave { case plain, print, stripes, pinstripes, checks, flowers, block }

  static func body(width: Float, using generator: inout SeededGenerator) -> Top {
    let isLong = generator.chance(0.1)
    let chest = generator.near(isLong ? 0.75 * width : width, 0.035)
    let waist = chest * generator.near(0.93, 0.06)
    return Top(
      shoulder: chest * generator.near(0.9, 0.05), chest: chest, waist: waist, hem: waist * generator.near(1.05, 0.06)
    )
  }

  mutating func setNeck(using generator: inout SeededGenerator) {
    neckWidth = shoulder * generator.near(0.42, 0.06)
    shoulderDrop = generator.near(0.065, 0.015)
    armpit = generator.near(0.27, 0.03)
    switch neck {
    case .round: neckDepth = generator.near(0.07, 0.025)
    case .vee: neckDepth = generator.near(0.2, 0.06)
    case .wide:
      neckWidth = shoulder * generator.near(0.65, 0.07)
      neckDepth = generator.near(0.1, 0.03)
    case .high, .hood: neckDepth = generator.near(0.04, 0.012)
    case .collar: neckDepth = generator.near(0.09, 0.03)
    }
  }

  mutating func setSleeves(_ sleeves: Sleeves, using generator: inout SeededGenerator) {
    switch sleeves {
    case .none:
      sleeve = 0
      shoulder *= generator.near(0.7, 0.07)
      neckWidth = shoulder * generator.near(0.6, 0.07)
      neckDepth *= 1.8
    case .short:
      sleeve = generator.near(0.27, 0.05)
      sleeveAngle = generator.near(0.72, 0.2)
      cuff = generator.near(0.15, 0.02)
      shoulder *= 0.95
      chest *= 0.9
      waist *= 0.9
      hem *= 0.9
    case .elbow:
      sleeve = generator.near(0.48, 0.06)
      sleeveAngle = generator.near(0.32, 0.1)
      cuff = generator.near(0.125, 0.02)
    case .long:
      sleeve = generator.near(0.85, 0.06)
      sleeveAngle = generator.near(0.19, 0.07)
      cuff = generator.near(0.1, 0.015)
      shoulder *= 0.92
      chest *= 0.9
      waist *= 0.9
      hem *= 0.9
    }
  }

  /// A cloth with one of some weaves, each as often as its share says.
  static func cloth(_ weaves: KeyValuePairs<Weave, Float>, _ generator: inout SeededGenerator) -> Cloth {
    let brightness = generator.chance(0.15) ? generator.between(0.14, 0.45) : generator.between(0.55, 1)
    var cloth = Cloth(brightness: brightness, using: &generator)
    let strength = (generator.chance(0.5) ? 1 : -1) * generator.between(0.12, 0.6)
    let corner = Place(generator.between(0, 60), generator.between(0, 60))
    switch generator.choice(weaves) {
    case .plain: break
    case .print:
      cloth.pattern = .print(
        middle: Place(0.03 * generator.normal(), generator.near(0.42, 0.06)),
        radii: Place(generator.between(0.08, 0.2), generator.between(0.06, 0.2)),
        detail: generator.between(0.8, 2.5), strength: strength)
    case .stripes:
      cloth.pattern = .stripes(
        wave: Place(0.2 * generator.normal(), generator.between(3, 9)), share: generator.between(0.3, 0.7),
        strength: strength)
    case .pinstripes:
      cloth.pattern = .stripes(
        wave: Place(generator.between(5, 9), 0.2 * generator.normal()), share: generator.between(0.3, 0.7),
        strength: 0.6 * strength)
    case .checks:
      cloth.pattern = .checks(wave: Place(0.1 * generator.normal(), generator.between(4, 8)), strength: strength)
    case .flowers:
      cloth.pattern = .flowers(size: generator.between(6, 14), corner: corner, strength: 0.8 * strength)
    case .block:
      cloth.pattern = .block(
        edge: generator.between(0.25, 0.7), above: generator.chance(0.5), strength: strength)
    }
    return cloth
  }
}

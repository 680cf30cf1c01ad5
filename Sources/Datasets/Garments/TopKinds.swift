import TensorCore

/// A kind of top: how often it takes each neck, each kind of sleeves and so on.
struct TopKind {
  /// The class of `DrawnGarments`.
  let label: Int
  let width: Float
  let necks: KeyValuePairs<Top.Neck, Float>
  /// Whether pointed necks may be up to twice as deep.
  var hasDeepNecks = false
  let sleeves: KeyValuePairs<Top.Sleeves, Float>
  /// How often there are ribs at hem and cuffs, if ever.
  var ribs: Float?
  /// How plainly details are to be seen.
  let detail: ClosedRange<Float>
  let fronts: KeyValuePairs<Top.Front, Float>
  /// How many pockets there are, if there are any, and how often.
  var pockets: (count: Int, share: Float)?
  var belts: Float?
  let weaves: KeyValuePairs<Top.Weave, Float>

  /// The four kinds, in the order of their classes.
  static let all = [shortSleeved, pullover, coat, shirt]

  static let shortSleeved = TopKind(
    label: 0, width: 0.33, necks: [.round: 5, .vee: 2, .wide: 2, .collar: 0.4],
    sleeves: [.short: 6, .elbow: 1, .none: 1.2, .long: 0.3], detail: 0...0.5,
    fronts: [.buttons: 0.06, .closed: 0.94], pockets: (1, 0.08),
    weaves: [.plain: 5, .print: 4, .stripes: 2, .flowers: 1, .block: 0.6])

  static let pullover = TopKind(
    label: 2, width: 0.31, necks: [.round: 5, .vee: 1.6, .high: 1.5, .wide: 1, .hood: 0.9, .collar: 0.6],
    sleeves: [.long: 12, .elbow: 0.8], ribs: 0.6, detail: 0...0.6,
    fronts: [.closed: 11, .zip: 0.5, .buttons: 0.5],
    weaves: [.plain: 6, .print: 1.5, .stripes: 2.5, .flowers: 1.2, .block: 1])

  static let coat = TopKind(
    label: 4, width: 0.29, necks: [.collar: 4, .high: 2, .hood: 2, .vee: 2, .round: 1], hasDeepNecks: true,
    sleeves: [.long: 1], ribs: 0.15, detail: 0.25...1,
    fronts: [.zip: 4, .buttons: 3, .open: 3, .closed: 0.6], pockets: (2, 0.5), belts: 0.12,
    weaves: [.plain: 9, .checks: 0.8, .flowers: 0.6, .block: 0.4])

  static let shirt = TopKind(
    label: 6, width: 0.31, necks: [.collar: 7, .round: 1.3, .vee: 2, .wide: 0.8],
    sleeves: [.long: 5.5, .elbow: 2, .short: 3, .none: 1], detail: 0.4...1,
    fronts: [.buttons: 7, .closed: 2.5, .open: 0.5], pockets: (1, 0.2),
    weaves: [.plain: 5, .checks: 2, .stripes: 1.5, .pinstripes: 1.5, .flowers: 2, .print: 0.7])

  func sketch(using generator: inout SeededGenerator) -> Sketch {
    let (top, cloth, _) = drawn(using: &generator)
    return top.sketch(of: cloth, using: &generator)
  }

  /// A top of this kind, what it is made of, and what was chosen for it.
  func drawn(using generator: inout SeededGenerator) -> (top: Top, cloth: Cloth, choices: TopChoices) {
    let isLong = generator.chance(0.1)
    var top = Top.body(width: isLong ? 0.75 * width : width, using: &generator)
    let chest = top.chest
    top.neck = generator.choice(necks)
    top.setNeck(using: &generator)
    if hasDeepNecks && top.neck.isPointed { top.neckDepth *= generator.between(1, 2) }
    let neckDepth = top.neckDepth
    let sleeves = sleeves.count == 1 ? sleeves[0].key : generator.choice(sleeves)
    top.setSleeves(sleeves, using: &generator)
    if let ribs { top.hasRibs = generator.chance(ribs) }
    top.detail = generator.between(detail.lowerBound, detail.upperBound)
    top.front = generator.choice(fronts)
    if let pockets { top.pockets = generator.chance(pockets.share) ? pockets.count : 0 }
    if let belts, generator.chance(belts) { top.belt = generator.between(0.52, 0.62) }
    let (cloth, weave) = Top.clothAndWeave(weaves, &generator)
    let choices = TopChoices(
      isLong: isLong, chest: chest, neck: top.neck, neckDepth: neckDepth, sleeves: sleeves, hasRibs: top.hasRibs,
      detail: top.detail, front: top.front, pockets: top.pockets, hasBelt: top.belt != nil, weave: weave)
    return (top, cloth, choices)
  }
}

extension Top.Neck {
  var isPointed: Bool { self == .vee || self == .collar }
}

/// How the parts of a top vary.
extension Top {
  enum Sleeves { case none, short, elbow, long }
  enum Weave { case plain, print, stripes, pinstripes, checks, flowers, block }

  static let chestDeviation: Float = 0.035

  static func body(width: Float, using generator: inout SeededGenerator) -> Top {
    let chest = generator.near(width, chestDeviation)
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
    case .vee, .collar:
      let depth = Top.depth(of: neck)
      neckDepth = generator.near(depth.mean, depth.deviation)
    case .wide:
      neckWidth = shoulder * generator.near(0.65, 0.07)
      neckDepth = generator.near(0.1, 0.03)
    case .high, .hood: neckDepth = generator.near(0.04, 0.012)
    }
  }

  /// How deep a pointed neck is.
  static func depth(of neck: Neck) -> (mean: Float, deviation: Float) { neck == .vee ? (0.2, 0.06) : (0.09, 0.03) }

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
    clothAndWeave(weaves, &generator).cloth
  }

  /// Such a cloth, and which of the weaves it has.
  static func clothAndWeave(
    _ weaves: KeyValuePairs<Weave, Float>, _ generator: inout SeededGenerator
  ) -> (cloth: Cloth, weave: Weave) {
    let brightness = generator.chance(0.15) ? generator.between(0.14, 0.45) : generator.between(0.55, 1)
    var cloth = Cloth(brightness: brightness, using: &generator)
    let strength = (generator.chance(0.5) ? 1 : -1) * generator.between(0.12, 0.6)
    let corner = Place(generator.between(0, 60), generator.between(0, 60))
    let weave = generator.choice(weaves)
    switch weave {
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
    return (cloth, weave)
  }
}

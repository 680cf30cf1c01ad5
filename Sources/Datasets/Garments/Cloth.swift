import TensorCore

/// What a garment is made of: its brightness, its pattern, its folds and its grain.
struct Cloth {
  /// From 0, black as the ground, to 1.
  var brightness: Float
  var pattern = Pattern.plain
  private var folds: [Fold] = []
  private let grain: Float
  private let rounding: Float
  private let slope: Float
  private let corner: Place

  /// A cloth with up to three folds.
  init(brightness: Float, using generator: inout SeededGenerator) {
    self.brightness = brightness
    grain = generator.between(0.03, 0.1)
    rounding = generator.between(0.04, 0.3)
    slope = 0.1 * generator.normal()
    corner = Place(generator.between(0, 50), generator.between(0, 50))
    for _ in 0..<generator.integer(in: 0..<4) { folds.append(Fold(using: &generator)) }
  }

  /// The brightness at a place. `across` is 0 in the middle of a part of the garment and 1 at its edge, where the
  /// cloth turns away.
  func brightness(at place: Place, across: Float = 0) -> Float {
    var change = pattern.change(at: place)
    for fold in folds { change += fold.change(at: place) }
    change -= rounding * across * across
    change += slope * (place.y - 0.5)
    let fine = place * 17 + corner
    change += grain * Cloth.weave.value(fine.x, fine.y)
    return min(1, max(0.03, brightness + (0.15 + 0.85 * brightness) * change))
  }

  /// The brightness of a detail made of other stuff: darker for a negative share, lighter for a positive one.
  func contrasting(_ share: Float) -> Float {
    min(1, max(0.02, brightness + (share > 0 ? (1.1 - brightness) : brightness) * share))
  }

  static let weave: Noise = {
    var generator = SeededGenerator(seed: 7)
    return Noise(using: &generator)
  }()
}

/// A soft ridge in the cloth, bright on one side and dark on the other.
private struct Fold {
  let middle, normal: Place
  let length: Float
  let strength: Float

  init(using generator: inout SeededGenerator) {
    middle = Place(0.22 * generator.normal(), generator.between(0.1, 0.95))
    let lean = 0.6 * generator.normal()
    normal = Place(1, lean) / (1 + lean * lean).squareRoot() * generator.between(9, 22)
    length = generator.between(2, 5)
    strength = 0.45 * generator.normal()
  }

  func change(at place: Place) -> Float {
    let offset = place - middle
    let across = (offset * normal).sum()
    let reach = length * length * (offset * offset).sum()
    let fading = (1 + across * across) * (1 + reach)
    return strength * across / (fading * fading)
  }
}

/// What is woven into the cloth or printed on it.
enum Pattern {
  case plain
  /// Bands of other brightness: `wave` points across them, as long as there are bands in one unit of length.
  case stripes(wave: Place, share: Float, strength: Float)
  /// Two systems of bands, one across the other.
  case checks(wave: Place, strength: Float)
  /// Patches of other brightness, `size` of them in one unit of length.
  case flowers(size: Float, corner: Place, strength: Float)
  /// A picture within an oval.
  case print(middle: Place, radii: Place, detail: Float, strength: Float)
  /// Other brightness below a line, or above it if `above` is true.
  case block(edge: Float, above: Bool, strength: Float)

  func change(at place: Place) -> Float {
    switch self {
    case .plain:
      return 0
    case .stripes(let wave, let share, let strength):
      return strength * Pattern.band((place * wave).sum(), share: share)
    case .checks(let wave, let strength):
      let across = Pattern.band((place * wave).sum(), share: 0.5)
      let down = Pattern.band(place.x * wave.y - place.y * wave.x, share: 0.5)
      return strength * 0.5 * (across + down)
    case .flowers(let size, let corner, let strength):
      let spot = place * size + corner
      return strength * Pattern.patch(spot)
    case .print(let middle, let radii, let detail, let strength):
      let offset = (place - middle) / radii
      let inside = min(1, max(0, 4 * (1 - (offset * offset).sum())))
      guard inside > 0 else { return 0 }
      let spot = offset * detail + middle * 97
      return strength * inside * (0.6 + Pattern.patch(spot))
    case .block(let edge, let above, let strength):
      let below = min(1, max(0, 0.5 + (place.y - edge) * 26))
      return strength * (above ? 1 - below : below)
    }
  }

  /// Between −1 and 1, most often near one of them, in patches about one unit wide.
  private static func patch(_ place: Place) -> Float {
    let turned = Place(0.8 * place.x - 0.6 * place.y, 0.6 * place.x + 0.8 * place.y)
    let value = Cloth.weave.value(place.x, place.y) + Cloth.weave.value(1.3 * turned.x + 9, 1.3 * turned.y)
    return min(1, max(-1, 1.6 * value))
  }

  /// 1 within a share of every unit and −1 outside it, with a soft edge.
  private static func band(_ position: Float, share: Float) -> Float {
    let distance = 0.5 * share - abs(repeating(position) - 0.5)
    return min(1, max(-1, distance * 8))
  }
}

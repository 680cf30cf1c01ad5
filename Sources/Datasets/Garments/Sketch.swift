/// A garment before it becomes pixels: outlines in the order of painting, each with a brightness at every place.
///
/// Places are in units of the garment's own, `x` to the right and `y` down; where it lies and how large it is does
/// not matter.
struct Sketch {
  struct Part {
    let outline: [Place]
    let opacity: Float
    let brightness: (Place) -> Float
  }

  private(set) var parts: [Part] = []

  /// Fills an outline whose sides do not cross.
  @inline(never)
  mutating func fill(_ outline: [Place], opacity: Float = 1, _ brightness: @escaping (Place) -> Float) {
    parts.append(Part(outline: outline, opacity: opacity, brightness: brightness))
  }

  /// Fills an outline with one brightness.
  @inline(never)
  mutating func fill(_ outline: [Place], opacity: Float = 1, _ brightness: Float) {
    fill(outline, opacity: opacity) { _ in brightness }
  }

  /// Draws a line through some places, its width going from one value to another.
  @inline(never)
  mutating func line(
    _ places: [Place], width: Float, to endWidth: Float? = nil, opacity: Float = 1, _ brightness: Float
  ) {
    fill(Outline.band(along: places, width: width, to: endWidth), opacity: opacity, brightness)
  }
}

/// Ways to make outlines and lines.
enum Outline {
  /// A line through some places without sharp turns.
  static func curve(_ places: Place...) -> [Place] {
    Stroke(places.map { Stroke.Point(position: $0, isCorner: false) }).flattened(steps: 4)
  }

  /// What a line of some width covers.
  static func band(along places: [Place], width: Float, to endWidth: Float? = nil) -> [Place] {
    var (left, right): ([Place], [Place]) = ([], [])
    let last = places.count - 1
    for index in places.indices {
      let along = places[min(last, index + 1)] - places[max(0, index - 1)]
      let across = Place(-along.y, along.x) / max((along * along).sum().squareRoot(), 1e-6)
      let part = Float(index) / Float(last)
      let half = (width + part * ((endWidth ?? width) - width)) / 2
      left.append(places[index] + across * half)
      right.append(places[index] - across * half)
    }
    return left + right.reversed()
  }

  /// A closed round outline.
  static func oval(center: Place, radii: Place) -> [Place] {
    circle.map { center + $0 * radii }
  }

  /// The places of an outline and, after them, their mirror images about the vertical axis in the opposite order.
  static func mirrored(_ right: [Place]) -> [Place] {
    right + right.reversed().map { Place(-$0.x, $0.y) }
  }

  private static let circle: [Place] = [
    Place(1, 0), Place(0.924, 0.383), Place(0.707, 0.707), Place(0.383, 0.924), Place(0, 1), Place(-0.383, 0.924),
    Place(-0.707, 0.707), Place(-0.924, 0.383), Place(-1, 0), Place(-0.924, -0.383), Place(-0.707, -0.707),
    Place(-0.383, -0.924), Place(0, -1), Place(0.383, -0.924), Place(0.707, -0.707), Place(0.924, -0.383),
  ]
}

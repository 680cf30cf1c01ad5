import Kernels
import TensorCore

/// How a hand departs from the forms: what differs from one written digit to the next.
struct Handwriting {
  private let form: DigitForm
  private let warp: GridWarp
  private let jitter: Float
  private let slant: (x: SIMD2<Float>, y: SIMD2<Float>)
  /// Half the thickness of the line, in pixels.
  let radius: Float
  /// Over how many pixels the edge of a line fades.
  let softness: Float

  init(of digit: Int, using generator: inout SeededGenerator) {
    form = Handwriting.form(of: digit, using: &generator)
    warp = GridWarp(standardDeviation: 0.1, using: &generator)
    jitter = (digit == 1 ? 0.02 : 0.03) * Elementary.exp(0.3 * generator.normal())
    let aspect = Handwriting.aspects[digit] * Elementary.exp(0.2 * generator.normal())
    let shear = Handwriting.shears[digit] + 0.21 * generator.normal()
    let angle = 0.13 * generator.normal()
    let cosine = Float(Elementary.cos(Double(angle)))
    let sine = Float(Elementary.sin(Double(angle)))
    // Widen, then slant (the top goes to the right), then turn.
    slant = (SIMD2(cosine * aspect, sine * aspect), SIMD2(-cosine * shear - sine, -sine * shear + cosine))
    // Who writes narrow digits cannot write them with a broad pen.
    let thickness = 2.45 * Elementary.exp(0.33 * generator.normal() + 0.4 * min(0, Elementary.log(aspect)))
    radius = 0.5 * min(5.2, max(1.3, thickness))
    softness = generator.uniform(in: 1..<1.5)
  }

  /// The chains of points the pen follows, in no particular unit, with the pressure at each: about 1.
  func lines(using generator: inout SeededGenerator) -> [[(position: SIMD2<Float>, pressure: Float)]] {
    form.strokes.map { stroke in
      var stroke = stroke
      let shift = 0.6 * jitter * SIMD2(generator.normal(), generator.normal())
      let isOnlyStroke = form.strokes.count == 1
      for index in stroke.points.indices {
        stroke.points[index].position += jitter * SIMD2(generator.normal(), generator.normal())
        if !isOnlyStroke { stroke.points[index].position += shift }
      }
      let chain = stroke.flattened(steps: 7)
      let pressures = (0..<4).map { _ in Elementary.exp(0.12 * generator.normal()) }
      return chain.enumerated().map { index, point in
        let along = 3 * Float(index) / Float(chain.count)
        let knot = Int(along)
        let pressure = pressures[knot] + (along - Float(knot)) * (pressures[knot + 1] - pressures[knot])
        let warped = warp.applied(to: point) - SIMD2(0.35, 0.5)
        return (warped.x * slant.x + warped.y * slant.y, pressure)
      }
    }
  }

  /// How far each digit leans to the right, and how much wider it is than its form, before a hand's own ways.
  private static let shears: [Float] = [0.18, 0.22, 0.07, 0.05, 0.12, 0.14, 0.02, 0.02, 0.08, 0.08]
  private static let aspects: [Float] = [1.2, 1, 1.18, 1.05, 1.08, 1.15, 1.07, 1.1, 1.05, 1]

  private static func form(of digit: Int, using generator: inout SeededGenerator) -> DigitForm {
    let forms = DigitForm.all[digit]
    var chosen = generator.uniform() * forms.reduce(0) { $0 + $1.share }
    for form in forms {
      chosen -= form.share
      if chosen < 0 { return form }
    }
    return forms[forms.count - 1]
  }
}

/// A smooth distortion of the sheet: nine points, three by three, pulled aside at random, and a quadratic between them.
struct GridWarp {
  private var pulls: [SIMD2<Float>]

  init(standardDeviation: Float, using generator: inout SeededGenerator) {
    pulls = (0..<9).map { _ in standardDeviation * SIMD2(generator.normal(), generator.normal()) }
  }

  /// Where the warp takes a point of the sheet, which is 0.7 wide and 1 high.
  func applied(to point: SIMD2<Float>) -> SIMD2<Float> {
    let across = GridWarp.weights(min(1.1, max(-0.1, point.x / 0.7)))
    let down = GridWarp.weights(min(1.1, max(-0.1, point.y)))
    var moved = point
    for row in 0..<3 {
      for column in 0..<3 { moved += down[row] * across[column] * pulls[3 * row + column] }
    }
    return moved
  }

  /// The quadratics that are 1 at 0, ½ and 1 respectively, and 0 at the other two.
  private static func weights(_ t: Float) -> SIMD3<Float> {
    SIMD3((1 - t) * (1 - 2 * t), 4 * t * (1 - t), t * (2 * t - 1))
  }
}

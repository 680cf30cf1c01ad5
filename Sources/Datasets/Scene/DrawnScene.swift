import System
import TensorCore

/// A picture of a harbour, drawn from a seed: the course's own photograph.
///
/// It has what filters are shown on: sharp edges in every direction, soft gradients, fine and coarse textures, and
/// strong colours beside greys.
public enum DrawnScene {
  /// Draws the scene, `(3, height, width)` in 0…1, the same for the same size and seed. Stops unless both sides are
  /// from 16 to 16,384.
  public static func photograph(height: Int = 256, width: Int = 256, seed: UInt64 = 0) -> Tensor {
    require(
      (16...16_384).contains(height) && (16...16_384).contains(width),
      "DrawnScene: \(height)×\(width) pixels; height and width must be from 16 to 16,384")
    let generator = SeededGenerator(seed: seed)
    var noiseGenerator = generator.split(0)
    var scene = Harbour(
      painter: Painter(height: height, width: width), noise: Noise(using: &noiseGenerator),
      generator: generator.split(1))
    scene.paint()
    return Tensor(shape: [3, height, width]) { pixels in
      for (pixel, color) in scene.painter.colors.enumerated() {
        for channel in 0..<3 {
          pixels[channel * height * width + pixel] = min(1, max(0, color[channel]))
        }
      }
    }
  }
}

/// The scene, painted from back to front.
struct Harbour {
  var painter: Painter
  let noise: Noise
  var generator: SeededGenerator

  /// Where sky and water meet, where the quay stands in the water, and where the meadow begins.
  let horizon: Float = 0.55
  let quayFoot: Float = 0.70
  let meadow: Float = 0.84
  var right: Float { painter.right }

  mutating func paint() {
    paintSky()
    paintMountains()
    paintWater()
    paintLighthouse(x: 0.36 * right, foot: 0.60)
    paintHill()
    paintHouses()
    paintQuay()
    paintBoat(x: 0.53 * right, foot: 0.725)
    paintReflections()
    paintMeadow()
    paintTree(x: 0.085 * right)
    paintFence()
    paintBirds()
  }

  /// A number between two bounds, each equally likely.
  mutating func random(_ low: Float, _ high: Float) -> Float { generator.uniform(in: low..<high) }

  func rectangle(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) -> [Place] {
    [Place(left, top), Place(right, top), Place(right, bottom), Place(left, bottom)]
  }

  func ellipse(_ middle: Place, _ radius: Place) -> [Place] {
    Circle.points.map { middle + $0 * radius }
  }

  /// A strip from `top`, a line across the picture, down to `bottom`.
  func strip(below top: (Float) -> Float, from start: Float, to end: Float, bottom: Float) -> [Place] {
    let steps = 96
    let line = (0...steps).map { step in
      let x = start + (end - start) * Float(step) / Float(steps)
      return Place(x, top(x))
    }
    return line + [Place(end, bottom), Place(start, bottom)]
  }
}

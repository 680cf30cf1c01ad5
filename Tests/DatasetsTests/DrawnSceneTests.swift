import TensorCore
import Testing

@testable import Datasets

@Suite struct DrawnSceneTests {
  private let scene = DrawnScene.photograph(height: 128, width: 192, seed: 0)

  @Test func theSceneIsAColourPictureFromZeroToOne() {
    #expect(scene.shape == [3, 128, 192])
    #expect(scene.minimum() >= 0 && scene.maximum() <= 1)
    #expect(scene.maximum() - scene.minimum() > 0.9)
    #expect((scene.selecting(0) - scene.selecting(2)).abs().mean() > 0.1)
  }

  @Test func theSeedAloneDecides() {
    #expect(DrawnScene.photograph(height: 128, width: 192, seed: 0) == scene)
    #expect(DrawnScene.photograph(height: 128, width: 192, seed: 1) != scene)
  }

  /// The course's pictures follow from these bits: debug and release builds and every machine must give them.
  @Test func theBitsAreTheSameEverywhere() {
    #expect(fingerprint(of: scene) == 10_519_977_290_657_960_062)
  }

  /// What Sobel filters would find: edges along both axes and both diagonals.
  @Test func edgesRunInEveryDirection() {
    let gray = scene.mean(axes: 0)
    let rows = gray[1..<127, 1..<191]
    for (down, right) in [(0, 1), (1, 0), (1, 1), (1, -1)] {
      let neighbor = gray[1 + down..<127 + down, 1 + right..<191 + right]
      #expect((rows - neighbor).abs().mean() > 0.02, "(\(down), \(right))")
    }
  }

  @Test(arguments: [(16, 16), (16, 200), (200, 16)])
  func anySizeCanBeDrawn(height: Int, width: Int) {
    #expect(DrawnScene.photograph(height: height, width: width).shape == [3, height, width])
  }

  @Test func aPolygonCoversExactlyItsArea() {
    var painter = Painter(height: 10, width: 20)
    painter.fill([Place(0.113, 0.237), Place(1.771, 0.31), Place(0.95, 0.884)], Paint(1, 1, 1, 1))
    let covered = painter.colors.reduce(0) { $0 + $1.x } / 100
    let area: Float = 0.5 * ((1.771 - 0.113) * (0.884 - 0.237) - (0.95 - 0.113) * (0.31 - 0.237))
    #expect(abs(covered - area) < 1e-4)
  }

  @Test func aPolygonIsCutOffAtTheEdges() {
    var painter = Painter(height: 4, width: 4)
    painter.fill([Place(-1, -1), Place(2, -1), Place(2, 2), Place(-1, 2)], Paint(0.5, 0.5, 0.5, 1))
    #expect(painter.colors.allSatisfy { $0 == SIMD3(repeating: 0.5) })
  }
}

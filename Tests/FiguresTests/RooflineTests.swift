import TensorCore
import Testing

@testable import Figures

@Suite struct Roofline {
  /// Points anywhere, many of them in one place.
  private func operations(_ count: Int, seed: UInt64) -> [RooflineChart.Operation] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let isCrowded = generator.integer(in: 0..<2) == 0
      return RooflineChart.Operation(
        name: "operation \(index) of a name that is long", intensity: isCrowded ? 4 : Double(index) + 0.02,
        speed: isCrowded ? 90 : Double(generator.uniform(in: 0.001..<200)))
    }
  }

  @Test(arguments: [0, 1, 2, 9, 40])
  func namesNeitherTouchNorLeaveThePicture(count: Int) throws {
    for seed in 0..<8 as Range<UInt64> {
      let chart = RooflineChart(operations(count, seed: seed), peak: 220, bandwidth: 21, title: "Roof", caption: "c")
      let origin = Point(60, 30)
      let names = chart.names(origin: origin)
      #expect(names.count == count)
      let room = Rectangle(
        x: origin.x + chart.body.width, y: origin.y, width: chart.margins.right, height: chart.body.height)
      for (name, next) in zip(names, names.dropFirst()) { #expect(next.box.top >= name.box.bottom - 1e-9) }
      for name in names {
        #expect(name.box.left >= room.left && name.box.right <= room.right)
        #expect(name.box.top >= room.top - 1e-9 && name.box.bottom <= room.bottom + 1e-9)
        #expect(name.point.x >= origin.x && name.point.x <= origin.x + chart.body.width)
        #expect(name.point.y >= origin.y && name.point.y <= origin.y + chart.body.height)
      }
      let figure = Figure { chart }
      let inside = Rectangle(
        x: 8, y: 8, width: Double(figure.size.width) - 16, height: Double(figure.size.height) - 16)
      #expect(figure.render().hasInk(onlyWithin: inside))
    }
  }

  @Test func aPointUnderTheRoofIsDrawnBelowIt() throws {
    let chart = RooflineChart(
      [.init(name: "at the ridge", intensity: 10, speed: 100), .init(name: "below", intensity: 10, speed: 1)],
      peak: 100,
      bandwidth: 10)
    let names = chart.names(origin: Point(0, 0))
    #expect(names.map(\.text) == ["at the ridge", "below"])
    #expect(names[0].point.y < names[1].point.y && names[0].point.x == names[1].point.x)
  }
}

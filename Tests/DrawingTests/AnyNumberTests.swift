import Drawing
import TestedPackage
import Testing

/// A number to draw with: what is not small stands for what is not finite.
private func double(_ number: Int) -> Double {
  number == .max ? .nan : number == .max - 1 ? .infinity : number == 1 << 61 ? 1e300 : Double(number)
}

private let calls: [Call] = [
  Call(name: "Bitmap", fitting: [2, 3, 1]) { n in
    _ = Bitmap(width: n[0], height: n[1], channels: n[2], samples: .bytes([0, 1, 2, 3, 4, 5]))
  },
  Call(name: "pixel", fitting: [0, 1]) { n in
    _ = Bitmap(width: 2, height: 2, channels: 1, samples: .bytes([0, 1, 2, 3]))[n[0], n[1]]
  },
  Call(name: "Raster", fitting: [2, 3]) { _ = Raster(rows: $0[0], columns: $0[1]) },
  Call(name: "Canvas", fitting: [2, 3]) { n in
    _ = Canvas(Extent(width: double(n[0]), height: double(n[1])))
    _ = Canvas(Extent(width: -double(n[0]), height: double(n[1])))
  },
  Call(name: "drawn raster", fitting: [2, 3, 1]) { n in
    var canvas = Canvas(Extent(width: 8, height: 8))
    canvas.draw(Raster(rows: 2, columns: 3), at: Point(double(n[0]), double(n[1])), enlargement: n[2])
  },
  Call(name: "shapes", fitting: [2, 3, 1]) { n in
    let (x, y, size) = (double(n[0]), double(n[1]), double(n[2]))
    var canvas = Canvas(Extent(width: 8, height: 8))
    canvas.fill(Rectangle(x: x, y: y, width: size, height: 2), .black)
    canvas.frame(Rectangle(x: x, y: y, width: 3, height: size), .black)
    canvas.line(from: Point(x, 1), to: Point(2, y), .black, thickness: size)
    canvas.disc(at: Point(x, y), radius: size, .black)
    canvas.polygon([Point(x, y), Point(1, size), Point(3, 3)], .black)
    canvas.fill(Rectangle(x: 1, y: 1, width: 3, height: 3), .black, opacity: size)
    canvas.disc(at: Point(3, 3), radius: 2, .black, opacity: x)
    canvas.arrow(from: Point(x, y), to: Point(size, 3), .black)
    canvas.polyline([Point(1, 1), Point(7, 7)], .black, dashes: [size * 1e-9])
  },
  Call(name: "text", fitting: [2, 3, 12]) { n in
    var canvas = Canvas(Extent(width: 8, height: 8))
    canvas.text("a", at: Point(double(n[0]), double(n[1])), size: double(n[2]))
  },
  Call(name: "numerals", fitting: [2, 3]) { n in
    _ = Numerals.text(double(n[0]), decimals: n[1])
    _ = Numerals.decimals(for: [Float(double(n[0])), 0.125], limit: n[1])
    _ = Numerals.text(n[0])
  },
]

@Suite("No number given to what draws ends in anything but a result or a message")
struct AnyNumberTests {
  @Test(arguments: calls.map(\.name)) func anyNumbers(_ name: String) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [name = name as String] in
      calls.tellProblems(of: name)
    }
    for problem in [Call].problems(told: result?.standardErrorContent) { Issue.record("\(problem)") }
  }
}

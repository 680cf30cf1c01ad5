import Testing

@testable import Drawing
@testable import Figures

@Suite struct DotCharts {
  /// The middles of the runs of columns that have a red pixel, in pixels.
  private func middles(_ chart: DotChart) -> [Double] {
    let bitmap = Figure { chart }.render()
    let red = (0..<bitmap.width).filter { column in
      (0..<bitmap.height).contains { bitmap[$0, column] == .red }
    }
    var runs: [[Int]] = []
    for column in red {
      if let last = runs.last?.last, column == last + 1 {
        runs[runs.count - 1].append(column)
      } else {
        runs.append([column])
      }
    }
    return runs.map { Double($0.reduce(0, +)) / Double($0.count) }
  }

  @Test func dotsStandAtTheirValues() throws {
    let places = middles(DotChart([Dots("", [[1.0], [2], [4]], color: .red)], labels: ["a", "b", "c"]))
    try #require(places.count == 3)
    #expect(abs((places[2] - places[0]) - 3 * (places[1] - places[0])) <= 2, "\(places)")
  }

  @Test func powersOfTenStandEquallyFarApartAndZeroHasNoDot() throws {
    let dots = Dots("", [[0.01], [0.1], [1], [0]], color: .red)
    let places = middles(DotChart([dots], labels: ["a", "b", "c", "d"], logScale: true))
    try #require(places.count == 3)
    #expect(abs((places[2] - places[0]) - 2 * (places[1] - places[0])) <= 2, "\(places)")
  }

  @Test func cellsOfAConfusionMatrixCanShareOneScale() {
    func darkest(_ sharesScale: Bool) -> Int {
      let counts = [[0, 1, 0], [0, 0, 80], [0, 0, 0]]
      let bitmap = Figure { ConfusionMatrix(counts: counts, classNames: ["a", "b", "c"], sharesScale: sharesScale) }
        .render()
      let dark = Color(0x0B3C73)
      return (0..<bitmap.height).reduce(0) { sum, row in
        sum + (0..<bitmap.width).count { bitmap[row, $0] == dark }
      }
    }
    #expect(darkest(false) > darkest(true) + 500, "a single mistake is as dark as eighty only on scales of their own")
  }
}

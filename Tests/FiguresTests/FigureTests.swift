import TensorCore
import TestedPackage
import Testing

@testable import Drawing
@testable import Figures
@testable import System

@Suite struct FigureLayout {
  static let words = [
    "", "x", "loss", "conv1.weight (mean |ΔW|)",
    "a title that is far wider than what it stands over, and then some more", "two\nlines of text",
  ]

  /// One panel of every kind, with texts of all lengths.
  static func panel(_ kind: Int, using generator: inout SeededGenerator) -> any Panel {
    func text() -> String { words[generator.integer(in: 0..<words.count)] }
    let (title, x, y) = (text(), text(), text())
    switch kind {
    case 0:
      return ImagePanel(
        .normal(5, 9, using: &generator), title: title, colors: .diverging, colorBar: true, caption: x)
    case 1:
      return ImagePanel(
        .uniform(3, 40, 30, using: &generator), title: title, marks: [.box(rows: 3..<8, columns: 0..<30)])
    case 2:
      return MatrixPanel(
        .normal(3, 4, using: &generator) * 1000, title: title, colors: .viridis, rowLabels: [x, y, "c"],
        columnLabels: ["1", "2", "3", "4"], colorBar: true)
    case 3:
      return ImageGrid(
        .uniform(7, 8, 8, using: &generator), titles: ["one", x, "three"], title: title, scale: .separate, caption: y)
    case 4:
      return LineChart(
        [Series(x, y: [1e-7, 3e-7, 2e-7]), Series("b", y: [Float.nan, 1, 2])], title: title, xLabel: x, yLabel: y,
        integerX: true, logX: generator.integer(in: 0..<2) == 0, logY: generator.integer(in: 0..<2) == 0,
        guides: [0.1],
        width: 120, height: 80)
    case 5:
      return BarChart(
        [12345.678, -3, 0.5], labels: [x, y, "c"], title: title, xLabel: x, yLabel: y, showsValues: true)
    case 6:
      return Histogram(.normal(500, using: &generator), title: title, xLabel: x, yLabel: y, width: 90, height: 60)
    case 7: return ConfusionMatrix(counts: [[100000, 2], [0, 3]], classNames: [x, y], title: title)
    case 8: return NetworkDiagram(layers: [(x, [1, 28, 28]), (y, [16, 10, 10]), ("linear", [84])], title: title)
    default:
      return KernelDiagram(
        image: .uniform(2, 20, 6, using: &generator), kernel: .normal(2, 3, 2, using: &generator), at: (4, 1),
        stride: 2,
        padding: 1, bias: -0.25, title: title, caption: x)
    }
  }

  @Test(arguments: 0..<10)
  func nothingReachesTheEdge(kind: Int) {
    var generator = SeededGenerator(seed: UInt64(kind))
    for round in 0..<6 {
      let figure = Figure(columns: 2, title: Self.words[round]) {
        Self.panel(kind, using: &generator)
        Self.panel((kind + 3) % 10, using: &generator)
        Self.panel((kind + 7) % 10, using: &generator)
      }
      let bitmap = figure.render()
      #expect(bitmap.width == 2 * figure.size.width && bitmap.height == 2 * figure.size.height)
      let inside = Rectangle(
        x: 8, y: 8, width: Double(figure.size.width) - 16, height: Double(figure.size.height) - 16)
      #expect(bitmap.hasInk(onlyWithin: inside), "kind \(kind), round \(round)")
    }
  }

  @Test func panelsDoNotTouchEachOther() {
    var generator = SeededGenerator(seed: 5)
    for kind in 0..<10 {
      let panel = Self.panel(kind, using: &generator)
      let (body, margins) = (panel.body, panel.margins)
      let place = Point(margins.left + 20, margins.top + 20)
      let all = Rectangle(
        x: 20, y: 20, width: margins.left + body.width + margins.right,
        height: margins.top + body.height + margins.bottom)
      var canvas = Canvas(Extent(width: all.width + 40, height: all.height + 40))
      panel.draw(on: &canvas, at: Point(place.x.onWholePixel, place.y.onWholePixel))
      #expect(canvas.bitmap.hasInk(onlyWithin: all.outset(by: 2)), "kind \(kind)")
    }
  }

  @Test func cellsInTheColoursOfAMapAreAPictureAndTintedOnesAreNot() {
    let values = Tensor([[0, 1], [2, 3]])
    let cells = Rectangle(Point(0, 0), MatrixPanel(values).body)
    #expect(MatrixPanel(values).rasters.isEmpty)
    #expect(MatrixPanel(values, colors: .gray).rasters == [cells])
    let barred = MatrixPanel(values, colors: .viridis, colorBar: true).rasters
    #expect(barred.count == 2 && barred[0] == cells && MatrixPanel(values, colorBar: true).rasters == [barred[1]])
  }

  @Test func theSameFigureGivesTheSamePixels() {
    for kind in 0..<10 {
      var one = SeededGenerator(seed: 3), other = SeededGenerator(seed: 3)
      let a = Figure { Self.panel(kind, using: &one) }, b = Figure { Self.panel(kind, using: &other) }
      #expect(a.render() == b.render())
    }
  }

  @Test func nothingOfALegendIsCutOff() {
    let names = (0..<20).map { "series \($0)" }
    let panels: [any Panel] = [
      BarChart(names.map { Bars($0, [1]) }, labels: ["a"]), DotChart(names.map { Dots($0, [[1]]) }, labels: ["a"]),
      LineChart(names.map { Series($0, y: [0, 1, 0]) }, height: 100),
    ]
    for panel in panels { #expect(panel.body.height + panel.margins.bottom >= 15 * 20) }
  }

  @Test func aGuideIsWithinALogarithmicAxisToo() {
    let series = [Series("a", y: [0.5, 0.7, 0.9])]
    for guide in [0.1, 0.01, 20] {
      let (with, without) = (
        LineChart(series, logY: true, guides: [guide]), LineChart(series + [Series("", y: [guide])], logY: true)
      )
      #expect(with.margins == without.margins)
      #expect(Figure { with }.render() != Figure { LineChart(series, logY: true) }.render(), "\(guide)")
    }
  }

  @Test func pixelsAreTheSameOnEveryMachine() {
    // Recorded once: a change of this number is a change of how figures look, or a machine that computes otherwise.
    let values = Tensor(shape: [8, 8], elements: (0..<64).map { Float($0 * 37 % 64) - 31.5 })
    let figure = Figure(columns: 2, title: "Same pixels: Σ|ΔW|²") {
      ImagePanel(values, title: "viridis", colors: .viridis, colorBar: true)
      MatrixPanel(values[0..<3, 0..<4], highlights: [Highlight(row: 1, column: 2)])
      LineChart(
        [Series("a", y: [0.5, 0.25, 0.01]), Series("b", y: [0.3, 0.2, 0.002], style: .dashed)], yLabel: "loss",
        logY: true)
      KernelDiagram(image: values, kernel: Tensor([[1, 0], [-1, 2]]), at: (2, 3), stride: 2)
    }
    let hash = figure.render().bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    #expect(hash == 3_775_128_156_160_577_957)
  }

  @Test(.timeLimit(.minutes(30))) func valuesFarOutsideOfAChartTakeNoTime() {
    let values = [0.5, 1e30, 0.25, -1e12, 0.5, 1e300, .greatestFiniteMagnitude, 0.75, 0.5]
    for style in [Series.Style.line, .dashed, .dots, .lineAndDots] {
      let chart = LineChart([Series("a", y: values, style: style), Series("b", y: values)], yRange: 0...1)
      #expect(Figure { chart }.render().hasInk)
    }
  }

  @Test func roomIsKeptForALegendOnlyWhereOneIsDrawn() {
    let zigzag = (0..<400).map { Float($0 % 2) }
    func width(_ series: Series...) -> Int { Figure { LineChart(series, yLabel: "y") }.size.width }
    #expect(width(Series("a", y: zigzag)) == width(Series("", y: zigzag)))
    #expect(width(Series("a", y: zigzag), Series("b", y: zigzag)) > width(Series("", y: zigzag)))
  }

  @Test func aPointFarFromTheOneBeforeItIsNoDash() {
    var far = Canvas(Extent(width: 60, height: 20)), near = Canvas(Extent(width: 60, height: 20))
    far.polyline([Point(-20_000, 10), Point(46, 10)], .black, dashes: [4, 4])
    near.polyline([Point(0, 10), Point(46, 10)], .black, dashes: [4, 4])
    #expect(far.bitmap == near.bitmap)
  }

  @Test func dashesOfALineThatLeavesThePictureAreDrawnInIt() {
    var canvas = Canvas(Extent(width: 20, height: 100))
    canvas.polyline([Point(10, 10), Point(10, 1e12)], .black, thickness: 2, dashes: [10, 10])
    let column = (0..<200).map { canvas.bitmap[$0, 20] }
    #expect(column[30] == .black && column[50] == .white && column[70] == .black && column[190] == .black)
  }

  @Test func imagesWithoutPixelsStopWithAReason() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ImageGrid(Tensor.zeros(3, 0, 0))
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("ImageGrid: the shape is [3, 1, 0, 0]"))
  }

  @Test func bodiesOfAnEquationStandAtTheirMiddles() throws {
    let small = Tensor([[1]]), large = Tensor(0..<25).reshaped(5, 5)
    let figure = Figure(alignment: .middle) {
      MatrixPanel(large)
      MatrixPanel(small)
    }
    // The small matrix's only cell lies beside the third of five rows.
    let bitmap = figure.render()
    let column = bitmap.width - 2 * 10 - 6
    let inked = (0..<bitmap.height).filter { bitmap[$0, column] != .white }
    let (first, last) = (try #require(inked.first), try #require(inked.last))
    #expect(abs((first + last) / 2 - bitmap.height / 2) <= 1)
  }

  @Test func aFigureTooLargeToDrawStopsWithAReason() async {
    await #expect(processExitsWith: .failure) {
      _ = Figure { MatrixPanel(Tensor.zeros(600, 600)) }.render()
    }
  }

  @Test(arguments: [false, true])
  func onALogarithmicAxisTenIsHalfwayFromOneToAHundred(logX: Bool) {
    let chart = LineChart(
      [Series("", x: [1, 10, 100], y: [1, 2, 3.0], style: .dots)], logX: logX, width: 300, height: 200)
    var canvas = Canvas(Extent(width: 400, height: 300))
    chart.draw(on: &canvas, at: Point(60, 20))
    let bitmap = canvas.bitmap
    let (row, column) = (2 * (20 + 100), 2 * (60 + 150))
    #expect((bitmap.bytes[(row * bitmap.width + column) * bitmap.channels] < 255) == logX)
  }

  @Test(arguments: [false, true])
  func barsLeaveTheRoomAskedFor(logScale: Bool) {
    let pictures = [20.0, 1000].map { reaching in
      Figure { BarChart([1.0, 20], labels: ["a", "b"], reaching: reaching, logScale: logScale) }.render().bytes
    }
    #expect(pictures[0] != pictures[1])
  }

  @Test func aFigureOfNothingIsBlank() {
    let figure = Figure {}
    #expect(!figure.render().hasInk)
  }

  @Test func loopsAndConditionsBuildPanels() {
    let image = Tensor.zeros(2, 2)
    let isThere = false
    let figure = Figure {
      for _ in 0..<3 { ImagePanel(image, side: 10) }
      if isThere { ImagePanel(image) }
    }
    #expect(figure.size.width == 20 + 3 * 10 + 2 * 18)
  }
}

@Suite struct ImagesInPixels {
  @Test func eachElementIsASquareOfItsColor() {
    let values = Tensor([[0, 1, 2], [3, 4, 8]])
    let panel = ImagePanel(values, colors: .viridis, side: 30)
    #expect(panel.body == Extent(width: 30, height: 20))
    var canvas = Canvas(Extent(width: 40, height: 30))
    panel.draw(on: &canvas, at: Point(5, 5))
    let bitmap = canvas.bitmap
    for row in 0..<40 {
      for column in 0..<60 {
        let value = values[row / 20, column / 20]
        #expect(bitmap[10 + row, 10 + column] == ColorMap.viridis.color(at: Double(value) / 8))
      }
    }
  }

  @Test func largeImagesAreAveragedNotSampled() {
    let stripes = Tensor(shape: [1, 400, 400], elements: (0..<160_000).map { Float($0 % 2) })
    let panel = ImagePanel(stripes, range: 0...1, side: 100)
    #expect(panel.body == Extent(width: 100, height: 100))
    var canvas = Canvas(panel.body)
    panel.draw(on: &canvas, at: Point(0, 0))
    #expect((0..<200).allSatisfy { canvas.bitmap[7, $0].red == 128 })
  }

  @Test func sharedAndSeparateScales() {
    let images = Tensor([[[0, 1]], [[0, 10]]])
    func corner(_ scale: ImageGrid.Scale) -> Color {
      let grid = ImageGrid(images, columns: 2, scale: scale, side: 20)
      var canvas = Canvas(grid.body)
      grid.draw(on: &canvas, at: Point(0, 0))
      return canvas.bitmap[5, 30]
    }
    #expect(corner(.separate) == .white)
    #expect(corner(.shared) == ColorMap.gray.color(at: 0.1))
    #expect(corner(.range(0...2)) == ColorMap.gray.color(at: 0.5))
  }

  @Test func rectanglesCoverPixelsByTheirArea() {
    var canvas = Canvas(Extent(width: 4, height: 4))
    canvas.fill(Rectangle(x: 0.5, y: 0.5, width: 0.75, height: 0.5), .black)
    #expect(canvas.bitmap[1, 1] == .black)
    #expect(canvas.bitmap[1, 2].red == 128)
    #expect(canvas.bitmap[1, 3] == .white && canvas.bitmap[2, 1] == .white)
  }

  @Test func rectanglesOfNaNAreNotDrawn() {
    var canvas = Canvas(Extent(width: 4, height: 4))
    let blank = canvas.bitmap
    canvas.fill(Rectangle(x: .nan, y: 1, width: 2, height: 2), .black)
    canvas.fill(Rectangle(x: 1, y: 1, width: 2, height: .nan), .black)
    canvas.frame(Rectangle(x: 1, y: .nan, width: 2, height: 2), .black)
    #expect(canvas.bitmap == blank)
  }

  @Test func aRasterWithoutAllItsColorsStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var canvas = Canvas(Extent(width: 4, height: 4)), raster = Raster(rows: 2, columns: 3)
      raster.codes = [0]
      canvas.draw(raster, at: Point(0, 0))
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("1 colours for a raster of 2 × 3 elements"), "\(message)")
  }

  @Test func crossingsOfOneLineAreNotDarker() {
    var canvas = Canvas(Extent(width: 20, height: 20))
    canvas.polyline([Point(2, 10), Point(18, 10), Point(10, 2), Point(10, 18)], .black, thickness: 3, opacity: 0.5)
    #expect(canvas.bitmap[20, 20] == canvas.bitmap[20, 8])
  }
}

@Suite struct NumbersInCells {
  @Test func minusDecimalsAndNonsense() {
    #expect(Numerals.text(61_706) == "61,706")
    #expect(Numerals.text(-784) == "−784")
    #expect(Numerals.text(-1.5, decimals: 1) == "−1.5")
    #expect(Numerals.text(-0.001, decimals: 2) == "0.00")
    #expect(Numerals.text(.nan, decimals: 2) == "nan")
    #expect(Numerals.text(-.infinity, decimals: 0) == "−∞")
    #expect(Numerals.decimals(for: [1, 2, -3]) == 0)
    #expect(Numerals.decimals(for: [0.5, 2]) == 1)
    #expect(Numerals.decimals(for: [0.125, 2]) == 2)
    #expect(Numerals.decimals(for: [0.00012345, -0.0001]) == 5)
    #expect(Numerals.text(-25_000_000, decimals: 2) == "−2.50·10⁷")
  }

  @Test func theProductsBehindAPixel() {
    let patch = Tensor([[[0, 1], [3, 4]]]), kernel = Tensor([[[0, 1], [2, -3]]])
    #expect(ProductSum(patch: patch, kernel: kernel, bias: 0, result: -5).text == "0×0 + 1×1 + 3×2 + 4×(−3) = −5")
    let two = Tensor.concatenated([patch, patch])
    #expect(
      ProductSum(patch: two, kernel: Tensor.concatenated([kernel, kernel]), bias: -1, result: -11).text
        == "channel 0:  0×0 + 1×1 + 3×2 + 4×(−3) = −5\nchannel 1:  0×0 + 1×1 + 3×2 + 4×(−3) = −5\nsum:  −5 − 5 − bias 1 = −11"
    )
  }
}

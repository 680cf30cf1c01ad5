import Drawing
import Figures
import TensorCore
import TestedPackage
import Testing

/// A number to show: what is not small stands for what is not finite, or hardly.
private func double(_ number: Int) -> Double {
  switch number {
  case .max: return .nan
  case .max - 1: return .infinity
  case 1 << 61: return 1.7e308
  case 1 << 31: return -.infinity
  case -1: return -Double.leastNonzeroMagnitude
  default: return Double(number)
  }
}

/// Draws the panel.
private func draw(_ panel: any Panel) { _ = Figure { panel }.render() }

private let calls: [Call] = [
  Call(name: "lines", fitting: [2, 3, 1]) { n in
    for (isLogX, isLogY) in [(false, false), (true, true)] {
      for style in [Series.Style.lineAndDots, .dashed] {
        draw(
          LineChart(
            [
              Series(
                "a", x: [0, double(n[2]), 2, 3], y: [double(n[0]), double(n[1]), 1, double(n[0])], style: style)
            ],
            logX: isLogX, logY: isLogY, guides: [double(n[1])]))
      }
    }
  },
  Call(name: "ranges of lines", fitting: [0, 2]) { n in
    guard double(n[0]) <= double(n[1]) else { return }
    let range = double(n[0])...double(n[1])
    for isLogarithmic in [false, true] {
      draw(
        LineChart(
          [Series("a", y: [1, 2, .infinity, -1])], logX: isLogarithmic, logY: isLogarithmic, xRange: range,
          yRange: range, guides: [1]))
    }
  },
  Call(name: "bars", fitting: [2, 3, 1]) { n in
    for isLogarithmic in [false, true] {
      draw(
        BarChart(
          [double(n[0]), double(n[1])], labels: ["a", "b"], reaching: double(n[2]), logScale: isLogarithmic,
          showsValues: true))
    }
  },
  Call(name: "lying bars", fitting: [2, 3]) { n in
    draw(
      BarChart(
        [double(n[0]), double(n[1])], labels: [String(repeating: "long ", count: 20), "b"], showsValues: true))
  },
  Call(name: "dots", fitting: [2, 3]) { n in
    for isLogarithmic in [false, true] {
      draw(DotChart([Dots("a", [[double(n[0]), 1], [double(n[1])]])], labels: ["a", "b"], logScale: isLogarithmic))
    }
  },
  Call(name: "histogram", fitting: [2, 3, 5]) { n in
    let values = Tensor([Float(double(n[0])), 1, Float(double(n[1]))])
    draw(Histogram(values, bins: n[2]))
    if double(n[0]) <= double(n[1]) { draw(Histogram(values, range: Float(double(n[0]))...Float(double(n[1])))) }
  },
  Call(name: "pictures", fitting: [2, 3]) { n in
    let (a, b) = (Float(double(n[0])), Float(double(n[1])))
    let picture = Tensor([[a, 1], [b, 0]])
    draw(ImagePanel(picture, colors: .diverging, colorBar: true))
    draw(ImageGrid(picture.unsqueezed(axis: 0), scale: .separate, colorBar: true))
    draw(MatrixPanel(picture, colors: .viridis, colorBar: true))
    draw(KernelDiagram(image: picture, kernel: Tensor([[b]]), at: (0, 1), bias: a))
    if a <= b { draw(ImagePanel(picture, range: a...b, colorBar: true)) }
  },
  Call(name: "numbers of a matrix", fitting: [2, 3]) { draw(MatrixPanel(Tensor(1).broadcast(to: $0))) },
  Call(name: "outputs of a kernel", fitting: [3, 4, 1, 0]) { n in
    let kernel = Tensor.ones(3, 2), output = Tensor(1).broadcast(to: [n[0], n[1]])
    draw(
      KernelDiagram(
        image: .ones(5, 4), kernel: kernel, at: (1, 2), stride: Size2D(n[2]), padding: Size2D(n[3]), output: output))
    draw(KernelDiagram(image: .ones(5, 4), kernel: kernel, at: (1, 2), output: output.selecting(0)))
    draw(KernelDiagram(image: .ones(5, 4), kernel: kernel, at: (1, 2), output: Tensor(1)))
  },
  Call(name: "channels of a kernel", fitting: [2]) { n in
    draw(
      KernelDiagram(image: Tensor(1).broadcast(to: n + [5, 4]), kernel: .ones(n[0] > 9 ? 9 : n[0], 3, 2), at: (0, 0)))
  },
  Call(name: "sizes far beyond a picture", fitting: [90, 60]) { n in
    draw(LineChart([Series("a", y: [1, 2])], width: double(n[0]) * 1e18, height: double(n[1]) * 1e18))
  },
  Call(name: "sizes", fitting: [90, 60]) { n in
    let (width, height) = (double(n[0]), double(n[1]))
    draw(LineChart([Series("a", y: [1, 2])], width: width, height: height))
    draw(BarChart([1, 2], labels: ["a", "b"], width: width, height: height))
    draw(DotChart([Dots("a", [[1]])], labels: ["a"], width: width))
    draw(Histogram(Tensor([1, 2]), width: width, height: height))
    draw(ImagePanel(Tensor([[1, 2]]), side: width))
    draw(ImageGrid(.ones(1, 2, 2), side: height))
  },
  Call(name: "counts", fitting: [2, 3, 1]) { n in
    draw(ConfusionMatrix(counts: [[n[0], 1], [n[1], n[2]]], classNames: ["a", "b"]))
  },
  Call(name: "layers", fitting: [2, 3, 1]) { n in
    draw(NetworkDiagram(layers: [("a", n), ("b", [n[0]]), ("c", [n[0], n[1]])]))
  },
  Call(name: "place of a kernel", fitting: [1, 1, 1, 1]) { n in
    draw(
      KernelDiagram(
        image: .ones(5, 4), kernel: .ones(3, 2), at: (n[0], n[1]), stride: Size2D(n[2]), padding: Size2D(n[3])))
  },
  Call(name: "marks", fitting: [1, 2]) { n in
    draw(ImagePanel(.ones(5, 4), marks: [.pixel(row: n[0], column: n[1]), .dot(row: n[1], column: n[0])]))
    if n[0] <= n[1] {
      draw(ImagePanel(.ones(5, 4), marks: [.box(rows: n[0]..<n[1], columns: 0..<2)]))
      draw(MatrixPanel(.ones(5, 4), highlights: [Highlight(rows: n[0]..<n[1], columns: 0..<2)]))
    }
    draw(ImagePanel(.ones(5, 4), marks: [.path([(double(n[0]), double(n[1])), (1, 1)])]))
    draw(MatrixPanel(.ones(5, 4), highlights: [Highlight(row: n[0], column: n[1])]))
  },
]

@Suite("No number given to figures ends in anything but a picture or a message")
struct AnyNumberTests {
  @Test(arguments: calls.map(\.name)) func anyNumbers(_ name: String) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [name = name as String] in
      Threads.count = 1
      calls.tellProblems(of: name)
    }
    for problem in [Call].problems(told: result?.standardErrorContent) { Issue.record("\(problem)") }
  }
}

import Datasets
import Drawing
import Figures
import Learning
import System
import TensorCore

func fixed(_ value: Float, _ decimals: Int = 3) -> String { Numerals.text(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// What one step of training did: the loss it started from, and the means over each parameter.
struct Step {
  let loss: Float
  /// The mean of |gradient| and of |ΔW|, and the share of numbers whose gradient is not zero.
  let gradients, updates, withGradient: [Float]
  /// The gradient of the first parameter.
  let firstGradient: Tensor

  init(_ loss: Float, before: [Tensor], after parameters: [Variable]) {
    self.loss = loss
    let slopes = parameters.map { $0.gradient ?? Tensor(shape: $0.shape, repeating: 0) }
    firstGradient = slopes[0]
    gradients = slopes.map { $0.abs().mean() }
    withGradient = slopes.map { ($0 .!= 0).mean() }
    updates = zip(before, parameters).map { ($1.value - $0).abs().mean() }
  }
}

/// The mean loss of some steps.
func mean(_ steps: ArraySlice<Step>) -> Float { mean(steps.map(\.loss)) }

/// The mean over all steps of parameter `index`'s mean |gradient|.
func meanGradient(_ steps: [Step], _ index: Int) -> Float { mean(steps.map { $0.gradients[index] }) }

/// The mean over all steps of parameter `index`'s mean |ΔW|.
func meanUpdate(_ steps: [Step], _ index: Int) -> Float { mean(steps.map { $0.updates[index] }) }

/// The mean of some numbers; 0 if there are none.
func mean(_ values: some Collection<Float>) -> Float {
  Float(values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count)))
}

/// The means of ten neighbours each.
private func tens(_ values: [Float]) -> (x: [Double], y: [Float]) {
  let starts = stride(from: 0, to: values.count, by: 10)
  return (
    starts.map { Double($0) + Double(min(10, values.count - $0) + 1) / 2 },
    starts.map { mean(values[$0..<min($0 + 10, values.count)]) }
  )
}

/// The first image that the network gets wrong, or the first of all.
func firstMistake(_ model: Sequential, _ images: Dataset) -> Int {
  let chosen = model.outputs(of: images.images).argmax(axis: 1)
  return images.labels.indices.first { chosen[$0] != images.labels[$0] } ?? 0
}

func magnitudeFigure(_ steps: [Step], _ names: [String]) -> Figure {
  Figure(columns: 2) {
    BarChart(
      names.indices.map { meanGradient(steps, $0) }, labels: names, title: "Gradient magnitude per layer",
      yLabel: "mean |gradient|", width: 230, height: 200)
    BarChart(
      names.indices.map { meanUpdate(steps, $0) }, labels: names, title: "Parameter update magnitude per layer",
      yLabel: "mean |ΔW|", width: 230, height: 200)
  }
}

func courseFigure(_ steps: [Step], _ names: [String]) -> Figure {
  let weights = names.indices.filter { names[$0].hasSuffix("weight") }
  func lines(_ values: (Step) -> [Float]) -> [Series] {
    weights.map { index in
      let points = tens(steps.map { values($0)[index] })
      return Series(names[index], x: points.x, y: points.y)
    }
  }
  return Figure(columns: 2) {
    LineChart(
      lines(\.gradients), title: "mean |gradient|", xLabel: "step", integerX: true, logY: true, width: 290,
      height: 210)
    LineChart(
      lines(\.updates), title: "mean |ΔW|", xLabel: "step", integerX: true, logY: true, width: 290, height: 210)
  }
}

func sgdAndAdamFigure(_ sgd: [Step], _ adam: [Step], _ names: [String]) -> Figure {
  Figure {
    BarChart(
      [
        Bars("SGD, rate 0.1", names.indices.map { meanUpdate(sgd, $0) }),
        Bars("Adam, rate 0.001", names.indices.map { meanUpdate(adam, $0) }),
      ], labels: names, title: "Parameter update magnitude per layer", yLabel: "mean |ΔW|", logScale: true,
      width: 380,
      height: 260)
  }
}

func fadingFigure(_ layers: [String], _ sizes: [(name: String, values: [Float])]) -> Figure {
  Figure {
    BarChart(
      sizes.map { Bars($0.name, $0.values) }, labels: layers, yLabel: "mean |gradient|", logScale: true, width: 440,
      height: 210)
  }
}

func slopesFigure(_ x: Tensor, sigmoid: Tensor) -> Figure {
  let places = x.elements.map { Double($0) }
  return Figure {
    LineChart(
      [
        Series("sigmoid", x: places, y: sigmoid.elements),
        Series("ReLU", x: places, y: x.elements.map { $0 > 0 ? 1 : Float(0) }),
      ], xLabel: "x", yLabel: "slope", width: 400, height: 150)
  }
}

func lossesFigure(_ runs: [(name: String, steps: [Step])]) -> Figure {
  Figure {
    LineChart(
      runs.map { Series($0.name, y: $0.steps.map(\.loss)) }, xLabel: "step", yLabel: "loss", integerX: true,
      width: 480,
      height: 190)
  }
}

/// Image ⋆ upstream = kernel's gradient, above; upstream with its border ⋆ turned kernel = image's gradient, below.
func backwardFigure(
  _ image: Tensor, _ upstream: Tensor, _ kernelGradient: Tensor, _ turned: Tensor, _ imageGradient: Tensor
) -> Figure {
  let padded = upstream.padded(by: 1)
  return Figure(columns: 5, alignment: .middle) {
    MatrixPanel(image, title: "image")
    Sign("⋆")
    MatrixPanel(upstream, title: "upstream")
    Sign("=")
    MatrixPanel(kernelGradient, title: "gradient of the kernel")
    MatrixPanel(
      padded, title: "upstream with a border",
      look: { row, column in (1...3).contains(row) && (1...3).contains(column) ? .shown : .muted })
    Sign("⋆")
    MatrixPanel(turned, title: "kernel, turned")
    Sign("=")
    MatrixPanel(imageGradient, title: "gradient of the image")
  }
}

func oneWeightFigure(_ digit: Tensor, _ gradients: Tensor, _ contributions: Tensor, map: Int) -> Figure {
  Figure(columns: 5, alignment: .middle) {
    ImagePanel(digit.selecting(0), title: "input", side: 168)
    Sign("×")
    ImagePanel(
      gradients.selecting(map), title: "gradient of map \(map)", colors: .diverging, colorBar: true, side: 168)
    Sign("=")
    ImagePanel(contributions, title: "contributions", colors: .diverging, colorBar: true, side: 168)
  }
}

import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import TrainingLessons
import Walkthrough

func fixed(_ value: Float, _ decimals: Int = 3) -> String { Numerals.text(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// What one step of training did: the loss it started from, and the means over each parameter.
struct Step {
  let loss: Float
  /// The mean of |gradient| and of |ΔW|.
  let gradients, updates: [Float]
  /// The gradient of the first parameter.
  let firstGradient: Tensor

  init(_ loss: Float, before: [Tensor], after parameters: [Variable]) {
    self.loss = loss
    let slopes = parameters.map { $0.gradient ?? Tensor(shape: $0.shape, repeating: 0) }
    firstGradient = slopes[0]
    gradients = slopes.map { $0.abs().mean() }
    updates = zip(before, parameters).map { ($1.value - $0).abs().mean() }
  }
}

extension TrainingRecording {
  func add(_ step: Step) {
    add(["loss": step.loss], means: ["mean |gradient|": step.gradients, "mean |ΔW|": step.updates])
  }
}

/// A network, the steps that it was trained by, and its accuracy afterwards.
struct Run {
  let network: Sequential
  let steps: [Step]
  let accuracy: Float
  var recording: TrainingRecording?

  init(_ network: Sequential, _ steps: [Step], accuracy: Float, recording: TrainingRecording? = nil) {
    self.network = network
    self.steps = steps
    self.accuracy = accuracy
    self.recording = recording
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
      names.indices.map { meanGradient(steps, $0) }, labels: names, title: "mean |gradient| of each parameter",
      width: 230, height: 200)
    BarChart(
      names.indices.map { meanUpdate(steps, $0) }, labels: names, title: "mean |ΔW| of each parameter",
      width: 230, height: 200)
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
    DotChart(
      [
        Dots("SGD, rate 0.1", names.indices.map { [meanUpdate(sgd, $0)] }),
        Dots("Adam, rate 0.001", names.indices.map { [meanUpdate(adam, $0)] }),
      ], labels: names, title: "mean |ΔW| of each parameter", logScale: true, width: 380)
  }
}

/// The computation L = (w · x + b)², with the values and gradients of w, x, b, a, c and L.
func chainFigure(_ values: [Tensor], _ gradients: [Tensor]) -> Figure {
  let places: [(name: String, column: Double, row: Double)] = [
    ("w", 0, 0), ("x", 0, 1), ("b", 1, 1.5), ("a", 1, 0.5), ("c", 2, 1), ("L", 3, 1),
  ]
  let nodes = places.indices.map { index in
    ComputationGraph.Node(
      name: places[index].name, value: values[index].item, gradient: gradients[index].item,
      column: places[index].column, row: places[index].row)
  }
  func text(_ index: Int, times factor: Float = 1) -> String { fixed(factor * values[index].item, 0) }
  return Figure {
    ComputationGraph(
      nodes: nodes,
      edges: [
        .init(from: 0, to: 3, slope: "x = \(text(1))"), .init(from: 1, to: 3, slope: "w = \(text(0))"),
        .init(from: 3, to: 4, slope: "1"), .init(from: 2, to: 4, slope: "1"),
        .init(from: 4, to: 5, slope: "2c = \(text(4, times: 2))"),
      ])
  }
}

/// A row for each way to train: the range of its runs' highest losses at first, means, and their accuracies from the
/// lowest to the highest.
func runsTable(_ heading: String, _ rows: [(name: String, runs: [Run])], firstSteps: Int = 0) -> Table {
  let highest = firstSteps > 0 ? ["highest loss at first"] : []
  return Table(
    columns: [heading] + highest + ["last ten losses", "validation accuracy: lowest", "mean", "highest"],
    rows: rows.map { name, runs in
      let first = runs.map { $0.steps.prefix(firstSteps).map(\.loss).max() ?? 0 }
      let accuracies = runs.map(\.accuracy)
      return [name] + (firstSteps > 0 ? [fixed(first.min() ?? 0) + "–" + fixed(first.max() ?? 0)] : [])
        + [
          fixed(mean(runs.map { mean($0.steps.suffix(10)) })), percent(accuracies.min() ?? 0),
          percent(mean(accuracies)), percent(accuracies.max() ?? 0),
        ]
    })
}

func slopesFigure(_ x: Tensor, sigmoid: Tensor) -> Figure {
  let places = x.elements.map { Double($0) }
  return Figure {
    LineChart(
      [
        Series("sigmoid", x: places, y: sigmoid.elements),
        Series("ReLU", x: [places.min() ?? 0, 0, 0, places.max() ?? 0], y: [0, 0, 1, 1]),
      ], xLabel: "x", yLabel: "slope", width: 400, height: 150)
  }
}

/// The losses of some trainings, in means of ten steps, beside that of a guess among ten classes, ln 10.
func lossesFigure(_ runs: [(name: String, steps: [Step])]) -> Figure {
  let last = Double(runs.map(\.steps.count).max() ?? 1)
  let guess = Series("a guess", x: [1, last], y: [2.302585, 2.302585], style: .dashed, color: .quiet)
  return Figure {
    LineChart(
      runs.map { run in
        let points = tens(run.steps.map(\.loss))
        return Series(run.name, x: points.x, y: points.y)
      } + [guess], xLabel: "step", yLabel: "loss", integerX: true, width: 480, height: 190)
  }
}

/// The loss of each step of some trainings, in powers of ten.
func leapFigure(_ runs: [(name: String, steps: [Step])]) -> Figure {
  Figure {
    LineChart(
      runs.map { Series($0.name, y: $0.steps.map(\.loss)) }, xLabel: "step", yLabel: "loss", integerX: true,
      logY: true, width: 480, height: 190)
  }
}

/// Image ⋆ upstream = kernel's gradient, above; upstream with its border ⋆ turned kernel = image's gradient, below.
func backwardFigure(
  _ image: Tensor, _ upstream: Tensor, _ kernelGradient: Tensor, _ turned: Tensor, _ imageGradient: Tensor
) -> Figure {
  let padded = upstream.padded(by: 1)
  let reach = [image, upstream, kernelGradient, turned, imageGradient].map { $0.abs().maximum() }.max() ?? 1
  let range = -reach...reach
  return Figure(columns: 5, alignment: .middle) {
    MatrixPanel(image, title: "image", range: range)
    Sign("⋆")
    MatrixPanel(upstream, title: "upstream", range: range)
    Sign("=")
    MatrixPanel(kernelGradient, title: "gradient of the kernel", range: range)
    MatrixPanel(
      padded, title: "upstream with a border", range: range,
      look: { row, column in (1...3).contains(row) && (1...3).contains(column) ? .shown : .muted })
    Sign("⋆")
    MatrixPanel(turned, title: "kernel, turned", range: range)
    Sign("=")
    MatrixPanel(imageGradient, title: "gradient of the image", range: range)
  }
}

func oneWeightFigure(_ digit: Tensor, _ gradients: Tensor, _ contributions: Tensor, map: Int) -> Figure {
  let gradient = gradients.selecting(map)
  let reach = max(gradient.abs().maximum(), 1e-9)
  return Figure(columns: 5, alignment: .middle) {
    ImagePanel(digit.selecting(0), title: "input", range: 0...1, colorBar: true, side: 168)
    Sign("×")
    ImagePanel(gradient, title: "gradient of map \(map)", colors: .diverging, range: -reach...reach, side: 168)
    Sign("=")
    ImagePanel(
      contributions, title: "contributions", colors: .diverging, range: -reach...reach, colorBar: true, side: 168)
  }
}

import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

func percent(_ share: Float?) -> String { share.map { fixed(100 * Double($0), decimals: 1) + " %" } ?? "" }

/// The mean over all images of an epoch, in which the last batch may be smaller.
func meanLoss(_ losses: [Float], over training: Dataset) -> Float {
  let counts = training.batches(of: 64).map { Float($0.count) }
  return zip(losses, counts).reduce(0) { $0 + $1.0 * $1.1 } / Float(training.count)
}

func setTable(_ training: Dataset, _ validation: Dataset, _ test: Dataset) -> Table {
  let sets = [(training, "to learn from"), (validation, "to choose by"), (test, "to test with, once")]
  return Table(
    columns: ["set", "images", "shape of one"],
    rows: sets.map { set, use in
      ["\(set.name), \(use)", Numerals.text(set.count), "\(set.image(0).shape)"]
    })
}

func firstEpochTable(loop: Float, fit: Float) -> Table {
  Table(
    columns: ["first epoch", "mean loss"],
    rows: [("the loop", loop), ("fit", fit)].map { [$0, fixed(Double($1), decimals: 3)] })
}

/// The spreads in the first draw of each start, and in every draw what share of the first is left at the last.
func spreadTable(_ draws: [[(name: String, spread: [Float])]]) -> Table {
  Table(
    columns: ["spread of the images after activation", "1", "2", "3", "4", "4 / 1, three draws"],
    rows: draws[0].enumerated().map { row, first in
      let left = draws.map { percent($0[row].spread[3] / $0[row].spread[0]) }
      return [first.name] + first.spread.map { fixed(Double($0), decimals: 5) } + [left.joined(separator: ", ")]
    })
}

/// The accuracies of some runs, from the lowest to the highest, and their mean.
private func span(_ accuracies: [Float]) -> [String] {
  let mean = accuracies.reduce(0, +) / Float(max(1, accuracies.count))
  return [percent(accuracies.min()), percent(mean), percent(accuracies.max())]
}

/// A row for each network: what its runs reached on the test images.
func testTable(_ rows: [(name: String, model: Sequential, results: [Evaluation])]) -> Table {
  Table(
    columns: ["test accuracy of three starts", "parameters", "lowest", "mean", "highest"],
    rows: rows.map { name, model, results in
      [name, Numerals.text(model.parameterCount)] + span(results.map(\.accuracy))
    })
}

/// A row for each way to train: the loss of the last epoch, averaged over the runs, and the validation accuracies.
func spreadOfRuns(_ heading: String, _ rows: [(name: String, runs: [Classifier])]) -> Table {
  Table(
    columns: [heading, "mean of the last training loss", "validation accuracy: lowest", "mean", "highest"],
    rows: rows.map { name, runs in
      let last = runs.compactMap(\.history.last)
      let loss = last.reduce(0) { $0 + $1.loss } / Float(max(1, last.count))
      return [name, fixed(Double(loss), decimals: 4)] + span(last.map { $0.validation?.accuracy ?? 0 })
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "validation accuracy"],
    rows: history.map {
      [
        "\($0.epoch)", fixed(Double($0.loss), decimals: 4), percent($0.accuracy),
        percent($0.validation?.accuracy),
      ]
    })
}

/// The images that were not read correctly.
func mistakes(_ result: Evaluation, _ labels: [Int]) -> [Int] {
  labels.indices.filter { result.predictions[$0] != labels[$0] }
}

/// The three confusions that happened most often, and those as frequent as the third.
func commonConfusions(_ counts: [[Int]], _ names: [String]) -> Table {
  var pairs: [(count: Int, label: Int, answer: Int)] = []
  for (label, row) in counts.enumerated() {
    for (answer, count) in row.enumerated() where answer != label { pairs.append((count, label, answer)) }
  }
  pairs.sort { ($1.count, $0.label, $0.answer) < ($0.count, $1.label, $1.answer) }
  let third = pairs.prefix(3).last?.count ?? 0
  return Table(
    columns: ["true", "taken for", "times"],
    rows: pairs.prefix { $0.count >= max(1, third) }.map { [names[$0.label], names[$0.answer], "\($0.count)"] })
}

func stepLosses(_ losses: [Float]) -> Figure {
  let means = losses.indices.map { index in
    let window = losses[max(0, index - 5)..<min(losses.count, index + 5)]
    return window.reduce(0, +) / Float(window.count)
  }
  return Figure {
    LineChart(
      [
        Series("each batch", y: losses, color: .lightBlue),
        Series("mean of ten", y: means, color: .orange),
      ], xLabel: "step", yLabel: "loss", integerX: true, width: 460, height: 210)
  }
}

/// The network as what passes through it, without the layers that only change numbers.
func diagram(of model: Sequential, title: String) -> Figure {
  var layers: [(name: String, shape: [Int])] = [("image", model.inputShape)]
  for (layer, shape) in zip(model.layers, model.outputShapes) {
    switch layer.layer {
    case is Conv2d: layers.append(("5×5 convolution", shape))
    case is AveragePool2d: layers.append(("average pooling", shape))
    case is Flatten: layers.append(("flatten", shape))
    case is Linear: layers.append(("linear", shape))
    default: break
    }
  }
  return Figure { NetworkDiagram(layers: layers, title: title) }
}

/// A line for each draw of each start of a network, of one colour for a start: how long the gradient is at each of its
/// activations.
func arrivals(_ draws: [[(name: String, values: [Float])]]) -> Figure {
  let lines = draws.enumerated().flatMap { draw, starts in
    starts.enumerated().map { row, start in
      Series(draw == 0 ? start.name : "", y: start.values, style: .lineAndDots, color: Color.series[row])
    }
  }
  return Figure {
    LineChart(
      lines,
      xLabel: "activation, from the image to the loss",
      yLabel: "length of the gradient", integerX: true, logY: true, width: 400, height: 210)
  }
}

/// A line for each run, of one colour for runs that differ by their seed alone; only the first of them is named.
private func lines<Number: BinaryFloatingPoint>(
  _ bundles: [(name: String, runs: [Classifier])], x: ((Int) -> Double)? = nil, isNamed: Bool = true,
  _ value: (EpochResult) -> Number
) -> [Series] {
  bundles.enumerated().flatMap { number, bundle in
    bundle.runs.enumerated().map { index, run in
      let places = x.map { x in run.history.map { x($0.epoch) } }
      return Series(
        isNamed && index == 0 ? bundle.name : "", x: places, y: run.history.map(value), style: .lineAndDots,
        color: Color.series[number])
    }
  }
}

/// The mean loss of each epoch over steps, of which an epoch has `steps`; an epoch's mean stands in its middle.
/// A guess among ten classes costs ln 10.
func stuckAndMended(_ bundles: [(name: String, runs: [Classifier])], steps: Int) -> Figure {
  let all = Double(steps * (bundles.first?.runs.first?.history.count ?? 0))
  let guess = Series("a guess", x: [0, all], y: [2.302585, 2.302585], style: .dashed, color: .quiet)
  return Figure {
    LineChart(
      lines(bundles, x: { (Double($0) - 0.5) * Double(steps) }, \.loss) + [guess], xLabel: "step", yLabel: "loss",
      integerX: true, yRange: 0...2.6, width: 460, height: 220)
  }
}

/// Loss and validation accuracy over the epochs, a line for each run, named in the second chart.
func curves(_ bundles: [(name: String, runs: [Classifier])], lossGuides: [Double] = []) -> Figure {
  Figure(columns: 2) {
    LineChart(
      lines(bundles, isNamed: false, \.loss), title: "training loss", xLabel: "epoch", integerX: true,
      guides: lossGuides, width: 300, height: 210)
    LineChart(
      lines(bundles) { 100 * ($0.validation?.accuracy ?? .nan) }, title: "validation accuracy in %", xLabel: "epoch",
      integerX: true, width: 300, height: 210)
  }
}

/// Images with what the network took them for and what they are.
func answers(_ result: Evaluation, _ test: Dataset, of indices: [Int]) -> Figure {
  let names = test.classNames
  let titles = indices.map { "\(names[result.predictions[$0]]) / \(names[test.labels[$0]])" }
  let longest = names.map(\.count).max() ?? 1
  return Figure {
    if !indices.isEmpty {
      ImageGrid(
        test.images.gathered(rows: indices), titles: titles, columns: longest > 2 ? 5 : 9, scale: .range(0...1),
        side: 56)
    }
  }
}

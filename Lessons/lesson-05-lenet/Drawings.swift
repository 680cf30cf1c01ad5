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

func setTable(_ training: Dataset, _ test: Dataset) -> Table {
  Table(
    columns: ["set", "images", "shape of one"],
    rows: [(training, "to learn from"), (test, "to test with")].map { set, use in
      ["\(set.name), \(use)", Numerals.text(set.count), "\(set.image(0).shape)"]
    })
}

func firstEpochTable(loop: Float, fit: Float) -> Table {
  Table(
    columns: ["first epoch", "mean loss"],
    rows: [("the loop", loop), ("fit", fit)].map { [$0, fixed(Double($1), decimals: 3)] })
}

func spreadTable(_ rows: [(name: String, spread: [Float])]) -> Table {
  Table(
    columns: ["spread of the images after activation", "1", "2", "3", "4"],
    rows: rows.map { [$0.name] + $0.spread.map { fixed(Double($0), decimals: 5) } })
}

func testTable(_ rows: [(name: String, model: Sequential, result: Evaluation)]) -> Table {
  Table(
    columns: ["network", "parameters", "test loss", "test accuracy", "mistakes"],
    rows: rows.map { name, model, result in
      let right = result.confusion.indices.reduce(0) { $0 + result.confusion[$1][$1] }
      return [
        name, Numerals.text(model.parameterCount), fixed(Double(result.loss), decimals: 4), percent(result.accuracy),
        "\(result.predictions.count - right)",
      ]
    })
}

func onceAndTwiceTable(_ once: [EpochResult], _ twice: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss, once", "loss, twice", "test accuracy, once", "twice"],
    rows: zip(once, twice).map { once, twice in
      [
        "\(once.epoch)", fixed(Double(once.loss), decimals: 4), fixed(Double(twice.loss), decimals: 4),
        percent(once.validation?.accuracy), percent(twice.validation?.accuracy),
      ]
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "test accuracy"],
    rows: history.map {
      [
        "\($0.epoch)", fixed(Double($0.loss), decimals: 4), percent($0.accuracy),
        percent($0.validation?.accuracy),
      ]
    })
}

/// The images that were read wrongly.
func mistakes(_ result: Evaluation, _ labels: [Int]) -> [Int] {
  labels.indices.filter { result.predictions[$0] != labels[$0] }
}

/// Three of the confusions that happened most often.
func commonConfusions(_ counts: [[Int]], _ names: [String]) -> Table {
  var pairs: [(count: Int, label: Int, answer: Int)] = []
  for (label, row) in counts.enumerated() {
    for (answer, count) in row.enumerated() where answer != label { pairs.append((count, label, answer)) }
  }
  pairs.sort { ($1.count, $0.label, $0.answer) < ($0.count, $1.label, $1.answer) }
  return Table(
    columns: ["true", "taken for", "times"],
    rows: pairs.prefix(3).map { [names[$0.label], names[$0.answer], "\($0.count)"] })
}

func stepLosses(_ losses: [Float]) -> Figure {
  let means = losses.indices.map { index in
    let window = losses[max(0, index - 5)..<min(losses.count, index + 5)]
    return window.reduce(0, +) / Float(window.count)
  }
  return Figure {
    LineChart(
      [
        Series("each batch", y: losses, color: Color(0xA9C8E4)),
        Series("mean of ten", y: means, color: .blue),
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

func gradientBars(_ sizes: [(name: String, values: [Float])]) -> Figure {
  Figure {
    BarChart(
      sizes.map { Bars($0.name, $0.values) },
      labels: ["1st convolution", "2nd convolution", "1st linear", "2nd linear", "last linear"],
      yLabel: "mean |gradient|", logScale: true, width: 470, height: 200)
  }
}

func stuckAndMended(_ stuck: [EpochResult], _ mended: [EpochResult]) -> Figure {
  Figure {
    LineChart(
      [
        Series("SGD, rate 0.1", y: stuck.map(\.loss), style: .lineAndDots, color: .red),
        Series("Adam", y: mended.map(\.loss), style: .lineAndDots, color: .blue),
      ], xLabel: "epoch", yLabel: "loss", integerX: true, yRange: 0...2.6, guides: [2.302585], width: 400, height: 200
    )
  }
}

/// Loss and test accuracy over the epochs, a line for each network, named in the second chart.
func curves(_ histories: [(name: String, history: [EpochResult])], lossGuides: [Double] = []) -> Figure {
  Figure(columns: 2) {
    LineChart(
      histories.map { Series("", y: $0.history.map(\.loss), style: .lineAndDots) }, title: "training loss",
      xLabel: "epoch", integerX: true, guides: lossGuides, width: 300, height: 210)
    LineChart(
      histories.map {
        Series($0.name, y: $0.history.map { 100 * ($0.validation?.accuracy ?? .nan) }, style: .lineAndDots)
      }, title: "test accuracy in %", xLabel: "epoch", integerX: true, width: 300, height: 210)
  }
}

func onceAndTwice(_ once: [EpochResult], _ twice: [EpochResult]) -> Figure {
  curves([("softmax once", once), ("softmax twice", twice)], lossGuides: [1.4612])
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

import Datasets
import Drawing
import Figures
import Learning
import TensorCore
import Walkthrough

/// Ten images of each class, a row for each.
func samples(_ set: Dataset) -> Figure {
  let indices = set.classNames.indices.flatMap { label in
    set.labels.indices.lazy.filter { set.labels[$0] == label }.prefix(10)
  }
  return Figure {
    ImageGrid(
      set.images.gathered(rows: indices), rowTitles: set.classNames, columns: 10, scale: .range(0...1), side: 56)
  }
}

/// The network as what passes through it, without the layers that only change numbers.
func diagram(of model: Sequential) -> Figure {
  var layers: [(name: String, shape: [Int])] = [("image", model.inputShape)]
  for (layer, shape) in zip(model.layers, model.outputShapes) {
    switch layer.layer {
    case is Conv2d: layers.append(("3×3 convolution", shape))
    case is MaxPool2d: layers.append(("maximum pooling", shape))
    case is Flatten: layers.append(("flatten", shape))
    case is Linear: layers.append(("linear", shape))
    default: break
    }
  }
  return Figure { NetworkDiagram(layers: layers) }
}

/// Loss and validation accuracy over the epochs, a line for each run.
func curves(_ bundles: [(name: String, runs: [Classifier])]) -> Figure {
  func lines(_ value: (EpochResult) -> Float) -> [Series] {
    bundles.enumerated().flatMap { number, bundle in
      bundle.runs.enumerated().map { index, run in
        Series(
          index == 0 ? bundle.name : "", y: run.history.map(value), style: .lineAndDots,
          color: Color.series[number])
      }
    }
  }
  return Figure(columns: 2) {
    LineChart(
      lines(\.loss), title: "training loss", xLabel: "epoch", integerX: true, width: 300, height: 200)
    LineChart(
      lines { 100 * ($0.validation?.accuracy ?? .nan) }, title: "validation accuracy in %",
      xLabel: "epoch", integerX: true, width: 300, height: 200)
  }
}

/// Images, five in a row, under what the network takes them for and, if asked for, what they are, which comes first.
func answers(_ result: Evaluation, _ test: Dataset, of indices: [Int], withTruth: Bool = false) -> Figure {
  let names = test.classNames
  let titles = indices.map { index in
    let answer = names[result.predictions[index]]
    return withTruth ? "\(names[test.labels[index]]) as \(answer)" : "\(answer)?"
  }
  return Figure {
    if !indices.isEmpty {
      ImageGrid(
        test.images.gathered(rows: indices), titles: titles, columns: 5, scale: .range(0...1),
        side: withTruth ? 140 : 92)
    }
  }
}

/// Each image with the probabilities that it was given, in percent.
func certainty(_ indices: [Int], _ probabilities: Tensor, _ test: Dataset) -> Figure {
  Figure(columns: 2) {
    for index in indices {
      ImagePanel(test.image(index), title: test.classNames[test.labels[index]], range: 0...1, side: 140)
      BarChart(
        probabilities.selecting(index).elements.map { 100 * $0 }, labels: test.classNames, title: "probability in %",
        reaching: 100, width: 300, height: 170)
    }
  }
}

/// The accuracy per class of both networks, in percent.
func classBars(_ names: [String], _ convolutional: [Float], _ perceptron: [Float]) -> Figure {
  Figure {
    BarChart(
      [
        Bars("convolutional", convolutional.map { 100 * $0 }),
        Bars("perceptron", perceptron.map { 100 * $0 }),
      ], labels: names, yLabel: "accuracy in %", width: 560, height: 200)
  }
}

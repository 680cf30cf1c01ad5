import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

func fixed(_ value: Float, _ decimals: Int = 3) -> String { Numerals.text(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// The mean of some numbers; 0 if there are none.
func mean(_ values: some Collection<Float>) -> Float {
  Float(values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count)))
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "validation loss", "validation accuracy"],
    rows: history.map {
      [
        "\($0.epoch)", fixed($0.loss, 4), percent($0.accuracy), fixed($0.validation?.loss ?? 0, 4),
        percent($0.validation?.accuracy ?? 0),
      ]
    })
}

/// Some numbers, added up.
func sum(_ numbers: [Int]) -> String {
  numbers.map(Numerals.text).joined(separator: " + ") + " = " + Numerals.text(numbers.reduce(0, +))
}

/// Losses made of parts, and how hard each pulls at the logit of the true class 1 when class 0 has the given one.
func chainsTable(logit: Float) -> Table {
  let chains: [(name: String, loss: (Variable) -> Variable)] = [
    ("crossEntropy(logits)", { crossEntropy($0, [1]) }),
    ("NLL(logSoftmax)", { negativeLogLikelihood(logSoftmax($0), [1]) }),
    ("crossEntropy(logSoftmax)", { crossEntropy(logSoftmax($0), [1]) }),
    ("NLL(softmax)", { negativeLogLikelihood(softmax($0), [1]) }),
  ]
  return Table(
    columns: ["network and loss", "loss", "pull at the true logit"],
    rows: chains.map { name, loss in
      let logits = Variable(Tensor([[logit, 0, 0, 0, 0, 0, 0, 0, 0, 0]]))
      let result = loss(logits)
      result.backward()
      return [name, fixed(result.value.item, 4), fixed(-(logits.gradient?[0, 1] ?? 0), 4)]
    })
}

/// Lines of a training's log, for batches of 32.
func logTable(_ log: [TrainingProgress]) -> Table {
  Table(
    columns: ["epoch", "batch", "images before", "its loss", "mean so far"],
    rows: log.map { now in
      ["\(now.epoch)", "\(now.step)", Numerals.text((now.step - 1) * 32)]
        + [now.batchLoss, now.loss].map { fixed($0, 4) }
    })
}

/// For an image that is read correctly and for one that is not: the image and the probabilities.
func answersFigure(_ model: Sequential, _ test: Dataset, _ pictures: Dataset, _ result: Evaluation) -> Figure {
  let names = test.classNames
  let isRight = test.labels.indices.map { result.predictions[$0] == test.labels[$0] }
  let chosen = [isRight.firstIndex(of: true), isRight.firstIndex(of: false)].compactMap { $0 }
  return Figure(columns: 2, alignment: .middle) {
    for index in chosen {
      let probabilities = model(test.images[index..<index + 1]).value.exp()
      ImagePanel(
        pictures.image(index), title: "predicted \(names[result.predictions[index]])",
        range: 0...1, caption: "true: \(names[test.labels[index]])", side: 140)
      BarChart(
        probabilities.elements, labels: names, yLabel: "probability", reaching: 1, showsValues: true, decimals: 2,
        width: 400, height: 150)
    }
  }
}

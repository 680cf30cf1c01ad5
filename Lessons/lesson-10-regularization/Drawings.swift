import Datasets
import Figures
import Learning
import TensorCore
import Walkthrough

func fixed(_ value: Float, _ decimals: Int = 3) -> String { fixed(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// The mean of some numbers; 0 if there are none.
func mean(_ values: some Collection<Float>) -> Float {
  Float(values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count)))
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "test loss", "test accuracy"],
    rows: history.map {
      [
        "\($0.epoch)", fixed($0.loss, 4), percent($0.accuracy), fixed($0.validation?.loss ?? 0, 4),
        percent($0.validation?.accuracy ?? 0),
      ]
    })
}

/// How far the library's Adadelta is from steps of a constant gradient.
func librarySteps(gradient: Float, count: Int, like steps: [Float]) -> String {
  let weight = Variable(Tensor([0]))
  let optimizer = Adadelta([weight], rate: 0.5)
  var largest: Float = 0
  for step in steps.prefix(count) {
    let before = weight.value.item
    weight.gradient = Tensor([gradient])
    optimizer.step()
    largest = max(largest, abs(weight.value.item - before - step))
  }
  return "\(count) steps, each within 0.00001: \(largest < 1e-5)"
}

/// Two steps of training with masks of their own, and the network in use.
func dropoutFigure(_ x: Tensor, _ first: SeededGenerator, _ second: SeededGenerator, rate: Float) -> Figure {
  let ones = Variable(constant: Tensor(shape: x.shape, repeating: 1))
  let masks = [first, second].map { dropout(ones, rate: rate, using: $0).value } + [ones.value]
  return Figure(columns: 5, alignment: .middle) {
    for (name, mask) in zip(["in training", "the next step", "in use"], masks) {
      let isHeld = { (row: Int, column: Int) in mask[row, column] > 0 ? MatrixPanel.Look.shown : .muted }
      MatrixPanel(x, title: name, range: -11...11)
      Sign("×")
      MatrixPanel(mask, title: "mask", range: -4...4, decimals: name == "in use" ? 0 : 2, look: isHeld)
      Sign("=")
      MatrixPanel(
        x * mask, title: "passed on", range: -11...11, decimals: name == "in use" ? 0 : 2, look: isHeld)
    }
  }
}

func mapsFigure(_ maps: Tensor, _ numbers: Tensor, _ whole: Tensor) -> Figure {
  let top = max(numbers.maximum(), whole.maximum(), 1e-6)
  return Figure(columns: 3) {
    for (title, maps) in [("as they are", maps), ("Dropout(0.25)", numbers), ("Dropout2d(0.25)", whole)] {
      ImageGrid(
        maps.selecting(0)[0..<16], columns: 4, title: title, colors: .viridis, scale: .range(0...top), side: 48)
    }
  }
}

/// For an image that is read rightly and for one that is not: the image and the probabilities.
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

/// 5×5, 3×3, 1: the ways from each pixel to the result, through two kernels and through one.
func waysFigure(_ ways: Tensor) -> Figure {
  let one = MatrixPanel(Tensor.ones(1, 1), title: "result", range: -9...9)
  return Figure(columns: 5, alignment: .middle) {
    MatrixPanel(ways, title: "image", highlights: [Highlight(rows: 1..<4, columns: 1..<4)])
    Sign("→ 3×3 →", size: 12)
    MatrixPanel(Tensor.ones(3, 3), title: "first maps", range: -9...9, highlights: [Highlight(row: 1, column: 1)])
    Sign("→ 3×3 →", size: 12)
    one
    MatrixPanel(Tensor.ones(5, 5), title: "image", range: -9...9)
    Sign("→", size: 12)
    Sign("5×5", size: 12)
    Sign("→", size: 12)
    one
  }
}

/// Where kernels can lie on an image, and the kernels of two networks.
func kernelsFigure(_ image: Tensor, _ small: Sequential, _ large: Sequential) -> Figure {
  let colors: [Color] = [.orange, .blue, .green, .red]
  let four = (0..<4).map {
    Mark.box(rows: $0 / 2..<$0 / 2 + 27, columns: $0 % 2..<$0 % 2 + 27, color: colors[$0])
  }
  return Figure(columns: 2) {
    ImagePanel(image.selecting(0), title: "3×3", marks: [.box(rows: 8..<11, columns: 8..<11)], side: 168)
    ImagePanel(image.selecting(0), title: "27×27", marks: four, side: 168)
    ImageGrid(
      small.parameters[0].value, columns: 4, title: "8 kernels of 3×3", colors: .diverging, side: 48)
    ImageGrid(
      large.parameters[0].value, columns: 8, title: "16 kernels of 27×27", colors: .diverging, side: 54)
  }
}

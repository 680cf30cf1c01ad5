import Datasets
import Drawing
import Figures
import Learning
import Pages
import TensorCore
import Walkthrough

/// What convolutions of maps of 12×12 cost, counted by the library.
func costTable(_ rows: [(name: String, input: Int, kernels: [(channels: Int, size: Int)])]) -> Table {
  Table(
    columns: ["channels and kernels", "parameters", "multiply-adds"],
    rows: rows.map { name, input, kernels in
      let network = Sequential(input: [input, 12, 12]) {
        for (channels, size) in kernels { Conv2d(channels, kernel: Size2D(size)) }
      }
      let work = network.rows.reduce(0) { $0 + $1.multiplyAdds }
      return [name, Numerals.text(network.parameterCount), Numerals.text(work)]
    })
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

/// Networks from several starts with their first kernels, and how they read the images as they are and moved aside: the
/// mean accuracy, and the lowest and highest.
func rivalsTable(_ rivals: [(name: String, networks: [Sequential])], _ test: Dataset, moved: Tensor) -> Table {
  Table(
    columns: ["first kernels", "places", "weights in one", "parameters", "test accuracy", "moved by 3 pixels"],
    rows: rivals.map { name, networks in
      let (places, size) = (networks[0].outputShapes[0][1], networks[0].parameters[0].value.shape[2])
      let cells = [test.images, moved].map { images in
        let accuracies = networks.map { network in
          let answers = network.outputs(of: images).argmax(axis: 1)
          return Float(zip(answers, test.labels).count { $0 == $1 }) / Float(test.count)
        }
        return "\(percent(mean(accuracies))) (\(percent(accuracies.min() ?? 0))–\(percent(accuracies.max() ?? 0)))"
      }
      return [name, "\(places)×\(places)", "\(size * size)", Numerals.text(networks[0].parameterCount)] + cells
    })
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
      small.parameters[0].value, columns: 8, title: "16 kernels of 3×3", colors: .diverging, side: 48)
    ImageGrid(
      large.parameters[0].value, columns: 8, title: "16 kernels of 27×27", colors: .diverging, side: 54)
  }
}

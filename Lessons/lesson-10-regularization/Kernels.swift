import Datasets
import Drawing
import Figures
import Learning
import Pages
import TensorCore
import Walkthrough

/// A network trained for five epochs from three starts, on the same images in the same order.
func threeStarts(of network: (UInt64) -> Sequential, on part: Dataset, seed: UInt64) throws -> [Sequential] {
  try (0..<3).map { start in
    let model = network(seed &+ UInt64(start))
    let classifier = Classifier(
      model, optimizer: Adam(model.parameters, rate: 0.004), loss: negativeLogLikelihood, seed: seed)
    try classifier.fit(part.images, part.labels, epochs: 5, batchSize: 32)
    return model
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
      small.parameters[0].value, columns: 8, title: "16 kernels of 3×3", colors: .diverging, colorBar: true, side: 48)
    ImageGrid(
      large.parameters[0].value, columns: 8, title: "16 kernels of 27×27", colors: .diverging, colorBar: true,
      side: 54)
  }
}

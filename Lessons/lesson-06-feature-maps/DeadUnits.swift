import Datasets
import Learning
import Pages
import TensorCore
import Walkthrough

/// For each kernel of the first convolution: how far training has moved it, and on what share of the images its map has a
/// value above zero anywhere.
func kernelTable(_ before: Tensor, _ model: Sequential, _ images: Dataset) -> Table {
  let after = model.parameters[0].value
  let fires = mapShares(model, images)
  return Table(
    columns: ["kernel", "mean |change| of a weight", "images in which its map fires"],
    rows: fires.indices.map { index in
      let change = (after.selecting(index) - before.selecting(index)).abs().mean()
      return ["\(index)", fixed(change, 4), percent(fires[index])]
    })
}

/// On what share of the images each map of the first convolution has a value above zero anywhere.
func mapShares(_ model: Sequential, _ images: Dataset) -> [Float] {
  let maps = model.layerOutputs(Variable(constant: images.prefix(500).images))[1].value
  return (maps.maximum(axes: 2, 3) .> 0).mean(axes: 0).elements
}

/// The largest |gradient| of the weights of some units of `linear1`, over some images.
func largestGradient(of units: [Int], in model: Sequential, over images: Dataset) -> Float {
  model.accumulateGradients(images.images, images.labels)
  let slopes = parameter("linear1.weight", of: model)?.gradient
  return units.map { slopes?.selecting($0).abs().maximum() ?? 0 }.max() ?? 0
}

/// Sets the weights with which `linear2` reads some units to 0.
func silence(_ units: [Int], in model: Sequential) {
  for unit in units {
    parameter("linear2.weight", of: model)?.value[0..., unit..<unit + 1] = Tensor.zeros(10, 1)
  }
}

private func parameter(_ name: String, of model: Sequential) -> Variable? {
  model.namedParameters.first { $0.name == name }?.variable
}

/// The network of the lesson with another activation or another start.
private func network(_ seed: UInt64, _ activation: any Layer, _ start: Initialization) -> Sequential {
  Sequential(input: [1, 28, 28], seed: seed) {
    Conv2d(8, kernel: 3, padding: 1, initialization: start)
    activation
    Conv2d(16, kernel: 3, padding: 1, initialization: start)
    activation
    MaxPool2d(2)
    Flatten()
    Linear(32, initialization: start)
    activation.named("relu4")
    Linear(10, initialization: start)
  }
}

/// Trains the network for an epoch from three starts with each of four remedies: how many of its 32 hidden units are
/// above zero for no image, and what it reads correctly.
func remediesTable(_ training: Dataset, _ validation: Dataset, seed: UInt64) throws -> Table {
  let usual = Initialization.kaimingUniform, he = Initialization.kaimingUniform(slope: 0)
  let remedies: [(name: String, activation: any Layer, start: Initialization, rate: Float)] = [
    ("none", ReLU(), usual, 0.001), ("a fifth of the rate", ReLU(), usual, 0.0002),
    ("He's start", ReLU(), he, 0.001), ("leaky ReLU, slope 0.1", LeakyReLU(0.1), usual, 0.001),
  ]
  return Table(
    columns: ["remedy", "units never above zero, three starts", "validation accuracy"],
    rows: try remedies.map { name, activation, start, rate in
      let runs = try (0..<3).map { index in
        let model = network(seed &+ UInt64(index), activation, start)
        let classifier = Classifier(
          model, optimizer: Adam(model.parameters, rate: rate), seed: seed &+ UInt64(index))
        try classifier.fit(training.images, training.labels)
        return (
          silent: share(of: "relu4", in: model, validation).count { $0 == 0 },
          accuracy: try classifier.evaluate(validation.images, validation.labels).accuracy
        )
      }
      let accuracies = runs.map(\.accuracy)
      return [
        name, runs.map { "\($0.silent)" }.joined(separator: ", "),
        "\(percent(accuracies.min() ?? 0)) to \(percent(accuracies.max() ?? 0))",
      ]
    })
}

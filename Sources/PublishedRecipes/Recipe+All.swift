import Learning

extension Recipe {
  /// Every recipe, in the order of the lessons.
  package static let all = [
    Recipe(
      name: "perceptron", network: "784–128–10", optimizer: .sgd(rate: 0.001), batchSize: 64, epochs: 3,
      published: "75", pyTorch: [75.5, 75.8, 73.8], model: Sequential.perceptron),
    Recipe(
      name: "perceptron-softmax", network: "784–128–10", optimizer: .sgd(rate: 0.01), batchSize: 64,
      epochs: 10, pyTorch: [82.9, 83.5, 83.3], model: Sequential.perceptronWithSoftmax),
    Recipe(
      name: "lenet-1998", network: "1→6→16", optimizer: .sgd(rate: 0.1), batchSize: 64, epochs: 10,
      pyTorch: [11.4, 11.4, 11.4], model: { Sequential.lenet1998(seed: $0) }),
    Recipe(
      name: "lenet", network: "1→6→16", optimizer: .sgd(rate: 0.01), batchSize: 64, epochs: 10,
      pyTorch: [97.7, 98.3, 98.0], model: Sequential.modernLeNet),
    Recipe(
      name: "lenet-softmax", network: "1→6→16", optimizer: .sgd(rate: 0.01), batchSize: 64, epochs: 10,
      pyTorch: [82.4, 74.3, 74.5], model: Sequential.lenetWithSoftmax),
    Recipe(
      name: "feature-maps", network: "1→8→16", optimizer: .adam(rate: 0.001), batchSize: 64, epochs: 5,
      pyTorch: [98.4, 98.6, 98.2], model: Sequential.featureMapNetwork),
    Recipe(
      name: "spatial", network: "1→4→8", optimizer: .sgd(rate: 0.01), batchSize: 128, epochs: 5,
      normalization: (0.1307, 0.3081), published: "80.86", pyTorch: [81.9, 79.0, 79.2],
      model: { Sequential.shiftNetwork(seed: $0) }),
    Recipe(
      name: "fashion", network: "1→32→64", optimizer: .adam(rate: 0.001), batchSize: 64, epochs: 10,
      pyTorch: [98.8, 99.2, 98.9], pyTorchOnFashionMNIST: [91.8, 90.6, 91.2], model: Sequential.fashionNetwork),
    Recipe(
      name: "dropout", network: "1→16→32", optimizer: .adadelta(rate: 0.5), batchSize: 32, epochs: 2,
      normalization: (0.1302, 0.3069), loss: negativeLogLikelihood, pyTorch: [98.7, 98.8, 98.8],
      model: Sequential.dropoutNetwork),
  ]

  /// The recipes with these names, or all of them for none, in the order of the lessons.
  package static func named(_ names: [String]) -> [Recipe] {
    names.isEmpty ? all : all.filter { names.contains($0.name) }
  }
}

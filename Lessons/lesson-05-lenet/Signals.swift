import Datasets
import Learning
import TensorCore

/// LeNet's layout with two activations and three ways to draw the first weights.
func fourStarts(seed: UInt64) -> [(name: String, model: Sequential)] {
  [
    ("sigmoid, PyTorch's start", .lenet1998(seed: seed)),
    ("sigmoid, Xavier's start", .lenet1998(seed: seed, start: .xavierUniform)),
    ("ReLU, PyTorch's start", .lenet1998(seed: seed, activation: ReLU())),
    ("ReLU, He's start", .lenet1998(seed: seed, activation: ReLU(), start: .kaimingUniform(slope: 0))),
  ]
}

/// How much images differ after each of LeNet's four activations: the standard deviation over the images, averaged over
/// all units.
func spread(_ model: Sequential, _ images: Tensor) -> [Float] {
  let outputs = model.layerOutputs(Variable(constant: images))
  return [1, 4, 8, 10].map {
    outputs[$0].value.variance(axes: 0).sqrt().mean()
  }
}

/// How long the gradient of the loss is at each of LeNet's four activations.
func arriving(_ model: Sequential, _ batch: Batch) -> [Float] {
  let outputs = model.layerOutputs(Variable(batch.images))
  let loss = crossEntropy(outputs[11], batch.labels)
  return loss.gradients(of: [1, 4, 8, 10].map { outputs[$0] }).map {
    $0.squared().sum().squareRoot()
  }
}

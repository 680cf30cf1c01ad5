import Datasets
import Learning
import TensorCore

/// The residual network of `round_trip.py`, trained on drawn garments and saved, with what it makes of sixteen others, for
/// PyTorch to find the same.
func trainResidualNetwork(into folder: String) throws {
  let model = Sequential(input: [1, 28, 28], seed: 1) {
    Conv2d(8, kernel: 3, padding: 1, bias: false)
    BatchNorm2d()
    ReLU()
    MaxPool2d(2)
    Residual {
      Conv2d(8, kernel: 3, padding: 1, bias: false)
      BatchNorm2d()
      ReLU()
      Conv2d(8, kernel: 3, padding: 1, bias: false)
      BatchNorm2d()
    }
    ReLU()
    Residual {
      Conv2d(16, kernel: 3, stride: 2, padding: 1, bias: false)
      BatchNorm2d()
    } shortcut: {
      Conv2d(16, kernel: 1, stride: 2, bias: false)
      BatchNorm2d()
    }
    LeakyReLU(0.1)
    AveragePool2d(7)
    Flatten()
    Linear(10)
  }
  let garments = DrawnGarments.dataset(count: 100, seed: 1)
  let classifier = Classifier(model, optimizer: AdamW(model.parameters, rate: 0.02))
  for result in try classifier.fit(garments.images, garments.labels, epochs: 2, batchSize: 20) { print(result) }
  try model.save(to: "\(folder)/model.safetensors")

  let images = DrawnGarments.dataset(count: 16, seed: 2).images
  let training = model(images, training: SeededGenerator(seed: 0)).value
  try model.load(from: "\(folder)/model.safetensors")
  try SafeTensors.write(
    [("images", images), ("evaluation", model(images).value), ("training", training)],
    to: "\(folder)/logits.safetensors")
}

import Datasets
import Foundation
import Learning
import System
import TensorCore
import Testing

/// A Python that has PyTorch, if the environment names one.
private let python = ProcessInfo.processInfo.environment["PATCHWORK_PYTHON"]

@Suite("To PyTorch and back")
struct PyTorchRoundTripTests {
  /// The residual network of `round_trip.py`.
  static func network() -> Sequential {
    Sequential(input: [1, 28, 28], seed: 1) {
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
  }

  static func trained(epochs: Int) throws -> Sequential {
    let model = network(), garments = DrawnGarments.dataset(count: 800, seed: 1)
    let rate = Schedule.cosine(from: 0.02, to: 0, over: epochs)
    try Classifier(model, optimizer: AdamW(model.parameters))
      .fit(garments.images, garments.labels, epochs: epochs, batchSize: 40, rate: { rate($0 - 1) })
    return model
  }

  @Test func aResidualNetworkLearnsGarments() throws {
    let model = try Self.trained(epochs: 12), unseen = DrawnGarments.dataset(count: 200, seed: 2)
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0))
    let accuracy = try classifier.evaluate(unseen.images, unseen.labels).accuracy
    #expect(accuracy > 0.6, "\(accuracy)")
  }

  /// What is saved here gives the same logits there, in evaluation and in training, and what is saved there after a batch
  /// more is loaded here.
  @Test(.enabled(if: python != nil, "PATCHWORK_PYTHON names no Python that has PyTorch"))
  func theSameLogitsThere() throws {
    let folder = try SafeTensorsTests.Folder(), model = try Self.trained(epochs: 1)
    try model.save(to: folder.path("model.safetensors"))
    let images = DrawnGarments.dataset(count: 16, seed: 3).images
    let evaluation = model(images).value
    let training = model(images, training: SeededGenerator(seed: 0)).value
    try SafeTensors.write(
      [("images", images), ("evaluation", evaluation), ("training", training)], to: folder.path("logits.safetensors"))

    let script = try #require(Bundle.module.url(forResource: "Reference/round_trip", withExtension: "py"))
    let run = try Subprocess.output(of: #require(python), [script.path, folder.url.path])
    #expect(run.status == 0, "\(run.text)")

    let back = Self.network()
    try back.load(from: folder.path("torch.safetensors"))
    for (found, expected) in zip(back.namedBuffers, model.namedBuffers) {
      expectClose(found.variable.value, expected.variable.value, found.name)
    }
    #expect(back.parameters.map(\.value) == model.parameters.map(\.value))
  }
}

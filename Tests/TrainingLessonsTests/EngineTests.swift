import Datasets
import Foundation
import Learning
import Pages
import TensorCore
import TestedPackage
import Testing

@testable import TrainingLessons

/// The page's engine and the program, value by value.
@Suite(.enabled(if: Node.path != nil, "no node on this machine: the page's engine has not been compared"))
struct EngineTests {
  /// A network, and what is done to pixels before it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var normalization: ShownNetwork.Normalization?
    let network: @Sendable () -> Sequential
    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "perceptron") { .perceptron(seed: 3) },
    Case(name: "LeNet of 1998") { .lenet1998(seed: 1) },
    Case(name: "modern LeNet") { .modernLeNet(seed: 2) },
    Case(name: "LeNet with softmax") { .lenetWithSoftmax(seed: 2) },
    Case(name: "feature maps") { .featureMapNetwork(seed: 0) },
    Case(name: "shifts") { .shiftNetwork(seed: 4) },
    Case(name: "fashion") { .fashionNetwork(seed: 0) },
    Case(name: "dropout", normalization: ShownNetwork.Normalization(0.1307, 0.3081)) { .dropoutNetwork(seed: 0) },
    Case(name: "strides, groups, dilation") {
      Sequential(input: [1, 28, 28], seed: 5) {
        Conv2d(6, kernel: Size2D(height: 5, width: 3), stride: 2, padding: 2, bias: false)
        Tanh()
        Conv2d(9, kernel: 4, padding: .same, groups: 3)
        LeakyReLU(0.1)
        MaxPool2d(3, stride: 2, padding: 1)
        Conv2d(4, kernel: 3, padding: .sides(top: 1, bottom: 3, left: 2, right: 0), dilation: 2)
        Sigmoid()
        AveragePool2d(3, stride: 1, padding: 1)
        AdaptiveAveragePool2d(Size2D(height: 3, width: 2))
        Flatten()
        Linear(7, bias: false)
        LogSoftmax()
      }
    },
    Case(name: "residual, batch normalisation") {
      EngineTests.trained(
        Sequential(input: [1, 28, 28], seed: 7) {
          Conv2d(4, kernel: 3, stride: 2, padding: 1, bias: false)
          BatchNorm2d()
          ReLU()
          Residual {
            Conv2d(4, kernel: 3, padding: 1, bias: false)
            BatchNorm2d(epsilon: 1e-3)
            ReLU()
            Dropout2d(0.2)
            Residual { Conv2d(4, kernel: 1) }
          }
          Residual {
            Conv2d(6, kernel: 3, stride: 2, padding: 1)
          } shortcut: {
            Conv2d(6, kernel: 1, stride: 2, bias: false)
            BatchNorm2d()
          }
          Dropout2d(0.1)
          GlobalAveragePool2d()
          BatchNorm1d()
          Linear(5)
        })
    },
    Case(name: "branches") {
      Sequential(input: [1, 28, 28], seed: 8) {
        Conv2d(3, kernel: 3, stride: 3)
        Branches(joining: .concatenation) {
          Conv2d(2, kernel: 1)
          Sequential {
            Conv2d(2, kernel: 1)
            Tanh()
            Conv2d(3, kernel: 3, padding: 1)
          }
          Sequential {
            MaxPool2d(3, stride: 1, padding: 1)
            Conv2d(1, kernel: 1)
          }
        }
        Branches(joining: .sum) {
          Conv2d(4, kernel: 1)
          Conv2d(4, kernel: 3, padding: 1)
          Conv2d(4, kernel: 5, padding: 2)
        }
        Flatten()
        Branches(joining: .concatenation) {
          Linear(3)
          Linear(4)
        }
        Linear(6)
        LogSoftmax()
      }
    },
    Case(name: "transposed convolutions") {
      Sequential(input: [1, 28, 28], seed: 9) {
        Conv2d(4, kernel: 4, stride: 4)
        ConvTranspose2d(6, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2)
        ReLU()
        ConvTranspose2d(
          3, kernel: Size2D(height: 2, width: 3), stride: Size2D(height: 1, width: 2), dilation: 2, bias: false)
        ConvTranspose2d(2, kernel: 1, stride: 3, padding: 2, outputPadding: 2)
        AveragePool2d(4)
        Flatten()
        Linear(4)
      }
    },
    Case(name: "global mean") {
      Sequential(input: [1, 28, 28], seed: 6) {
        Conv2d(5, kernel: 3)
        ReLU()
        GlobalAveragePool2d()
        Linear(3)
      }
    },
  ]

  /// A network whose batch normalisation has seen some batches.
  private static func trained(_ network: Sequential) -> Sequential {
    for seed in 0..<3 as Range<UInt64> {
      _ = network(DrawnDigits.dataset(count: 16, seed: seed).images, training: SeededGenerator(seed: seed))
    }
    return network
  }

  @Test(arguments: EngineTests.cases) func everyValueHasTheProgramsBits(_ tested: Case) throws {
    let network = tested.network()
    let classes = (0..<network.outputShape[0]).map { "\($0)" }
    let digits = DrawnDigits.dataset(count: 10, seed: 9)
    let samples = Dataset(
      name: "digits", images: digits.images, labels: digits.labels.map { $0 % classes.count }, classNames: classes)
    let shown = try ShownNetwork(network, on: samples, normalization: tested.normalization, isDrawable: true)
    for (variable, value) in zip(shown.variables, shown.parameters) { variable.value = value }
    let images = digits.images.elements.map { Int(($0 * 255).rounded()) } + EngineTests.otherPixels
    let count = images.count / 784

    let change = (parameter: network.parameters[0], place: network.parameters[0].value.count / 2, value: Float(0.375))
    let file = try TemporaryFolder()
    let path = file.url.appending(path: "network.json")
    let listed = (0..<count).map { "\(Array(images[$0 * 784..<($0 + 1) * 784]))" }.joined(separator: ",")
    try """
    {"network": \(shown.widget.data), "images": [\(listed)], "change": {"index": \(change.place), "value": 0.375}}
    """.write(to: path, atomically: true, encoding: .utf8)
    let lines = try Node.lines("engine.mjs", path)
    #expect(lines.count == count)

    for (index, line) in lines.enumerated() {
      let pixels = Tensor(
        shape: [1, 1, 28, 28], elements: images[index * 784..<(index + 1) * 784].map { Float($0) / 255 })
      let normalized = tested.normalization.map { (pixels - $0.mean) / $0.standardDeviation } ?? pixels
      let input = Variable(normalized)
      let outputs = ShownStep.values(of: shown.steps, for: input)
      #expect(outputs.last?.value == network(normalized).value)
      var expected = outputs.map(\.value)
      expected.append(ShownNetwork.probabilities(of: network, outputs[outputs.count - 1].value))
      let last = outputs.count - 1
      let isSoftmax = network.layers.last.map { $0.layer is Softmax || $0.layer is LogSoftmax } ?? false
      let logits = outputs[isSoftmax ? last - 1 : last]
      for unit in classes.indices.prefix(index < 2 ? classes.count : 1) {
        var upstream = Tensor(shape: [1, classes.count], repeating: 0)
        upstream[0, unit] = 1
        expected.append(logits.gradients(of: [input], upstream: upstream)[0])
      }
      let before = change.parameter.value
      var elements = before.elements
      elements[change.place] = change.value
      change.parameter.value = Tensor(shape: before.shape, elements: elements)
      expected += ShownStep.values(of: shown.steps, for: Variable(constant: normalized)).map(\.value)
      change.parameter.value = before
      let sums = line.split(separator: " ").map(String.init)
      #expect(sums.count == expected.count)
      for (place, (sum, tensor)) in zip(sums, expected).enumerated() {
        #expect(sum == Node.checksum(tensor.elements), "image \(index), tensor \(place) of \(tensor.shape)")
      }
    }
  }

  /// Noise, nothing, all white, and a single white pixel.
  private static let otherPixels: [Int] = {
    var generator = SeededGenerator(seed: 11)
    let noise = (0..<784).map { _ in Int(generator.uniform() * 256) }
    let pixel = (0..<784).map { $0 == 300 ? 255 : 0 }
    return noise + Array(repeating: 0, count: 784) + Array(repeating: 255, count: 784) + pixel
  }()
}

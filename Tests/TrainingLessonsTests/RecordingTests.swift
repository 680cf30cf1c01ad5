import Datasets
import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing
import Walkthrough

@testable import TrainingLessons

/// What the page computes of a recorded training, beside the program.
struct RecordingTests {
  /// A network, its layer whose maps are shown, and what is done to pixels before it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let maps: [String]
    var mean: Float?, standardDeviation: Float?
    let network: @Sendable () -> Sequential
    var testDescription: String { name }
  }

  private static let cases = [
    Case(name: "feature maps", maps: ["relu1", "pool"]) { .featureMapNetwork(seed: 1) },
    Case(name: "sigmoids", maps: ["1"]) { .lenet1998(seed: 2) },
    Case(name: "normalised", maps: ["1"], mean: 0.1307, standardDeviation: 0.3081) { .dropoutNetwork(seed: 3) },
    Case(name: "no maps", maps: []) { .perceptron(seed: 4) },
  ]

  private static let digits = DrawnDigits.dataset(count: 70, seed: 5)
  private static let pictures = digits[64..<67]

  /// A training of seven steps, and what the parameters were after each and at the start.
  private static func trained(_ tested: Case, keeping isKept: @escaping (Int) -> Bool) -> (
    recording: TrainingRecording, values: [[Tensor]], means: [[Float]]
  ) {
    let network = tested.network()
    let recording = TrainingRecording(
      tested.name, of: network, on: pictures, maps: tested.maps, mean: tested.mean,
      standardDeviation: tested.standardDeviation, keeping: isKept)
    let optimizer = Adam(network.parameters, rate: 0.01)
    var values = [network.parameters.map(\.value)], means: [[Float]] = [[]]
    for _ in 0..<7 {
      optimizer.zeroGradients()
      let loss = network.accumulateGradients(digits.images[0..<64], Array(digits.labels[0..<64])).loss
      optimizer.step()
      means.append(network.parameters.map { ($0.gradient ?? Tensor(0)).abs().mean() })
      recording.add(["loss": loss], means: ["mean |gradient|": means[means.count - 1]])
      values.append(network.parameters.map(\.value))
    }
    return (recording, values, means)
  }

  /// The page makes the input of all from the pictures in one way.
  @Test func trainingsWhosePicturesAreNormalisedInOtherWaysDoNotGoTogether() async {
    await #expect(processExitsWith: .failure) {
      let pictures = DrawnDigits.dataset(count: 3, seed: 5)
      let plain = TrainingRecording("plain", of: .perceptron(seed: 4), on: pictures)
      let other = TrainingRecording(
        "other", of: .perceptron(seed: 4), on: pictures, mean: 0.1, standardDeviation: 0.3)
      _ = try LivingTraining.recorded([plain, other])
    }
  }

  @Test(
    .enabled(if: Node.path != nil, "no node on this machine: the page's recordings have not been compared"),
    arguments: RecordingTests.cases, [false, true])
  func everyMomentHasTheProgramsBits(_ tested: Case, isEveryStepKept: Bool) throws {
    let (recording, values, means) = RecordingTests.trained(tested) { isEveryStepKept || $0 == 5 }
    let steps = isEveryStepKept ? Array(0...7) : [0, 5]
    #expect(recording.moments.map(\.step) == steps)
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "recording.json")
    let data = try LivingTraining.recorded([recording]).widget.data
    try data.write(to: path, atomically: true, encoding: .utf8)
    let lines = try Node.lines("recording.mjs", path)
    #expect(lines.count == steps.count * 3)

    let network = recording.network
    let images =
      recording.normalization.map { (RecordingTests.pictures.images - $0.mean) / $0.standardDeviation }
      ?? RecordingTests.pictures.images
    let isWhole = data.contains("\"exponents\":null")
    for (moment, step) in steps.enumerated() {
      func set(rounding: Bool) {
        for (variable, value) in zip(network.parameters, values[step]) {
          variable.value = rounding ? PageWeights([value], whole: 0).values[0] : value
        }
      }
      for picture in 0..<3 {
        let input = Variable(constant: images[picture..<picture + 1])
        set(rounding: !isWhole)
        var expected = network.layerOutputs(input).prefix(recording.depth).map { $0.value.elements }
        set(rounding: false)
        expected.append(
          ShownNetwork.probabilities(of: network, network.outputs(of: images)).selecting(picture).elements)
        if step > 0 { expected.append(means[step]) }
        let sums = lines[3 * moment + picture].split(separator: " ").map(String.init)
        for (sum, numbers) in zip(sums, expected) { #expect(sum == Node.checksum(numbers), "step \(step)") }
        #expect(sums.count == recording.depth + 2)
      }
    }
  }

  @Test func howSureTheNetworkWasIsKept() {
    let recording = RecordingTests.trained(RecordingTests.cases[0]) { $0 % 2 == 0 }.recording
    let (steps, shares) = recording.certainty
    #expect(steps == [0, 2, 4, 6])
    #expect(shares.shape == [3, 4])
    let label = RecordingTests.pictures.labels[1]
    #expect(shares[1, 3] == recording.moments[3].probabilities[1, label])
  }
}

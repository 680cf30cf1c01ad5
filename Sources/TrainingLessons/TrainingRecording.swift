import Datasets
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// What a network was like as it learned, for a page on which its training is wound back and forth.
///
///     let recording = TrainingRecording("Adam", of: model, on: digits, maps: ["relu1"])
///     …
///     recording.add(["loss": result.loss])   // after each step
///     …
///     notebook.show(figure, living: .recorded([recording]), named: "training")
///
/// The losses of all steps are kept. The first layers, as far as their maps are shown, and the answers to some pictures
/// are kept at the start and after the steps that are asked for: whatever the page shows of a map it computes from these.
public final class TrainingRecording {
  /// A network after one of its steps.
  struct Moment {
    let step: Int
    /// By what is measured, a mean for each parameter.
    let means: [[Float]]
    /// A row for each picture.
    let probabilities: Tensor
    /// Of the first layers.
    let parameters: [Tensor]
  }

  /// What tells this training from another beside it.
  public let name: String
  let network: Sequential
  let pictures: Dataset
  let normalization: ShownNetwork.Normalization?
  /// How many layers come with the page, and which of them have their maps shown.
  let depth: Int
  let shown: [Int]
  /// The losses of all steps, by their names.
  public private(set) var curves: [(name: String, values: [Float])] = []
  private(set) var meanNames: [String] = []
  private(set) var moments: [Moment] = []
  private let isKept: (Int) -> Bool

  /// Begins with the network as it is.
  ///
  /// - Parameters:
  ///   - name: What tells this training from another beside it.
  ///   - network: What will be trained.
  ///   - pictures: What it is asked about after steps, with pixels from 0 to 1.
  ///   - maps: The names of the layers whose maps are shown; none unless given.
  ///   - mean, standardDeviation: What is taken from the pixels and what they are then divided by, before the network.
  ///   - isKept: Whether the network is kept after a step, counted from 1; the first twelve and every sixth are, unless
  ///     it is given.
  ///
  /// Stops if the network has no layer of a name, or if that gives no maps.
  public init(
    _ name: String, of network: Sequential, on pictures: Dataset, maps: [String] = [], mean: Float? = nil,
    standardDeviation: Float? = nil, keeping isKept: @escaping (Int) -> Bool = { $0 <= 12 || $0 % 6 == 0 }
  ) {
    (self.name, self.network, self.pictures, self.isKept) = (name, network, pictures, isKept)
    normalization = ShownNetwork.Normalization(mean, standardDeviation)
    shown = maps.map { name in
      guard let index = network.layers.firstIndex(where: { $0.name == name }) else {
        stop("TrainingRecording: the network has no layer \(name); it has \(network.layers.map(\.name))")
      }
      require(
        network.outputShapes[index].count == 3,
        "TrainingRecording: layer \(name) gives \(network.outputShapes[index]), which is no maps")
      return index
    }
    depth = shown.max().map { $0 + 1 } ?? 0
    keep([])
  }

  /// Takes down one step that was made, and keeps the network if it is to be kept after it.
  ///
  /// - Parameters:
  ///   - losses: What the lines of the chart show, the same ones after each step: the loss of the step, say.
  ///   - means: What was measured of each parameter, in their order; the same measures after each step.
  public func add(_ losses: KeyValuePairs<String, Float>, means: KeyValuePairs<String, [Float]> = [:]) {
    if curves.isEmpty {
      curves = losses.map { ($0.key, []) }
      meanNames = means.map(\.key)
    }
    require(
      losses.map(\.key) == curves.map(\.name) && means.map(\.key) == meanNames
        && means.allSatisfy { $0.value.count == network.namedParameters.count },
      "TrainingRecording: each step needs the same losses and, for each of the \(network.namedParameters.count) "
        + "parameters, the same means")
    for (index, loss) in losses.enumerated() { curves[index].values.append(loss.value) }
    if isKept(curves[0].values.count) { keep(means.map(\.value)) }
  }

  /// The steps after which the network was kept, and how sure it then was of the true class of each picture:
  /// probabilities `(pictures, steps)`.
  public var certainty: (steps: [Int], shares: Tensor) {
    let shares = moments.map { moment in
      Tensor(pictures.labels.enumerated().map { moment.probabilities[$0, $1] })
    }
    return (moments.map(\.step), Tensor.stacked(shares, axis: 1))
  }

  private func keep(_ means: [[Float]]) {
    let images = normalization?(pictures.images) ?? pictures.images
    let parameters = network.layers.prefix(depth).flatMap { $0.layer.namedParameters.map(\.variable.value) }
    moments.append(
      Moment(
        step: curves.first?.values.count ?? 0, means: means,
        probabilities: ShownNetwork.probabilities(of: network, network.outputs(of: images)), parameters: parameters))
  }
}

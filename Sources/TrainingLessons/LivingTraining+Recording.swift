import Learning
import Pages
import System
import TensorCore
import Walkthrough

extension LivingTraining {
  /// Trainings that were recorded, side by side, to be wound back and forth together.
  ///
  /// The kernels come with the page whole, or rounded to 12 bits if there are more than 5,000 numbers of them in all; then
  /// the maps are those of the rounded ones.
  ///
  /// - Parameters:
  ///   - recordings: One training, or up to three of as many steps, on the same pictures, normalised alike, with the same losses
  ///     and means.
  ///   - unit: What one step is called.
  ///
  /// Throws a line if the page cannot compute one of the first layers, or if the pictures do not consist of whole shares of
  /// 255. Stops if the recordings do not go together.
  public static func recorded(_ recordings: [TrainingRecording], unit: String = "step") throws -> LivingTraining {
    LivingTraining(widget: Page.Widget(kind: "recording", data: try json(recordings, unit)))
  }

  /// Numbers that come with a page whole.
  static let wholeNumbers = 5_000

  private static func json(_ recordings: [TrainingRecording], _ unit: String) throws -> String {
    guard let first = recordings.first, recordings.count <= 3 else {
      stop("recorded: there are \(recordings.count) trainings; a page shows one to three")
    }
    require(
      recordings.allSatisfy {
        $0.moments.map(\.step) == first.moments.map(\.step) && $0.curves.map(\.name) == first.curves.map(\.name)
          && $0.meanNames == first.meanNames && $0.pictures.images == first.pictures.images
          && $0.normalization == first.normalization
      }, "recorded: the trainings must have the same pictures, normalised alike, steps, losses and means")
    let pictures = first.pictures
    let count = recordings.flatMap(\.moments).flatMap(\.parameters).reduce(0) { $0 + $1.count }
    let whole = count <= wholeNumbers ? count : 0
    return JSON.object([
      "unit": JSON.string(unit),
      "curves": JSON.array(first.curves.map { JSON.string($0.name) }),
      "means": JSON.array(first.meanNames.map(JSON.string)),
      "classes": JSON.array(pictures.classNames.map(JSON.string)),
      "input": JSON.array(first.network.inputShape.map(String.init)),
      "normalization": first.normalization?.json ?? "null",
      "labels": JSON.array(pictures.labels.map(String.init)),
      "images": JSON.string(try ShownNetwork.pixels(of: pictures)),
      "runs": "[\n" + (try recordings.map { try run($0, whole: whole) }).joined(separator: ",\n") + "]",
    ])
  }

  private static func run(_ recording: TrainingRecording, whole: Int) throws -> String {
    let network = recording.network
    var start = 0
    let layers = try zip(network.layers, network.rows).prefix(recording.depth).map { layer, row in
      let shown = try ShownLayer(layer.layer, named: layer.name)
      defer { start += shown.parameters.reduce(0) { $0 + $1.value.count } }
      return shown.json(row, parametersAt: start)
    }
    // At the start nothing has been measured yet.
    let none = [Float](repeating: .nan, count: recording.meanNames.count * network.namedParameters.count)
    let numbers = recording.moments.flatMap { moment in
      (moment.means.isEmpty ? none : Array(moment.means.joined())) + moment.probabilities.elements
    }
    let weights = PageWeights(recording.moments.flatMap(\.parameters), whole: whole)
    let members: KeyValuePairs = [
      "name": JSON.string(recording.name),
      "parameters": JSON.array(network.namedParameters.map { JSON.string($0.name) }),
      "layers": "[\n" + layers.joined(separator: ",\n") + "]",
      "shown": JSON.array(recording.shown.map(String.init)),
      "steps": JSON.array(recording.moments.map { "\($0.step)" }),
      "curves": JSON.array(recording.curves.map { JSON.string(PageWeights.base64($0.values)) }),
      "numbers": JSON.string(PageWeights.base64(numbers)),
    ]
    return JSON.object(Array(members) + weights.json)
  }
}

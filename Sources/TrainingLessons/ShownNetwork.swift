import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// A network with some images, as a page gets it: whatever the reader does to the images, the page's script computes the
/// network anew, in the program's order and with its roundings, so that its numbers are the program's.
struct ShownNetwork {
  /// What is taken from the pixels, and what they are then divided by.
  struct Normalization: Equatable, Sendable {
    let mean, standardDeviation: Float

    /// Nil unless both are given.
    init?(_ mean: Float?, _ standardDeviation: Float?) {
      guard let mean, let standardDeviation else { return nil }
      (self.mean, self.standardDeviation) = (mean, standardDeviation)
    }

    func callAsFunction(_ images: Tensor) -> Tensor { (images - mean) / standardDeviation }

    var json: String { "[\(Double(mean)),\(Double(standardDeviation))]" }
  }

  private let network: Sequential
  /// The network's layers as the page computes them.
  let steps: [ShownStep]
  private let samples: Dataset
  private let pixels: String
  private let normalization: Normalization?
  private let isDrawable: Bool
  /// Whose numbers come with the page: parameters, and what batch normalisation keeps. Each once.
  let variables: [Variable]
  private let weights: PageWeights
  /// Their values as the page has them.
  var parameters: [Tensor] { weights.values }
  private let answers: Tensor
  /// A picture of the reader's own, as pixels from 0 to 255.
  private let own: [UInt8]?

  /// Numbers that come with a page whole; those of a larger network are rounded to 12 bits.
  static let wholeNumbers = 10_000

  /// Shows some images of a set: the first of each class, and the first that the network takes for another. Throws a line
  /// if the page cannot compute a layer or the images do not consist of whole shares of 255. `picture` is one of the reader's own.
  init(
    _ network: Sequential, on set: Dataset, normalization: Normalization?, isDrawable: Bool, picture: Bitmap? = nil
  ) throws {
    let size = Array(network.inputShape.suffix(2))
    own = picture.map { picture in
      let plane = OwnPicture.pixels(of: picture, height: size[0], width: size[1], isDrawable: isDrawable)
      return Array(repeatElement(plane, count: network.inputShape[0]).joined())
    }
    (self.network, self.normalization, self.isDrawable) = (network, normalization, isDrawable)
    steps = try ShownStep.steps(of: network)
    let variables = steps.flatMap(\.shown.parameters).distinct
    self.variables = variables
    let trained = variables.map(\.value)
    let weights = PageWeights(trained, whole: ShownNetwork.wholeNumbers)
    self.weights = weights
    for (variable, value) in zip(variables, weights.values) { variable.value = value }
    defer { for (variable, value) in zip(variables, trained) { variable.value = value } }

    func outputs(_ images: Tensor) -> Tensor { network.outputs(of: normalization?(images) ?? images) }
    let some = set.prefix(1000)
    let predicted = outputs(some.images).argmax(axis: 1)
    let first = set.classNames.indices.compactMap { some.labels.firstIndex(of: $0) }
    let mistaken = some.labels.indices.filter { predicted[$0] != some.labels[$0] && !first.contains($0) }
    samples = some.gathered(first + mistaken.prefix(6))
    pixels = try ShownNetwork.pixels(of: samples)
    answers = ShownNetwork.probabilities(of: network, outputs(samples.images))
  }

  /// The probabilities that a network's results stand for, a row for each.
  static func probabilities(of network: Sequential, _ result: Tensor) -> Tensor {
    switch network.layers.last?.layer {
    case is Softmax: result
    case is LogSoftmax: result.exp()
    default: result.softmax()
    }
  }

  /// Where a value comes from, for the image that the page begins with: the reader's own, or else the first of the set.
  func text(of value: NetworkValue) throws -> OutsideText {
    let trained = variables.map(\.value)
    for (variable, value) in zip(variables, parameters) { variable.value = value }
    defer { for (variable, value) in zip(variables, trained) { variable.value = value } }
    let pixels = own.map {
      Tensor(shape: [1] + network.inputShape, elements: $0.map { Float($0) / 255 })
    }
    let image = pixels ?? samples.images[0..<1]
    let input = normalization?(image) ?? image
    let whose = own == nil ? "the first test image, \(samples.classNames[samples.labels[0]])" : "your picture"
    return OutsideText(try ValueText(value, in: steps, for: input).text(of: whose))
  }

  /// The widget for the page.
  var widget: Page.Widget { Page.Widget(kind: "network", data: json) }

  /// What the network reads in each sample, a line each.
  var text: OutsideText {
    let names = samples.classNames
    let width = names.map(\.count).max() ?? 0
    let lines = samples.labels.indices.map { index in
      let row = answers.selecting(index), answer = row.argmax()
      let name = names[samples.labels[index]]
      return "\(name.padded(to: width))  read as \(names[answer].padded(to: width))  with \(percent(row[answer]))"
    }
    return OutsideText(lines.joined(separator: "\n"))
  }

  /// The samples, titled with what the network reads in them.
  var figure: Figure {
    let names = samples.classNames
    let titles = samples.labels.indices.map { names[answers.selecting($0).argmax()] }
    return Figure { ImageGrid(samples.images, titles: titles, columns: 8) }
  }

  private func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

  private var json: String {
    var end = 0
    var starts: [ObjectIdentifier: Int] = [:]
    for variable in variables {
      starts[ObjectIdentifier(variable)] = end
      end += variable.value.count
    }
    let layers = steps.enumerated().map { index, step in
      step.shown.json(
        step.row, parametersAt: step.shown.parameters.first.flatMap { starts[ObjectIdentifier($0)] } ?? 0,
        from: step.sources == [index - 1] ? nil : step.sources)
    }
    let members: KeyValuePairs = [
      "own": own.map { JSON.string(Base64.text($0)) } ?? "null",
      "classes": JSON.array(samples.classNames.map(JSON.string)),
      "input": JSON.array(network.inputShape.map(String.init)),
      "normalization": normalization?.json ?? "null",
      "drawable": "\(isDrawable)",
      "labels": JSON.array(samples.labels.map(String.init)),
      "images": JSON.string(pixels),
      "layers": "[\n" + layers.joined(separator: ",\n") + "]",
    ]
    return JSON.object(Array(members) + weights.json)
  }

  /// The pixels of a set's images as bytes, in base64. Throws a line if they do not consist of whole shares of 255.
  static func pixels(of set: Dataset) throws -> String {
    let pixels = set.images.elements
    guard pixels.allSatisfy({ $0 == ($0 * 255).rounded() / 255 }) else {
      throw ProgramFailure(
        "the images of \(set.name) do not consist of pixels k / 255, as a page keeps them; give the set as it was before "
          + "it was normalised, and mean and standardDeviation beside it")
    }
    return Base64.text(pixels.map { UInt8(($0 * 255).rounded()) })
  }
}

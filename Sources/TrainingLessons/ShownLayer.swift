import Learning
import Pages
import System
import TensorCore

/// A layer as the page's script computes it: its kind, its sizes, and where its parameters stand among all.
struct ShownLayer {
  /// What the script calls it, and what it needs to know beside the shapes.
  let kind: String
  private let sizes: [(name: String, json: String)]
  /// The parameters, weight before bias, and what batch normalisation keeps beside them.
  let parameters: [Variable]

  /// What joins layers that stand side by side.
  static let sum = ShownLayer("sum"), concatenation = ShownLayer("concatenation")

  /// Throws a line that names the layer if the page cannot compute it.
  init(_ layer: any Layer, named name: String) throws {
    switch layer {
    case let layer as Conv2d:
      let (window, padding) = (layer.weight.shape.suffix(2), ShownLayer.padding(of: layer))
      self.init(
        "convolution",
        [
          ("window", ShownLayer.pair(window[2], window[3])), ("stride", ShownLayer.pair(layer.stride)),
          ("padding", ShownLayer.pair(padding)), ("dilation", ShownLayer.pair(layer.dilation)),
          ("groups", "\(layer.groups)"),
        ], [layer.weight] + (layer.bias.map { [$0] } ?? []))
    case let layer as ConvTranspose2d:
      self.init(
        "transposed",
        [
          ("window", ShownLayer.pair(layer.weight.shape[2], layer.weight.shape[3])),
          ("stride", ShownLayer.pair(layer.stride)), ("padding", ShownLayer.pair(layer.padding)),
          ("dilation", ShownLayer.pair(layer.dilation)), ("groups", "\(layer.groups)"),
        ], [layer.weight] + (layer.bias.map { [$0] } ?? []))
    case let layer as any BatchNormalization:
      let kept = layer.normalization
      self.init(
        "normalization", [("epsilon", "\(Double(kept.epsilon))")],
        [kept.weight, kept.bias, kept.runningMean, kept.runningVariance])
    case let layer as Linear: self.init("dense", [], [layer.weight] + (layer.bias.map { [$0] } ?? []))
    case let layer as MaxPool2d: self.init("maximum", ShownLayer.pooling(layer.window, layer.stride, layer.padding))
    case let layer as AveragePool2d:
      self.init("average", ShownLayer.pooling(layer.window, layer.stride, layer.padding))
    case is AdaptiveAveragePool2d, is GlobalAveragePool2d: self.init("adaptive")
    case is ReLU: self.init("relu")
    case let layer as LeakyReLU: self.init("leakyRelu", [("slope", "\(Double(layer.slope))")])
    case is Sigmoid: self.init("sigmoid")
    case is Tanh: self.init("tanh")
    case is Softmax: self.init("softmax")
    case is LogSoftmax: self.init("logSoftmax")
    case is Flatten, is Dropout, is Dropout2d: self.init("identity")
    default:
      throw ProgramFailure(
        "layer \(name), \(layer.description), cannot be computed on a page yet; show the network up to it, or without it"
      )
    }
  }

  private init(
    _ kind: String, _ sizes: [(name: String, json: String)] = [], _ parameters: [Variable] = []
  ) {
    (self.kind, self.sizes, self.parameters) = (kind, sizes, parameters)
  }

  /// The layer as JSON; its parameters stand from place `start` on, and `sources` are the layers that it reads, unless that
  /// is the one before it alone.
  func json(_ row: Sequential.TableRow, parametersAt start: Int, from sources: [Int]? = nil) -> String {
    var members = [
      ("kind", JSON.string(kind)), ("name", JSON.string(row.name)), ("title", JSON.string(row.layer)),
      ("shape", JSON.array(row.outputShape.map(String.init))), ("parameters", "\(row.parameters)"),
      ("multiplyAdds", "\(row.multiplyAdds)"),
    ]
    members += sizes.map { ($0.name, $0.json) }
    if let sources { members.append(("from", JSON.array(sources.map(String.init)))) }
    var place = start
    for (name, parameter) in zip(["weight", "bias", "mean", "variance"], parameters) {
      members.append((name, ShownLayer.pair(place, parameter.value.count)))
      place += parameter.value.count
    }
    return "{" + members.map { "\(JSON.string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func pooling(_ window: Size2D, _ stride: Size2D, _ padding: Size2D) -> [(name: String, json: String)]
  {
    [("window", pair(window)), ("stride", pair(stride)), ("padding", pair(padding))]
  }

  /// The zeros above and to the left of the image.
  static func padding(of layer: Conv2d) -> Size2D {
    switch layer.padding {
    case .sides(let top, _, let left, _): Size2D(height: top, width: left)
    case .same:
      Size2D(
        height: (layer.weight.shape[2] - 1) * layer.dilation.height / 2,
        width: (layer.weight.shape[3] - 1) * layer.dilation.width / 2)
    }
  }

  private static func pair(_ size: Size2D) -> String { pair(size.height, size.width) }
  private static func pair(_ first: Int, _ second: Int) -> String { "[\(first),\(second)]" }
}

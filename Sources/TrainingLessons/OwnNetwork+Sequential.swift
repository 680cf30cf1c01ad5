import Checking
import Learning
import TensorCore

extension OwnNetwork {
  /// A network of the library, in which convolutions with stride 1 and maximum pooling by square windows without padding
  /// can be the learner's.
  public init(_ network: Sequential) {
    self.init(network.layers.map { OwnNetwork.layer($0) })
  }

  private static func layer(_ named: NamedLayer) -> Layer {
    let name = "\(named.name) \(named.layer.description)"
    switch named.layer {
    case let layer as Conv2d where layer.stride == 1 && layer.padding.height == layer.padding.width:
      return .convolution(
        name, kernel: layer.weight.value, bias: layer.bias?.value, padding: layer.padding.height)
    case let layer as MaxPool2d where layer.padding == 0 && layer.window.height == layer.window.width:
      return .maxPooling(name, window: layer.window.height, stride: layer.stride)
    default:
      return .library(name) { named.layer(Variable(constant: $0.unsqueezed(axis: 0))).value.squeezed(axis: 0) }
    }
  }
}

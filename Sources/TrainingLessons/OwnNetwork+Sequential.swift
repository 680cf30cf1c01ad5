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
    case let layer as Conv2d where border(of: layer) != nil:
      return .convolution(
        name, kernel: layer.weight.value, bias: layer.bias?.value, padding: border(of: layer) ?? 0)
    case let layer as MaxPool2d where layer.padding == 0 && layer.window.height == layer.window.width:
      return .maxPooling(name, window: layer.window.height, stride: layer.stride)
    default:
      return .library(name) { named.layer(Variable(constant: $0.unsqueezed(axis: 0))).value.squeezed(axis: 0) }
    }
  }

  /// The one number of zeros on every side of a convolution that the learner's function can compute.
  private static func border(of layer: Conv2d) -> Int? {
    guard case .sides(let top, _, _, _) = layer.padding, layer.padding == Padding(Size2D(top)) else { return nil }
    return layer.stride == 1 && layer.dilation == 1 && layer.groups == 1 ? top : nil
  }
}

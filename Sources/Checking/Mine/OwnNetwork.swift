import TensorCore

/// A network that `--mine` runs with the learner's own functions in it: its layers in order, for one image `(C, H, W)`.
public struct OwnNetwork {
  /// The layers, the first one first.
  public let layers: [Layer]

  /// A network of these layers.
  public init(_ layers: [Layer]) { self.layers = layers }

  /// A layer: what the library computes, and which of the learner's functions could compute the same.
  public struct Layer {
    let name: String
    let library: (Tensor) -> Tensor
    let own: Own?

    enum Own {
      case convolution(kernel: Tensor, bias: Tensor?, padding: Int)
      case maxPooling(window: Int, stride: Size2D)
    }

    var function: LearnerFunction? {
      switch own {
      case .convolution: .convolution
      case .maxPooling: .maxPooling
      case nil: nil
      }
    }

    /// A layer that only the library computes.
    public static func library(_ name: String, _ compute: @escaping (Tensor) -> Tensor) -> Layer {
      Layer(name: name, library: compute, own: nil)
    }

    /// A convolution with stride 1: kernel `(O, C, kernel height, kernel width)`, bias `(O)`.
    public static func convolution(_ name: String, kernel: Tensor, bias: Tensor? = nil, padding: Int = 0) -> Layer {
      Layer(
        name: name, library: { convolve2d($0, kernel: kernel, bias: bias, padding: Size2D(padding)) },
        own: .convolution(kernel: kernel, bias: bias, padding: padding))
    }

    /// Maximum pooling by a square window without padding.
    public static func maxPooling(_ name: String, window: Int, stride: Size2D) -> Layer {
      Layer(
        name: name, library: { maxPool2d($0, window: Size2D(window), stride: stride) },
        own: .maxPooling(window: window, stride: stride))
    }
  }
}

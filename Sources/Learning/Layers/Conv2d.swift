import System
import TensorCore

/// A bank of kernels slid over an image: `(B, C, H, W)` to `(B, O, H', W')` with
/// H' = ⌊(H − kernel + 2 · padding) / stride⌋ + 1, and W' likewise.
public struct Conv2d: Layer {
  /// `(O, C, kernel height, kernel width)`; C is 0 until the layer is sized.
  public let weight: Variable
  /// `(O)`, or none.
  public let bias: Variable?
  /// How far the kernels move between outputs.
  public let stride: Size2D
  /// How many zeros surround the image on each side.
  public let padding: Size2D
  let initialization: Initialization

  /// Given weights `(O, C, kh, kw)` and, unless there is none, a bias `(O)`.
  public init(weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0) {
    require(weight.rank == 4, "Conv2d: the weight must be (O, C, height, width); its shape is \(weight.shape)")
    require(
      bias == nil || bias?.shape == [weight.shape[0]],
      "Conv2d: the bias has shape \(bias?.shape ?? []); it must have one value for each of \(weight.shape[0]) kernels"
    )
    self.weight = Variable(weight)
    self.bias = bias.map { Variable($0) }
    self.stride = stride
    self.padding = padding
    initialization = .kaimingUniform
  }

  /// Given sizes: `outChannels` kernels; the number of input channels follows from the input. Stops unless there is at
  /// least one kernel, its sides and the stride are at least 1 and the padding is not negative.
  public init(
    _ outChannels: Int, kernel: Size2D, stride: Size2D = 1, padding: Size2D = 0, bias: Bool = true,
    initialization: Initialization = .kaimingUniform
  ) {
    require(
      outChannels >= 1 && min(kernel.height, kernel.width, stride.height, stride.width) >= 1,
      "Conv2d: \(outChannels) kernels of \(kernel) with stride \(stride): all must be at least 1")
    require(min(padding.height, padding.width) >= 0, "Conv2d: the padding \(padding) must not be negative")
    weight = Variable(Tensor(shape: [outChannels, 0, kernel.height, kernel.width], repeating: 0))
    self.bias = bias ? Variable(Tensor(shape: [outChannels], repeating: 0)) : nil
    self.stride = stride
    self.padding = padding
    self.initialization = initialization
  }

  private init(like layer: Conv2d, weight: Tensor, bias: Tensor?) {
    self.weight = Variable(weight)
    self.bias = bias.map { Variable($0) }
    stride = layer.stride
    padding = layer.padding
    initialization = layer.initialization
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    convolve2d(input, kernel: weight, bias: bias, stride: stride, padding: padding)
  }

  /// The layer and a ReLU behind it: `(B, C, H, W)` to `(B, O, H', W')`.
  func rectified(_ input: Variable) -> Variable {
    rectifiedConvolve2d(input, kernel: weight, bias: bias, stride: stride, padding: padding)
  }

  public var namedParameters: [NamedParameter] { [("weight", weight)] + (bias.map { [("bias", $0)] } ?? []) }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Conv2d {
    guard weight.shape[1] == 0 else { return self }
    let shape = [weight.shape[0], input[0], window.height, window.width]
    let kernels = initialization.weight(shape, using: &generator)
    return Conv2d(
      like: self, weight: kernels, bias: bias.map { _ in Initialization.bias(for: shape, using: &generator) })
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkImage(input)
    guard weight.shape[1] == 0 || weight.shape[1] == input[0] else {
      throw ShapeMismatch(expected: "an image of \(weight.shape[1]) channels", found: input)
    }
    let output = try ShapeMismatch.checkedPositions(input, window: window, stride: stride, padding: padding)
    return [weight.shape[0], output.height, output.width]
  }

  public func multiplyAdds(for input: [Int]) -> Int {
    let output = (try? outputShape(for: input)) ?? []
    return output.reduce(1, *) * input[0] * window.height * window.width
  }

  public var description: String {
    "Conv2d(\(weight.shape[0]), kernel: \(window.literal)" + (stride == 1 ? "" : ", stride: \(stride.literal)")
      + (padding == 0 ? "" : ", padding: \(padding.literal)") + (bias == nil ? ", bias: false)" : ")")
  }

  private var window: Size2D { Size2D(height: weight.shape[2], width: weight.shape[3]) }
}

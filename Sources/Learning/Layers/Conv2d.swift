import System
import TensorCore

/// A bank of kernels slid over an image: `(B, C, H, W)` to `(B, O, H', W')` with
/// H' = ⌊(H − dilation · (kernel − 1) − 1 + 2 · padding) / stride⌋ + 1, and W' likewise. PyTorch's name is `Conv2d`.
public struct Conv2d: Layer {
  /// `(O, C / groups, kernel height, kernel width)`; the second is 0 until the layer is sized.
  public let weight: Variable
  /// `(O)`, or none.
  public let bias: Variable?
  /// How far the kernels move between outputs.
  public let stride: Size2D
  /// How many zeros surround the image on each side.
  public let padding: Padding
  /// How far apart the pixels under a kernel are.
  public let dilation: Size2D
  /// Into so many equal parts channels and kernels are divided; each part of the kernels sees its part of the channels.
  public let groups: Int
  /// None for weights that were given.
  private let initialization: Initialization?

  /// Given weights `(O, C / groups, kh, kw)` and, unless there is none, a bias `(O)`.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0, dilation: Size2D = 1,
    groups: Int = 1
  ) {
    self.init(
      weight: weight, bias: bias, stride: stride, padding: Padding(padding), dilation: dilation, groups: groups)
  }

  /// The same with a padding that keeps the size, or differs from side to side.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Padding, dilation: Size2D = 1, groups: Int = 1
  ) {
    self.init(weight, bias, stride, padding, dilation, groups, nil)
  }

  /// Given sizes: `outChannels` kernels; the number of input channels follows from the input. Stops unless there is at
  /// least one kernel, its sides, stride and dilation are at least 1, the padding is not negative and the groups share the
  /// kernels evenly.
  public init(
    _ outChannels: Int, kernel: Size2D, stride: Size2D = 1, padding: Size2D = 0, dilation: Size2D = 1,
    groups: Int = 1, bias: Bool = true, initialization: Initialization = .kaimingUniform
  ) {
    self.init(
      outChannels, kernel: kernel, stride: stride, padding: Padding(padding), dilation: dilation, groups: groups,
      bias: bias, initialization: initialization)
  }

  /// The same with a padding that keeps the size, or differs from side to side: `Conv2d(8, kernel: 4, padding: .same)`.
  public init(
    _ outChannels: Int, kernel: Size2D, stride: Size2D = 1, padding: Padding, dilation: Size2D = 1, groups: Int = 1,
    bias: Bool = true, initialization: Initialization = .kaimingUniform
  ) {
    require(
      outChannels >= 1 && min(kernel.height, kernel.width) >= 1,
      "Conv2d: \(outChannels) kernels of \(kernel): all must be at least 1")
    self.init(
      Tensor(shape: [outChannels, 0, kernel.height, kernel.width], repeating: 0),
      bias ? Tensor(shape: [outChannels], repeating: 0) : nil, stride, padding, dilation, groups, initialization)
  }

  private init(
    _ weight: Tensor, _ bias: Tensor?, _ stride: Size2D, _ padding: Padding, _ dilation: Size2D, _ groups: Int,
    _ initialization: Initialization?
  ) {
    require(
      weight.rank == 4 && min(weight.shape[2], weight.shape[3]) >= 1,
      "Conv2d: the weight must be (O, C, height, width) with sides of at least 1; its shape is \(weight.shape)")
    require(
      bias == nil || bias?.shape == [weight.shape[0]],
      "Conv2d: the bias has shape \(bias?.shape ?? []); it must have one value for each of \(weight.shape[0]) kernels"
    )
    require(
      min(stride.height, stride.width, dilation.height, dilation.width) >= 1,
      "Conv2d: stride \(stride) and dilation \(dilation) must be at least 1")
    if case .sides(let top, let bottom, let left, let right) = padding {
      require(min(top, bottom, left, right) >= 0, "Conv2d: the padding \(padding) must not be negative")
    }
    require(
      padding != .same || stride == 1,
      "Conv2d: the padding that keeps the size needs a stride of 1; the stride is \(stride)")
    require(
      groups >= 1 && weight.shape[0] % groups == 0,
      "Conv2d: \(groups) groups cannot share \(weight.shape[0]) kernels; they must be a multiple of the number of groups"
    )
    require(
      !weight.shape[1].multipliedReportingOverflow(by: groups).overflow,
      "Conv2d: \(groups) groups of \(weight.shape[1]) channels are too many")
    self.weight = Variable(weight)
    self.bias = bias.map { Variable($0) }
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    self.initialization = initialization
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    convolve2d(
      input, kernel: weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public var namedParameters: [NamedParameter] { [("weight", weight)] + (bias.map { [("bias", $0)] } ?? []) }

  /// Whether the number of input channels is still to follow from the input.
  private var isOpen: Bool { initialization != nil && weight.shape[1] == 0 }

  public func sized(for input: [Int], using generator: inout SeededGenerator) -> Conv2d {
    guard let initialization, isOpen else { return self }
    requireFit(input)
    let shape = [weight.shape[0], input[0] / groups, window.height, window.width]
    let kernels = initialization.weight(shape, using: &generator)
    return Conv2d(
      kernels, bias.map { _ in Initialization.bias(for: shape, using: &generator) }, stride, padding, dilation,
      groups, initialization)
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkImage(input)
    guard isOpen || weight.shape[1] * groups == input[0] else {
      throw ShapeMismatch(expected: "an image of \(weight.shape[1] * groups) channels", found: input)
    }
    guard input[0] % groups == 0 else {
      throw ShapeMismatch(expected: "a number of channels that \(groups) groups can share", found: input)
    }
    let output = try ShapeMismatch.checkedPositions(
      input, window: window, stride: stride, padding: padding, dilation: dilation)
    return [weight.shape[0], output.height, output.width]
  }

  public func multiplyAdds(for input: [Int]) -> Int {
    guard let output = try? outputShape(for: input) else { return 0 }
    return product(of: output + [input[0] / groups, window.height, window.width])
  }

  public var description: String {
    "Conv2d(\(weight.shape[0]), kernel: \(window.literal)" + (stride == 1 ? "" : ", stride: \(stride.literal)")
      + (padding == Padding(0) ? "" : ", padding: \(padding.literal)")
      + (dilation == 1 ? "" : ", dilation: \(dilation.literal)") + (groups == 1 ? "" : ", groups: \(groups)")
      + (bias == nil ? ", bias: false)" : ")")
  }

  private var window: Size2D { Size2D(height: weight.shape[2], width: weight.shape[3]) }
}

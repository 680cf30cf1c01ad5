import System
import TensorCore

/// A convolution led backwards, which enlarges an image: `(B, C, H, W)` to `(B, O, H', W')` with
/// H' = (H − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1, and W' likewise. PyTorch's name is
/// `ConvTranspose2d`.
public struct ConvTranspose2d: Layer {
  /// `(C, O / groups, kernel height, kernel width)`; C is 0 until the layer is sized.
  public let weight: Variable
  /// `(O)`, or none.
  public let bias: Variable?
  /// How far apart neighbouring pixels' kernels lie in the output.
  public let stride: Size2D
  /// How many rows and columns of the output are cut off on each side.
  public let padding: Size2D
  /// How many more rows below and columns on the right there are.
  public let outputPadding: Size2D
  /// How far apart a kernel's elements lie in the output.
  public let dilation: Size2D
  /// Into so many equal parts the channels are divided; each part of the image's leads to its part of the output's.
  public let groups: Int
  /// None for weights that were given.
  private let initialization: Initialization?

  /// Given weights `(C, O / groups, kh, kw)` and, unless there is none, a bias `(O)`.
  public init(
    weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0, outputPadding: Size2D = 0,
    dilation: Size2D = 1, groups: Int = 1
  ) {
    self.init(weight, bias, stride, padding, outputPadding, dilation, groups, nil)
  }

  /// Given sizes: `outChannels` maps; the number of input channels follows from the input. Stops unless there is at least
  /// one, the kernel's sides, stride and dilation are at least 1, no padding is negative, the output padding is less than
  /// stride or dilation and the groups share the maps evenly.
  public init(
    _ outChannels: Int, kernel: Size2D, stride: Size2D = 1, padding: Size2D = 0, outputPadding: Size2D = 0,
    dilation: Size2D = 1, groups: Int = 1, bias: Bool = true, initialization: Initialization = .kaimingUniform
  ) {
    require(
      outChannels >= 1 && min(kernel.height, kernel.width) >= 1,
      "ConvTranspose2d: \(outChannels) maps by kernels of \(kernel): all must be at least 1")
    require(
      groups >= 1 && outChannels % groups == 0,
      "ConvTranspose2d: \(groups) groups cannot share \(outChannels) maps; they must be a multiple of the number of groups"
    )
    self.init(
      Tensor(shape: [0, outChannels / groups, kernel.height, kernel.width], repeating: 0),
      bias ? Tensor(shape: [outChannels], repeating: 0) : nil, stride, padding, outputPadding, dilation, groups,
      initialization)
  }

  private init(
    _ weight: Tensor, _ bias: Tensor?, _ stride: Size2D, _ padding: Size2D, _ outputPadding: Size2D,
    _ dilation: Size2D, _ groups: Int, _ initialization: Initialization?
  ) {
    require(
      weight.rank == 4 && min(weight.shape[2], weight.shape[3]) >= 1,
      "ConvTranspose2d: the weight must be (C, O / groups, height, width) with sides of at least 1; its shape is "
        + "\(weight.shape)")
    require(
      groups >= 1 && weight.shape[0] % groups == 0,
      "ConvTranspose2d: \(groups) groups cannot share \(weight.shape[0]) channels; they must be a multiple of the number "
        + "of groups")
    require(
      !weight.shape[1].multipliedReportingOverflow(by: groups).overflow,
      "ConvTranspose2d: \(groups) groups of \(weight.shape[1]) maps are too many")
    require(
      bias == nil || bias?.shape == [weight.shape[1] * groups],
      "ConvTranspose2d: the bias has shape \(bias?.shape ?? []); it must have one value for each of "
        + "\(weight.shape[1] * groups) maps")
    require(
      min(stride.height, stride.width, dilation.height, dilation.width) >= 1
        && min(padding.height, padding.width, outputPadding.height, outputPadding.width) >= 0
        && outputPadding.height < max(stride.height, dilation.height)
        && outputPadding.width < max(stride.width, dilation.width),
      "ConvTranspose2d: stride \(stride) and dilation \(dilation) must be at least 1, padding \(padding) and output padding "
        + "\(outputPadding) at least 0, and the output padding less than stride or dilation")
    self.weight = Variable(weight)
    self.bias = bias.map { Variable($0) }
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilation = dilation
    self.groups = groups
    self.initialization = initialization
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    convolveTransposed2d(
      input, kernel: weight, bias: bias, stride: stride, padding: padding, outputPadding: outputPadding,
      dilation: dilation, groups: groups)
  }

  public var namedParameters: [NamedParameter] { [("weight", weight)] + (bias.map { [("bias", $0)] } ?? []) }

  /// Whether the number of input channels is still to follow from the input.
  private var isOpen: Bool { initialization != nil && weight.shape[0] == 0 }

  /// PyTorch takes the second size of the weight for the number of inputs, though here it is that of the outputs.
  public func sized(for input: [Int], using generator: inout SeededGenerator) -> ConvTranspose2d {
    guard let initialization, isOpen else { return self }
    requireFit(input)
    let shape = [input[0]] + weight.shape[1...]
    let kernels = initialization.weight(shape, using: &generator)
    let start = bias.map { bias in
      Initialization.bias(for: [bias.shape[0]] + shape[1...], using: &generator)
    }
    return ConvTranspose2d(
      kernels, start, stride, padding, outputPadding, dilation, groups, initialization)
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkImage(input)
    guard isOpen || weight.shape[0] == input[0] else {
      throw ShapeMismatch(expected: "an image of \(weight.shape[0]) channels", found: input)
    }
    guard input[0] % groups == 0 else {
      throw ShapeMismatch(expected: "a number of channels that \(groups) groups can share", found: input)
    }
    guard min(input[1], input[2]) > 0 else { throw ShapeMismatch(expected: "an image of at least 1×1", found: input) }
    let sizes = TransposedConvolution.outputSize(
      of: Size2D(height: input[1], width: input[2]), window: window, stride: stride, padding: padding,
      outputPadding: outputPadding, dilation: dilation)
    guard let sizes else {
      func lastPosition(_ count: Int, _ side: KeyPath<Size2D, Int>) -> Double {
        let last = Double(count - 1) * Double(stride[keyPath: side])
        let reach = Double(dilation[keyPath: side]) * Double(window[keyPath: side] - 1)
        return last + reach + Double(outputPadding[keyPath: side]) - 2 * Double(padding[keyPath: side])
      }
      throw ShapeMismatch(
        expected: min(lastPosition(input[1], \.height), lastPosition(input[2], \.width)) < 0
          ? "an image of which padding \(padding) leaves some of the output" : "sizes that memory has addresses for",
        found: input)
    }
    return [weight.shape[1] * groups, sizes.height, sizes.width]
  }

  /// Each pixel meets every element of its kernels, those that are cut off too.
  public func multiplyAdds(for input: [Int]) -> Int {
    product(of: input + weight.shape[1...])
  }

  public var description: String {
    "ConvTranspose2d(\(weight.shape[1] * groups), kernel: \(window.literal)"
      + (stride == 1 ? "" : ", stride: \(stride.literal)") + (padding == 0 ? "" : ", padding: \(padding.literal)")
      + (outputPadding == 0 ? "" : ", outputPadding: \(outputPadding.literal)")
      + (dilation == 1 ? "" : ", dilation: \(dilation.literal)") + (groups == 1 ? "" : ", groups: \(groups)")
      + (bias == nil ? ", bias: false)" : ")")
  }

  private var window: Size2D { Size2D(height: weight.shape[2], width: weight.shape[3]) }
}

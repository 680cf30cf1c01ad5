import System
import TensorCore

/// The largest value of each window: `(B, C, H, W)` to `(B, C, H', W')` with H' = ⌊(H − window + 2 · padding) / stride⌋ + 1,
/// and W' likewise.
public struct MaxPool2d: Layer {
  /// Height and width of the window.
  public let window: Size2D
  /// How far it moves between outputs.
  public let stride: Size2D
  /// Places around the image, at most half the window, that are never the largest.
  public let padding: Size2D

  /// The stride is the window unless given.
  public init(_ window: Size2D, stride: Size2D? = nil, padding: Size2D = 0) {
    self.window = window
    self.stride = stride ?? window
    self.padding = padding
    checkPooling("MaxPool2d", window, self.stride, padding)
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    maxPool2d(input, window: window, stride: stride, padding: padding)
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try pooledShape(input, window: window, stride: stride, padding: padding)
  }

  public var description: String { "MaxPool2d" + pooledDescription(window, stride, padding) }
}

/// The mean of each window: `(B, C, H, W)` to `(B, C, H', W')` with H' = ⌊(H − window + 2 · padding) / stride⌋ + 1, and W'
/// likewise.
public struct AveragePool2d: Layer {
  /// Height and width of the window.
  public let window: Size2D
  /// How far it moves between outputs.
  public let stride: Size2D
  /// Zeros around the image, at most half the window; they count as values.
  public let padding: Size2D

  /// The stride is the window unless given.
  public init(_ window: Size2D, stride: Size2D? = nil, padding: Size2D = 0) {
    self.window = window
    self.stride = stride ?? window
    self.padding = padding
    checkPooling("AveragePool2d", window, self.stride, padding)
  }

  public func callAsFunction(_ input: Variable) -> Variable {
    averagePool2d(input, window: window, stride: stride, padding: padding)
  }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try pooledShape(input, window: window, stride: stride, padding: padding)
  }

  public var description: String { "AveragePool2d" + pooledDescription(window, stride, padding) }
}

/// The mean of each of a fixed number of bins, whatever the image's size: `(B, C, H, W)` to `(B, C, H', W')` with the H'
/// and W' it was given. PyTorch's name is `AdaptiveAvgPool2d`.
public struct AdaptiveAveragePool2d: Layer {
  /// The number of bins, down the rows and across the columns.
  public let size: Size2D

  /// Stops unless both numbers of bins are at least 1.
  public init(_ size: Size2D) {
    require(min(size.height, size.width) >= 1, "AdaptiveAveragePool2d: the size \(size) must be at least 1")
    self.size = size
  }

  public func callAsFunction(_ input: Variable) -> Variable { adaptiveAveragePool2d(input, size: size) }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkPixels(input)
    return [input[0], size.height, size.width]
  }

  public var description: String { "AdaptiveAveragePool2d(\(size.literal))" }
}

/// The mean of each channel: `(B, C, H, W)` to `(B, C)`. In PyTorch `AdaptiveAvgPool2d(1)` and `Flatten`.
public struct GlobalAveragePool2d: Layer {
  /// Without parameters.
  public init() {}

  public func callAsFunction(_ input: Variable) -> Variable { globalAveragePool2d(input) }

  public func outputShape(for input: [Int]) throws -> [Int] {
    try ShapeMismatch.checkPixels(input)
    return [input[0]]
  }

  public var description: String { "GlobalAveragePool2d" }
}

private func checkPooling(_ name: String, _ window: Size2D, _ stride: Size2D, _ padding: Size2D) {
  require(
    min(window.height, window.width, stride.height, stride.width) >= 1,
    "\(name): window \(window) and stride \(stride) must be at least 1")
  require(
    min(padding.height, padding.width) >= 0 && padding.height <= window.height / 2
      && padding.width <= window.width / 2,
    "\(name): the padding \(padding) must be from 0 to half the window \(window)")
}

private func pooledShape(_ input: [Int], window: Size2D, stride: Size2D, padding: Size2D) throws -> [Int] {
  try ShapeMismatch.checkImage(input)
  let output = try ShapeMismatch.checkedPositions(input, window: window, stride: stride, padding: Padding(padding))
  return [input[0], output.height, output.width]
}

private func pooledDescription(_ window: Size2D, _ stride: Size2D, _ padding: Size2D) -> String {
  "(\(window.literal)" + (stride == window ? "" : ", stride: \(stride.literal)")
    + (padding == 0 ? ")" : ", padding: \(padding.literal))")
}

extension ShapeMismatch {
  /// Throws unless `input` is an image with at least one pixel.
  fileprivate static func checkPixels(_ input: [Int]) throws {
    try checkImage(input)
    if min(input[1], input[2]) < 1 { throw ShapeMismatch(expected: "an image of at least 1×1", found: input) }
  }
}

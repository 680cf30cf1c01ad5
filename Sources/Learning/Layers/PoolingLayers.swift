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

private func checkPooling(_ name: String, _ window: Size2D, _ stride: Size2D, _ padding: Size2D) {
  require(
    min(window.height, window.width, stride.height, stride.width) >= 1,
    "\(name): window \(window) and stride \(stride) must be at least 1")
  require(
    min(padding.height, padding.width) >= 0 && 2 * padding.height <= window.height
      && 2 * padding.width <= window.width,
    "\(name): the padding \(padding) must be from 0 to half the window \(window)")
}

private func pooledShape(_ input: [Int], window: Size2D, stride: Size2D, padding: Size2D) throws -> [Int] {
  try ShapeMismatch.checkImage(input)
  let output = try ShapeMismatch.checkedPositions(input, window: window, stride: stride, padding: padding)
  return [input[0], output.height, output.width]
}

private func pooledDescription(_ window: Size2D, _ stride: Size2D, _ padding: Size2D) -> String {
  "(\(window.literal)" + (stride == window ? "" : ", stride: \(stride.literal)")
    + (padding == 0 ? ")" : ", padding: \(padding.literal))")
}

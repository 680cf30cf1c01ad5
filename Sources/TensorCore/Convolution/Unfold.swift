import System

/// The patches that a sliding window sees, each as a column: `(B, C · kh · kw, positions)` of an image `(B, C, H, W)`.
/// Rows follow channel, row and column of the window, columns the positions from left to right and top to bottom.
/// Stops if the window does not fit.
public func unfold(_ image: Tensor, window: Size2D, stride: Size2D = 1, padding: Size2D = 0) -> Tensor {
  require(image.rank == 4, "unfold: the image must be (B, C, H, W); its shape is \(image.shape)")
  let size = Size2D(height: image.shape[2], width: image.shape[3])
  let positions = slidingPositions(size, window: window, stride: stride, padding: padding)
  let padded = image.padded(by: padding)
  let rows = (0..<window.height).flatMap { i in
    (0..<window.width).map { j in padded.window(atRow: i, column: j, size: positions, stride: stride) }
  }
  // Stacked behind the channels, the shifted images are (B, C, kh · kw, H', W').
  return Tensor.stacked(rows, axis: 2).reshaped(
    image.shape[0], image.shape[1] * window.height * window.width, positions.height * positions.width)
}

extension Convolution {
  /// Each patch becomes a column and each kernel a row; then all dot products are one matrix product.
  func byUnfolding() -> Tensor {
    let rows = kernel.reshaped(outChannels, channels * window.height * window.width)
    let columns = unfold(image, window: window, stride: stride, padding: padding)
    let products = (0..<batch).map { matmul(rows, columns.selecting($0)) }
    guard !products.isEmpty else { return Tensor(shape: outputShape, repeating: 0) }
    let result = Tensor.stacked(products).reshaped(outputShape)
    return bias.map { result + $0.reshaped(1, outChannels, 1, 1) } ?? result
  }
}

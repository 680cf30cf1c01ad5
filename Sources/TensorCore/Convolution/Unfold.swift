import Kernels
import System

/// The patches that a sliding window sees, each as a column: `(B, C · kh · kw, positions)` of an image `(B, C, H, W)`.
/// Rows follow channel, row and column of the window, columns the positions from left to right and top to bottom.
/// Stops if the window does not fit. In PyTorch `torch.nn.functional.unfold`.
public func unfold(
  _ image: Tensor, window: Size2D, stride: Size2D = 1, padding: Size2D = 0, dilation: Size2D = 1
) -> Tensor {
  require(image.rank == 4, "unfold: the image must be (B, C, H, W); its shape is \(image.shape)")
  return unfold(
    image,
    checkedGeometry(
      "unfold", batch: image.shape[0], channels: image.shape[1], outChannels: 0,
      size: Size2D(height: image.shape[2], width: image.shape[3]), window: window, stride: stride,
      padding: Padding(padding), dilation: dilation))
}

private func unfold(_ image: Tensor, _ geometry: WindowGeometry) -> Tensor {
  let (down, across) = (geometry.down, geometry.across)
  let padded = image.padded(as: geometry)
  let shape = [
    image.shape[0], image.shape[1] * down.window * across.window, down.positions * across.positions,
  ]
  let patches = Tensor(
    shape: [image.shape[0], image.shape[1], down.window, across.window, down.positions, across.positions],
    strides: Array(padded.strides[..<2]) + [
      padded.strides[2] * down.dilation, padded.strides[3] * across.dilation, padded.strides[2] * down.stride,
      padded.strides[3] * across.stride,
    ], offset: padded.offset, storage: padded.storage)
  return patches.reshaped(shape)
}

extension Convolution {
  /// Each patch becomes a column and each kernel a row; then all dot products are one matrix product for each group.
  func byUnfolding(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor) -> Tensor {
    let groups = geometry.groups, taps = kernelShape[1...].reduce(1, *)
    let rows = kernel.reshaped(groups, geometry.outChannels, taps)
    let columns = unfold(image, geometry).reshaped(
      geometry.batch * groups, taps, geometry.down.positions * geometry.across.positions)
    let products = (0..<geometry.batch * groups).map { matmul(rows.selecting($0 % groups), columns.selecting($0)) }
    guard !products.isEmpty else { return Tensor(shape: outputShape, repeating: 0) }
    return Tensor.stacked(products).reshaped(outputShape) + bias.reshaped(1, outputShape[1], 1, 1)
  }
}

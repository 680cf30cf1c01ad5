import TensorCore

/// The largest value in each window of `(B, C, H, W)` or `(C, H, W)`; the gradient goes to that value, the first in a tie.
/// The stride is the window unless given. Stops if the window does not fit.
public func maxPool2d(
  _ image: Variable, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Variable {
  ofBatch(image) { image in
    let pixels = image.value
    return Variable(
      maxPool2d(pixels, window: window, stride: stride, padding: padding),
      from: (
        image,
        { maxPool2dGradient(pixels, outputGradient: $0, window: window, stride: stride, padding: padding) }
      ))
  }
}

/// The mean of each window of `(B, C, H, W)` or `(C, H, W)`, padded zeros counted; the gradient goes to all in equal shares.
/// The stride is the window unless given. Stops if the window does not fit.
public func averagePool2d(
  _ image: Variable, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Variable {
  ofBatch(image) { image in
    let pixels = image.value
    return Variable(
      averagePool2d(pixels, window: window, stride: stride, padding: padding),
      from: (
        image,
        { averagePool2dGradient(pixels, outputGradient: $0, window: window, stride: stride, padding: padding) }
      ))
  }
}

/// The mean of each of `size` bins of `(B, C, H, W)` or `(C, H, W)`, as the tensor function of this name; the gradient goes
/// to all pixels of a bin in equal shares. Stops if the shapes do not fit. PyTorch's name is
/// `torch.nn.functional.adaptive_avg_pool2d`.
public func adaptiveAveragePool2d(_ image: Variable, size: Size2D) -> Variable {
  ofBatch(image) { image in
    let pooled = adaptiveAveragePool2d(image.value, size: size)
    let whole = Size2D(height: image.shape[2], width: image.shape[3])
    return Variable(pooled, from: (image, { adaptiveAveragePool2dGradient($0, size: whole) }))
  }
}

/// The mean of each channel, `(B, C, H, W)` to `(B, C)` or `(C, H, W)` to `(C)`; the gradient goes to all pixels in equal
/// shares. Stops if there is no pixel.
public func globalAveragePool2d(_ image: Variable) -> Variable {
  let pooled = adaptiveAveragePool2d(image, size: 1)
  return pooled.reshaped(Array(pooled.shape.dropLast(2)))
}

/// What an operation makes of a batch, or of one image as a batch of its own.
func ofBatch(_ image: Variable, _ operation: (Variable) -> Variable) -> Variable {
  image.shape.count == 3 ? operation(image.unsqueezed(axis: 0)).squeezed(axis: 0) : operation(image)
}

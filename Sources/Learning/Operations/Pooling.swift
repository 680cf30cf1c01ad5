import System
import TensorCore

/// The largest value in each window of `(B, C, H, W)`; the gradient goes to that value, the first in a tie. The stride
/// is the window unless given. Stops if the window does not fit.
public func maxPool2d(
  _ image: Variable, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Variable {
  checkImage(image, "maxPool2d")
  let pixels = image.value
  return Variable(
    maxPool2d(pixels, window: window, stride: stride, padding: padding),
    from: (
      image,
      { maxPool2dGradient(pixels, outputGradient: $0, window: window, stride: stride, padding: padding) }
    ))
}

/// The mean of each window of `(B, C, H, W)`, padded zeros counted; the gradient goes to all in equal shares. The stride
/// is the window unless given. Stops if the window does not fit.
public func averagePool2d(
  _ image: Variable, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Variable {
  checkImage(image, "averagePool2d")
  let pixels = image.value
  return Variable(
    averagePool2d(pixels, window: window, stride: stride, padding: padding),
    from: (
      image,
      { averagePool2dGradient(pixels, outputGradient: $0, window: window, stride: stride, padding: padding) }
    ))
}

private func checkImage(_ image: Variable, _ name: StaticString) {
  require(image.shape.count == 4, "\(name): a variable image must be (B, C, H, W); its shape is \(image.shape)")
}

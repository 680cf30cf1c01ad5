import System

/// The gradient of maximum pooling's image: each output's gradient goes to the largest element of its window, the
/// first of several (of several NaN the last).
///
/// - Parameters:
///   - image: `(B, C, H, W)`.
///   - outputGradient: `(B, C, H', W')`, the shape that `maxPool2d` returned.
///   - window: As given to `maxPool2d`.
///   - stride: As given to `maxPool2d`.
///   - padding: As given to `maxPool2d`.
/// - Returns: `(B, C, H, W)`.
///
/// Stops if the shapes do not belong to one pooling.
public func maxPool2dGradient(
  _ image: Tensor, outputGradient: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Tensor {
  gradient(.maximum, of: image, outputGradient, window: window, stride: stride, padding: padding)
}

/// The gradient of average pooling's image: each output's gradient, in equal shares, to all of its window. What goes
/// to the padding is lost.
///
/// - Parameters:
///   - image: `(B, C, H, W)`; only its shape counts.
///   - outputGradient: `(B, C, H', W')`, the shape that `averagePool2d` returned.
///   - window: As given to `averagePool2d`.
///   - stride: As given to `averagePool2d`.
///   - padding: As given to `averagePool2d`.
/// - Returns: `(B, C, H, W)`.
///
/// Stops if the shapes do not belong to one pooling.
public func averagePool2dGradient(
  _ image: Tensor, outputGradient: Tensor, window: Size2D, stride: Size2D? = nil, padding: Size2D = 0
) -> Tensor {
  gradient(.average, of: image, outputGradient, window: window, stride: stride, padding: padding)
}

private func gradient(
  _ kind: PoolingKind, of image: Tensor, _ outputGradient: Tensor, window: Size2D, stride: Size2D?, padding: Size2D
) -> Tensor {
  let operation = "\(kind.rawValue)Gradient"
  require(image.rank == 4, "\(operation): the image must be (B, C, H, W); its shape is \(image.shape)")
  let pooling = Pooling(
    operation, image: image, kind: kind, window: window, stride: stride ?? window, padding: padding)
  require(
    outputGradient.shape == pooling.outputShape,
    "\(operation): the gradient has shape \(outputGradient.shape); the output of this pooling has "
      + "\(pooling.outputShape)")
  return image.withUnsafeElements { pixels in
    outputGradient.withUnsafeElements { gradients in
      Tensor(shape: image.shape) { result in
        let geometry = pooling.geometry
        if kind == .maximum {
          geometry.maximumGradient(
            images: pixels, outputGradients: gradients, planes: 0..<geometry.batch, into: result)
        } else {
          geometry.averageGradient(outputGradients: gradients, planes: 0..<geometry.batch, into: result)
        }
      }
    }
  }
}

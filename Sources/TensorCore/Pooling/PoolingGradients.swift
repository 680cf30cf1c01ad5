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
  let pooling = Pooling(image: image, kind: .maximum, window: window, stride: stride ?? window, padding: padding)
  return pooling.gradient(outputGradient)
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
  let pooling = Pooling(image: image, kind: .average, window: window, stride: stride ?? window, padding: padding)
  return pooling.gradient(outputGradient)
}

extension Pooling {
  fileprivate func gradient(_ outputGradient: Tensor) -> Tensor {
    require(
      outputGradient.shape == outputShape,
      "\(kind.rawValue)Gradient: the gradient has shape \(outputGradient.shape); the output of this pooling has "
        + "\(outputShape)")
    return image.withUnsafeElements { pixels in
      outputGradient.withUnsafeElements { gradients in
        Tensor(shape: image.shape) { result in
          result.update(repeating: 0)
          if kind == .maximum {
            geometry.addMaximumGradient(
              images: pixels, outputGradients: gradients, planes: 0..<geometry.batch, into: result)
          } else {
            geometry.addAverageGradient(outputGradients: gradients, planes: 0..<geometry.batch, into: result)
          }
        }
      }
    }
  }
}

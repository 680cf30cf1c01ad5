import Kernels
import TensorCore

/// Each element, or 0 where it is negative: the gradient passes where the element is positive, and not at 0.
public func relu(_ x: Variable) -> Variable { pointwise(x, x.value.relu(), Pointwise.reluGradient) }

/// 1 / (1 + e⁻ˣ) of each element: the derivative is y · (1 − y).
public func sigmoid(_ x: Variable) -> Variable { pointwise(x, x.value.sigmoid(), Pointwise.sigmoidGradient) }

/// The hyperbolic tangent of each element: the derivative is 1 − y².
public func tanh(_ x: Variable) -> Variable { pointwise(x, x.value.tanh(), Pointwise.tanhGradient) }

/// Each element, or `slope` times it where it is negative: the gradient passes whole where the element is positive, and
/// `slope` times elsewhere. PyTorch: `leaky_relu`.
public func leakyReLU(_ x: Variable, slope: Float = 0.01) -> Variable {
  let value = x.value
  return Variable(
    leakyReLU(value, slope: slope), from: (x, { $0 * value.map { $0 > 0 ? 1 : slope } }))
}

extension Variable {
  /// Each element, or 0 where it is negative, with the derivative of `relu`.
  public func relu() -> Variable { Learning.relu(self) }
  /// 1 / (1 + e⁻ˣ) of each element, with the derivative of `sigmoid`.
  public func sigmoid() -> Variable { Learning.sigmoid(self) }
  /// The hyperbolic tangent of each element, with the derivative of `tanh`.
  public func tanh() -> Variable { Learning.tanh(self) }
}

private typealias Derivative = (
  _ output: UnsafePointer<Float>, _ upstream: UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>
) -> Void

/// The variable `y` computed from `x` element by element, whose derivative can be told from `y`.
private func pointwise(_ x: Variable, _ y: Tensor, _ gradient: @escaping Derivative) -> Variable {
  Variable(
    y,
    from: (
      x,
      { upstream in
        y.withUnsafeElements { output in
          upstream.withUnsafeElements { upstream in
            Tensor(shape: y.shape) { target in
              guard let output = output.baseAddress, let upstream = upstream.baseAddress else { return }
              gradient(output, upstream, target.count, target.baseAddress!)
            }
          }
        }
      }
    ))
}

/// One step of an optimiser for one parameter, in one pass over its memory.
public enum OptimizerSteps {
  /// Stochastic gradient descent with momentum: `v ← μ · v + g`, then `p ← p − rate · v`, or with Nesterov's look
  /// ahead `p ← p − rate · (g + μ · v)`; `g` includes `decay · p`. On the first step `v ← g`.
  @inline(never)
  public static func momentum(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, velocity: UnsafeMutablePointer<Float>,
    count: Int, rate: Float, momentum: Float, decay: Float, isNesterov: Bool, isFirst: Bool
  ) {
    for index in 0..<count {
      let slope = gradient[index] + decay * parameter[index]
      let speed = isFirst ? slope : momentum * velocity[index] + slope
      velocity[index] = speed
      parameter[index] -= rate * (isNesterov ? slope + momentum * speed : speed)
    }
  }

  /// Plain descent: `p ← p − rate · (g + decay · p)`.
  @inline(never)
  public static func descent(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, count: Int, rate: Float, decay: Float
  ) {
    for index in 0..<count { parameter[index] -= rate * (gradient[index] + decay * parameter[index]) }
  }

  /// Adam: means of the gradient and of its square, each corrected for having started at zero.
  ///
  /// `rate` is already divided by the first correction, `rootCorrection` is the square root of the second.
  @inline(never)
  public static func adam(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>, count: Int, rate: Float, beta1: Float, beta2: Float, epsilon: Float,
    rootCorrection: Float, decay: Float
  ) {
    for index in 0..<count {
      let slope = gradient[index] + decay * parameter[index]
      let first = mean[index] + (slope - mean[index]) * (1 - beta1)
      let second = square[index] * beta2 + slope * slope * (1 - beta2)
      mean[index] = first
      square[index] = second
      parameter[index] -= rate * (first / (second.squareRoot() / rootCorrection + epsilon))
    }
  }

  /// Adadelta: the step is the gradient times the root of the ratio of past squared steps to past squared gradients.
  @inline(never)
  public static func adadelta(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, square: UnsafeMutablePointer<Float>,
    squaredStep: UnsafeMutablePointer<Float>, count: Int, rate: Float, rho: Float, epsilon: Float, decay: Float
  ) {
    for index in 0..<count {
      let slope = gradient[index] + decay * parameter[index]
      let second = square[index] * rho + slope * slope * (1 - rho)
      let step = (squaredStep[index] + epsilon).squareRoot() / (second + epsilon).squareRoot() * slope
      square[index] = second
      squaredStep[index] = squaredStep[index] * rho + step * step * (1 - rho)
      parameter[index] -= rate * step
    }
  }
}

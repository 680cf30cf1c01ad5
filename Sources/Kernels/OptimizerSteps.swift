import CProcessor

/// One step of an optimiser for one parameter, in one pass over its memory, sixteen elements at a time.
public enum OptimizerSteps {
  /// Stochastic gradient descent with momentum: `v ← μ · v + g`, then `p ← p − rate · v`, or with Nesterov's look
  /// ahead `p ← p − rate · (g + μ · v)`; `g` includes `decay · p`. On the first step `v ← g`.
  public static func momentum(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, velocity: UnsafeMutablePointer<Float>,
    count: Int, rate: Float, momentum: Float, decay: Float, isNesterov: Bool, isFirst: Bool
  ) {
    forEachLanes(count) { place in
      var p = place.load(parameter), v = place.load(velocity)
      let g = place.load(gradient) + decay * p
      v = isFirst ? g : momentum * v + g
      p -= rate * (isNesterov ? g + momentum * v : v)
      place.store(v, velocity)
      place.store(p, parameter)
    }
  }

  /// Plain descent: `p ← p − rate · (g + decay · p)`.
  public static func descent(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, count: Int, rate: Float, decay: Float
  ) {
    forEachLanes(count) { place in
      let p = place.load(parameter)
      place.store(p - rate * (place.load(gradient) + decay * p), parameter)
    }
  }

  /// Adam: means of the gradient and of its square, each corrected for having started at zero.
  ///
  /// `rate` is already divided by the first correction, `rootCorrection` is the square root of the second. Before all else
  /// `p ← kept · p`.
  public static func adam(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, mean: UnsafeMutablePointer<Float>,
    square: UnsafeMutablePointer<Float>, count: Int, rate: Float, beta1: Float, beta2: Float, epsilon: Float,
    rootCorrection: Float, decay: Float, keeping kept: Float
  ) {
    forEachLanes(count) { place in
      let p = kept * place.load(parameter)
      let g = place.load(gradient) + decay * p
      var m = place.load(mean)
      m += (g - m) * (1 - beta1)
      let s = place.load(square) * beta2 + g * g * (1 - beta2)
      place.store(m, mean)
      place.store(s, square)
      place.store(p - rate * (m / (squareRoots(s) / rootCorrection + epsilon)), parameter)
    }
  }

  /// Adadelta: the step is the gradient times the root of the ratio of past squared steps to past squared gradients.
  public static func adadelta(
    parameter: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, square: UnsafeMutablePointer<Float>,
    squaredStep: UnsafeMutablePointer<Float>, count: Int, rate: Float, rho: Float, epsilon: Float, decay: Float
  ) {
    forEachLanes(count) { place in
      let p = place.load(parameter)
      let g = place.load(gradient) + decay * p
      let s = place.load(square) * rho + g * g * (1 - rho)
      let u = place.load(squaredStep)
      let step = squareRoots(u + epsilon) / squareRoots(s + epsilon) * g
      place.store(s, square)
      place.store(u * rho + step * step * (1 - rho), squaredStep)
      place.store(p - rate * step, parameter)
    }
  }

  /// Up to sixteen neighbouring elements of arrays that are changed together.
  private struct Place {
    let start: Int
    let count: Int

    @inline(__always)
    func load(_ array: UnsafePointer<Float>) -> Lanes {
      count == laneCount ? Kernels.load(array + start) : Kernels.load(array + start, first: count)
    }

    @inline(__always)
    func store(_ lanes: Lanes, _ array: UnsafeMutablePointer<Float>) {
      Kernels.store(lanes, first: count, array + start)
    }
  }

  /// Calls `body` in one place, for whole registers and the rest alike: it is long, and would be compiled twice.
  @inline(__always)
  private static func forEachLanes(_ count: Int, _ body: (Place) -> Void) {
    for start in stride(from: 0, to: count, by: laneCount) {
      body(Place(start: start, count: min(laneCount, count &- start)))
    }
  }
}

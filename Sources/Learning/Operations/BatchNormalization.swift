import Kernels
import Synchronization
import System
import TensorCore

/// Each channel of a batch brought to mean 0 and variance 1, then times its weight plus its bias (Ioffe and Szegedy, "Batch
/// normalization", 2015). PyTorch: `batch_norm` during training.
///
/// - Parameters:
///   - x: `(B, C, …)`, with at least two values of each channel.
///   - weight: `(C)`.
///   - bias: `(C)`.
///   - epsilon: Added to the variances before their roots are taken.
/// - Returns: The result in the shape of x, and each channel's mean and variance (divided by the number of values), `(C)`.
///
/// With x̂ the normalised values, n of each channel, the gradients are `Σ g · x̂` for the weight, `Σ g` for the bias and
/// `weight / √(variance + ε) · (g − Σ g / n − x̂ · Σ g · x̂ / n)` for x. Stops if the shapes do not fit.
public func batchNorm(
  _ x: Variable, weight: Variable, bias: Variable, epsilon: Float = 1e-5
) -> (result: Variable, mean: Tensor, variance: Tensor) {
  let planes = ChannelPlanes(x.value, weight, bias), count = Double(planes.valuesPerChannel)
  require(
    count >= 2,
    "batchNorm: a batch of shape \(x.shape) has too few values of each channel: \(planes.valuesPerChannel); it takes two to vary"
  )
  let statistics = planes.map { channel -> (mean: Double, variance: Double) in
    let mean = planes.sum(channel) { Reductions.sum($0, count: $1) } / count
    return (mean, planes.sum(channel) { Reductions.sumOfSquares($0, count: $1, around: mean) } / count)
  }
  let result = normalized(x, weight, bias, planes, statistics, epsilon, isOfBatch: true)
  return (result, Tensor(statistics.map { Float($0.mean) }), Tensor(statistics.map { Float($0.variance) }))
}

/// The same with a mean and a variance `(C)` that are given: each value's result depends on itself alone. PyTorch:
/// `batch_norm` in evaluation.
public func batchNorm(
  _ x: Variable, weight: Variable, bias: Variable, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5
) -> Variable {
  let planes = ChannelPlanes(x.value, weight, bias)
  require(
    mean.shape == weight.shape && variance.shape == weight.shape,
    "batchNorm: mean and variance must have one value for each channel, as the weight \(weight.shape) (mean "
      + "\(mean.shape), variance \(variance.shape))")
  let statistics = zip(mean.elements, variance.elements).map { (mean: Double($0), variance: Double($1)) }
  return normalized(x, weight, bias, planes, statistics, epsilon, isOfBatch: false)
}

/// The variable `(x − mean) / √(variance + ε) · weight + bias`. If the statistics are those of the batch they depend on x
/// too.
private func normalized(
  _ x: Variable, _ weight: Variable, _ bias: Variable, _ planes: ChannelPlanes,
  _ statistics: [(mean: Double, variance: Double)], _ epsilon: Float, isOfBatch: Bool
) -> Variable {
  require(epsilon >= 0, "batchNorm: epsilon \(epsilon) must not be negative")
  let (weights, biases) = (weight.value.elements, bias.value.elements)
  let inverses = statistics.map { 1 / ($0.variance + Double(epsilon)).squareRoot() }
  let result = planes.filled { channel, x, _, count, target in
    Normalization.normalize(
      x, count: count, mean: statistics[channel].mean, scale: Float(Double(weights[channel]) * inverses[channel]),
      shift: biases[channel], into: target)
  }
  let sums = SharedSums { upstream in
    planes.map { channel in
      planes.sums(channel, with: upstream) { x, g, count in
        Normalization.sums(upstream: g, x, count: count, mean: statistics[channel].mean)
      }
    }
  }
  let toInput = { (upstream: Tensor) in
    guard isOfBatch else {
      return planes.filled(with: upstream) { channel, _, g, size, target in
        let scale = Float(Double(weights[channel]) * inverses[channel])
        for place in 0..<size { target[place] = g[place] * scale }
      }
    }
    let (sums, count) = (sums.of(upstream), Double(planes.valuesPerChannel))
    return planes.filled(with: upstream) { channel, x, g, size, target in
      let inverse = inverses[channel], scale = Double(weights[channel]) * inverse
      // How the statistics change with each value.
      let share = -scale / count
      Normalization.gradient(
        upstream: g, x, count: size, mean: statistics[channel].mean, scale: Float(scale),
        slope: Float(share * sums[channel].products * inverse * inverse),
        shift: Float(share * sums[channel].upstream),
        into: target)
    }
  }
  return Variable(
    result, from: (x, toInput),
    (weight, { Tensor(zip(sums.of($0), inverses).map { Float($0.products * $1) }) }),
    (bias, { Tensor(sums.of($0).map { Float($0.upstream) }) }))
}

/// What a channel's upstream gradients add up to: the gradients of all three operands are made of it, so it is kept for
/// the gradient that was asked for last. Several threads may follow results of their own back to one normalisation.
private final class SharedSums: Sendable {
  typealias Sums = [(upstream: Double, products: Double)]
  private let compute: @Sendable (Tensor) -> Sums
  private let last = Mutex<(upstream: Tensor, sums: Sums)?>(nil)

  init(_ compute: @escaping @Sendable (Tensor) -> Sums) { self.compute = compute }

  func of(_ upstream: Tensor) -> Sums {
    // While the tensor is kept here, nothing else can take its memory.
    if let last = last.withLock(\.self), last.upstream.isIdentical(to: upstream) { return last.sums }
    let sums = compute(upstream.contiguous())
    last.withLock { $0 = (upstream, sums) }
    return sums
  }
}

/// The planes of `(B, C, …)`: what a channel holds of each example lies in one piece. Threads share the channels; what a
/// channel comes to is added up example by example.
private struct ChannelPlanes: Sendable {
  private let x: Tensor
  private let batch, channels, size: Int

  init(_ x: Tensor, _ weight: Variable, _ bias: Variable) {
    require(
      x.rank >= 2 && weight.shape == [x.shape[1]] && bias.shape == weight.shape,
      "batchNorm: x must be (B, C, …), weight and bias (C) (x \(x.shape), weight \(weight.shape), bias \(bias.shape))"
    )
    self.x = x.contiguous()
    (batch, channels) = (x.shape[0], x.shape[1])
    size = x.shape.dropFirst(2).reduce(1, *)
  }

  var valuesPerChannel: Int { batch * size }

  /// `body` of each channel.
  func map<Result>(_ body: @Sendable (_ channel: Int) -> Result) -> [Result] {
    // All threads share the memory of the empty array.
    guard channels > 0 else { return [] }
    return [Result](unsafeUninitializedCapacity: channels) { results, count in
      let places = SharedMemory(results.baseAddress)
      forEachChannel { channel in
        if let places = places.value { (places + channel).initialize(to: body(channel)) }
      }
      count = channels
    }
  }

  /// The sum of `body` over a channel's planes.
  func sum(_ channel: Int, _ body: (UnsafePointer<Float>, _ count: Int) -> Double) -> Double {
    x.withUnsafeElements { x in
      (0..<batch).reduce(0) { $0 + body(x.baseAddress! + start($1, channel), size) }
    }
  }

  /// The sums of `body` over a channel's planes of x and of `other`, a tensor of the same shape.
  func sums(
    _ channel: Int, with other: Tensor,
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>, _ count: Int) -> (upstream: Double, products: Double)
  ) -> (upstream: Double, products: Double) {
    x.withUnsafeElements { x in
      other.withUnsafeElements { other in
        var sums = (upstream: 0.0, products: 0.0)
        for image in 0..<batch {
          let place = start(image, channel)
          let next = body(x.baseAddress! + place, other.baseAddress! + place, size)
          sums.upstream += next.upstream
          sums.products += next.products
        }
        return sums
      }
    }
  }

  /// A tensor of x's shape, each plane written by `body` from the same plane of x and of `other`, x itself unless given.
  func filled(
    with other: Tensor? = nil,
    _ body:
      @Sendable (
        _ channel: Int, UnsafePointer<Float>, UnsafePointer<Float>, _ count: Int, UnsafeMutablePointer<Float>
      ) -> Void
  ) -> Tensor {
    x.withUnsafeElements { x in
      (other ?? self.x).withUnsafeElements { other in
        Tensor(shape: self.x.shape) { target in
          let memory = SharedMemory((x.baseAddress!, other.baseAddress!, target.baseAddress!))
          forEachChannel { channel in
            let (x, other, target) = memory.value
            for image in 0..<batch {
              let place = start(image, channel)
              body(channel, x + place, other + place, size, target + place)
            }
          }
        }
      }
    }
  }

  private func start(_ image: Int, _ channel: Int) -> Int { (image * channels + channel) * size }

  private func forEachChannel(_ body: @Sendable (Int) -> Void) {
    Threads.forEach(pieces: channels, work: 8 * x.count, body)
  }
}

import Kernels
import System

/// A number for each step of training, or each epoch: a learning rate, or what one is multiplied by.
///
///     let warmUp = Schedule.linear(from: 0.01, to: 0.1, over: 5)
///     let rate = warmUp.then(.cosine(from: 0.1, to: 0, over: 45), after: 5)
///     try classifier.fit(images, labels, epochs: 50, rate: { epoch in rate(epoch - 1) })
///
/// Or, step by step, `optimizer.rate = rate(step)`.
public struct Schedule: Sendable {
  private let value: @Sendable (Int) -> Double

  /// The number at a step, counted from 0. Stops for a negative step.
  public func callAsFunction(_ step: Int) -> Float {
    require(step >= 0, "Schedule: steps are counted from 0; there is no step \(step)")
    return Float(value(step))
  }

  /// The same number at every step.
  public static func constant(_ value: Float) -> Schedule { Schedule { _ in Double(value) } }

  /// `start`, multiplied by `factor` every `period` steps. PyTorch: `StepLR`. Stops unless the period is at least 1.
  public static func steps(from start: Float, every period: Int, times factor: Float) -> Schedule {
    require(period >= 1, "Schedule: a period of \(period) steps; it must be at least 1")
    return Schedule { step in Double(start) * power(Double(factor), step / period) }
  }

  /// From `start` to `end` in equal steps, `count` of them, and `end` from there on. PyTorch: `LinearLR`. Stops unless
  /// there is at least one step.
  public static func linear(from start: Float, to end: Float, over count: Int) -> Schedule {
    require(count >= 1, "Schedule: from \(start) to \(end) over \(count) steps; there must be at least 1")
    return Schedule { step in
      step >= count ? Double(end) : Double(start) + (Double(end) - Double(start)) * Double(step) / Double(count)
    }
  }

  /// From `start` to `end` along half a wave of the cosine in `count` steps, slow at both ends, and the same way back from
  /// there (Loshchilov and Hutter, "SGDR", 2017). PyTorch: `CosineAnnealingLR`. Stops unless there is at least one step.
  public static func cosine(from start: Float, to end: Float, over count: Int) -> Schedule {
    require(count >= 1, "Schedule: from \(start) to \(end) over \(count) steps; there must be at least 1")
    return Schedule { step in
      // Every other half of the wave goes back.
      let turn = step / count % 2 == 0 ? step % count : count - step % count
      return Double(end) + (Double(start) - Double(end)) * (1 + Elementary.cos(.pi * Double(turn) / Double(count)))
        / 2
    }
  }

  /// This schedule for `count` steps, then the other from its beginning. PyTorch: `SequentialLR`. Stops if the number is
  /// negative.
  public func then(_ next: Schedule, after count: Int) -> Schedule {
    require(count >= 0, "Schedule: after \(count) steps; it must not be negative")
    return Schedule { step in step < count ? value(step) : next.value(step - count) }
  }

  /// Both multiplied, one of them usually of factors: a warm-up `.linear(from: 0.1, to: 1, over: 5)` of any other.
  /// PyTorch: `ChainedScheduler`.
  public static func * (left: Schedule, right: Schedule) -> Schedule {
    Schedule { step in left.value(step) * right.value(step) }
  }

  /// `base` times itself, `count` times.
  private static func power(_ base: Double, _ count: Int) -> Double {
    var (result, square, rest) = (1.0, base, count)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

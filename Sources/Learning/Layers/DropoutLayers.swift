import System
import TensorCore

/// During training each element becomes 0 with probability `rate` and the others grow by 1 / (1 − rate); otherwise nothing
/// happens. Any shape.
public struct Dropout: Layer {
  /// The probability of becoming 0, from 0 to 1.
  public let rate: Float

  /// Stops unless `rate` is a probability.
  public init(_ rate: Float) {
    require(rate >= 0 && rate <= 1, "Dropout: the rate \(rate) is not a probability from 0 to 1")
    self.rate = rate
  }

  public func callAsFunction(_ input: Variable) -> Variable { input }

  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    dropout(input, rate: rate, using: generator)
  }

  public var description: String { "Dropout(\(rate))" }
}

/// During training each whole map of `(B, C, H, W)` becomes 0 with probability `rate` and the others grow by
/// 1 / (1 − rate); otherwise nothing happens.
public struct Dropout2d: Layer {
  /// The probability of becoming 0, from 0 to 1.
  public let rate: Float

  /// Stops unless `rate` is a probability.
  public init(_ rate: Float) {
    require(rate >= 0 && rate <= 1, "Dropout2d: the rate \(rate) is not a probability from 0 to 1")
    self.rate = rate
  }

  public func callAsFunction(_ input: Variable) -> Variable { input }

  public func callAsFunction(_ input: Variable, training generator: SeededGenerator) -> Variable {
    dropout2d(input, rate: rate, using: generator)
  }

  public func outputShape(for input: [Int]) throws -> [Int] { try ShapeMismatch.checkAxis(input) }

  public var description: String { "Dropout2d(\(rate))" }
}

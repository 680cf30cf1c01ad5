import System
import TensorCore

/// Each element becomes 0 with probability `rate`, and the others grow by 1 / (1 − rate), so that the expected sum stays
/// (Srivastava and others, "Dropout", 2014). The gradient passes through the same mask.
///
/// - Parameters:
///   - x: Any shape.
///   - rate: From 0 to 1.
///   - generator: Decides which elements; the same generator gives the same mask.
public func dropout(_ x: Variable, rate: Float, using generator: SeededGenerator) -> Variable {
  dropout(x, maskShape: x.shape, rate, generator)
}

/// Whole maps of `(B, C, H, W)` become 0 with probability `rate`, and the others grow by 1 / (1 − rate): neighbouring
/// pixels tell nearly the same, so dropping single ones would hide little. Of `(B, C)` each element is a map of its own.
/// Stops for any other shape than `(B, C, …)`.
public func dropout2d(_ x: Variable, rate: Float, using generator: SeededGenerator) -> Variable {
  require(x.shape.count >= 2, "dropout2d: x must be (B, C, …); its shape is \(x.shape)")
  let maskShape = x.shape.enumerated().map { axis, size in axis < 2 ? size : 1 }
  return dropout(x, maskShape: maskShape, rate, generator)
}

private func dropout(
  _ x: Variable, maskShape: [Int], _ rate: Float, _ generator: SeededGenerator
) -> Variable {
  require(rate >= 0 && rate <= 1, "dropout: the rate \(rate) is not a probability from 0 to 1")
  var generator = generator
  let kept = rate < 1 ? 1 / (1 - rate) : 0
  let mask = Tensor(shape: maskShape) { mask in
    for index in mask.indices { mask[index] = generator.uniform() < rate ? 0 : kept }
  }
  return Variable(x.value * mask, from: (x, { $0 * mask }))
}

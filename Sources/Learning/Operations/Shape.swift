import System
import TensorCore

extension Variable {
  /// The same elements in another shape, one size of which may be −1.
  public func reshaped(_ sizes: Int...) -> Variable { reshaped(sizes) }

  /// The same elements in another shape, one size of which may be −1.
  public func reshaped(_ sizes: [Int]) -> Variable {
    let shape = shape
    return Variable(value.reshaped(sizes), from: (self, { $0.reshaped(shape) }))
  }

  /// `(B, …)` as `(B, product of the rest)`. Stops for a single number.
  public func flattened() -> Variable {
    require(shape.count >= 1, "flattened: a single number has no batch axis")
    return reshaped(shape[0], shape.dropFirst().reduce(1, *))
  }
}

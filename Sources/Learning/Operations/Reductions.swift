import TensorCore

extension Variable {
  /// The sum of all elements, a single number.
  public func sum() -> Variable {
    let shape = shape
    return Variable(Tensor(value.sum()), from: (self, { $0.broadcast(to: shape) }))
  }

  /// The mean of all elements, a single number; NaN if there are none.
  public func mean() -> Variable {
    let (shape, count) = (shape, Float(value.count))
    return Variable(Tensor(value.mean()), from: (self, { ($0 / count).broadcast(to: shape) }))
  }

  /// The sums over one axis, which disappears; −1 is the last. Stops if there is no such axis.
  public func sum(axis: Int) -> Variable {
    let shape = shape
    return Variable(
      value.sum(axes: axis),
      from: (self, { $0.unsqueezed(axis: axis < 0 ? axis + shape.count : axis).broadcast(to: shape) }))
  }

  /// The means over one axis, which disappears; −1 is the last. Stops if there is no such axis.
  public func mean(axis: Int) -> Variable {
    let total = sum(axis: axis)
    return total / Float(shape[axis < 0 ? axis + shape.count : axis])
  }
}

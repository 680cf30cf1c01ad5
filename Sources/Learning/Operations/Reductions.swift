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
  public func sum(axis: Int) -> Variable { sum(axes: [axis]) }

  /// The means over one axis, which disappears; −1 is the last. Stops if there is no such axis.
  public func mean(axis: Int) -> Variable { mean(axes: [axis]) }

  /// The sums over the given axes, which disappear, or stay with size 1.
  public func sum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    sum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The sums over the given axes, which disappear, or stay with size 1.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let shape = shape, kept = shapeKeeping(axes)
    return Variable(
      value.sum(axes: axes, keepingAxes: keepingAxes), from: (self, { $0.reshaped(kept).broadcast(to: shape) }))
  }

  /// The means over the given axes, which disappear, or stay with size 1.
  public func mean(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    mean(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The means over the given axes, which disappear, or stay with size 1.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let shape = shape, kept = shapeKeeping(axes), mean = value.mean(axes: axes, keepingAxes: keepingAxes)
    let count = Float(axes.reduce(1) { $0 * shape[value.resolved(axis: $1, "mean")] })
    return Variable(mean, from: (self, { ($0 / count).reshaped(kept).broadcast(to: shape) }))
  }

  /// The mean squared distance from the mean, a single number (divided by the number of elements, not one less).
  public func variance() -> Variable { variance(axes: Array(shape.indices)) }

  /// The square root of the variance, a single number; where all elements are equal no gradient passes.
  public func standardDeviation() -> Variable {
    let deviation = Tensor(value.standardDeviation())
    return Variable(deviation, from: (variance(), { .where(deviation .== 0, 0, $0 / deviation / 2) }))
  }

  /// The variances over the given axes (divided by the number of elements). PyTorch: `var` with `correction=0`.
  public func variance(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    variance(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The variances over the given axes (divided by the number of elements n): the derivative is 2 · (x − mean) / n.
  /// PyTorch: `var` with `correction=0`.
  public func variance(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let x = value, kept = shapeKeeping(axes)
    return Variable(
      x.variance(axes: axes, keepingAxes: keepingAxes),
      from: (
        self,
        {
          let mean = x.mean(axes: axes, keepingAxes: true)
          // The product of the others alone could be too large.
          return $0.reshaped(kept) * (2 * Float(mean.count) / Float(x.count)) * (x - mean)
        }
      ))
  }

  /// The largest element, a single number; the gradient goes in equal shares to all that are as large.
  public func maximum() -> Variable { extreme(value.maximum()) }

  /// The smallest element, a single number; the gradient goes in equal shares to all that are as small.
  public func minimum() -> Variable { extreme(value.minimum()) }

  /// The largest elements over the given axes; the gradient goes in equal shares to all that are as large. PyTorch: `amax`.
  public func maximum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    maximum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The largest elements over the given axes; the gradient goes in equal shares to all that are as large. PyTorch: `amax`.
  public func maximum(axes: [Int], keepingAxes: Bool = false) -> Variable {
    extreme(axes, keepingAxes, value.maximum(axes: axes, keepingAxes: keepingAxes))
  }

  /// The smallest elements over the given axes; the gradient goes in equal shares to all that are as small. PyTorch:
  /// `amin`.
  public func minimum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    minimum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The smallest elements over the given axes; the gradient goes in equal shares to all that are as small. PyTorch:
  /// `amin`.
  public func minimum(axes: [Int], keepingAxes: Bool = false) -> Variable {
    extreme(axes, keepingAxes, value.minimum(axes: axes, keepingAxes: keepingAxes))
  }

  /// The largest elements over one axis, which disappears; the gradient goes to the first of several. PyTorch: `max` with
  /// `dim`.
  public func maximum(axis: Int) -> Variable { chosen(axis, value.maximum(axes: axis), value.argmax(axis: axis)) }

  /// The smallest elements over one axis, which disappears; the gradient goes to the first of several. PyTorch: `min` with
  /// `dim`.
  public func minimum(axis: Int) -> Variable { chosen(axis, value.minimum(axes: axis), value.argmin(axis: axis)) }

  /// The variable `result`, the extreme of all elements; NaN is the extreme of all that are NaN.
  private func extreme(_ result: Float) -> Variable {
    let x = value
    return Variable(
      Tensor(result),
      from: (
        self,
        { upstream in
          let isExtreme = result.isNaN ? x .!= x : x .== result
          return .where(isExtreme, upstream.item / isExtreme.sum(), 0)
        }
      ))
  }

  /// The variable `result`, the extremes over `axes`.
  private func extreme(_ axes: [Int], _ keepingAxes: Bool, _ result: Tensor) -> Variable {
    let x = value, kept = shapeKeeping(axes)
    return Variable(
      result,
      from: (
        self,
        { upstream in
          let isExtreme = x .== result.reshaped(kept)
          return upstream.reshaped(kept) / isExtreme.sum(axes: axes, keepingAxes: true) * isExtreme
        }
      ))
  }

  /// The variable `result`, whose elements, `count` of each row, stood at `indices` of `axis`, no two at one place.
  func chosen(_ axis: Int, _ result: Tensor, _ indices: [Int], count: Int = 1) -> Variable {
    let shape = shape, axis = value.resolved(axis: axis, "chosen")
    let step = shape[(axis + 1)...].reduce(1, *), length = shape[axis]
    return Variable(
      result,
      from: (
        self,
        { upstream in
          upstream.withUnsafeElements { upstream in
            Tensor(shape: shape) { target in
              target.update(repeating: 0)
              for (place, index) in indices.enumerated() {
                let block = place / (count * step)
                target[(block * length + index) * step + place % step] = upstream[place]
              }
            }
          }
        }
      ))
  }

  /// The shape with size 1 for the given axes.
  private func shapeKeeping(_ axes: [Int]) -> [Int] {
    shape.indices.map { axes.contains($0) || axes.contains($0 - shape.count) ? 1 : shape[$0] }
  }
}

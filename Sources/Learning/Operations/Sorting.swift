import TensorCore

extension Variable {
  /// Each row along `axis` in order, the smallest first, and where its elements stood, as of a tensor; each element's
  /// gradient goes back to where it stood. PyTorch: `sort`.
  public func sorted(axis: Int = -1, descending: Bool = false) -> (values: Variable, indices: [Int]) {
    let (values, indices) = value.sorted(axis: axis, descending: descending)
    return (chosen(axis, values, indices, count: shape[value.resolved(axis: axis, "sorted")]), indices)
  }

  /// The `count` largest elements of each row along `axis`, the largest first, or the smallest, and where they stood, as of a
  /// tensor; the others have no gradient. PyTorch: `topk`. Stops unless `count` is from 0 to the size of the axis.
  public func top(_ count: Int, axis: Int = -1, largest: Bool = true) -> (values: Variable, indices: [Int]) {
    let (values, indices) = value.top(count, axis: axis, largest: largest)
    return (chosen(axis, values, indices, count: count), indices)
  }

  /// The sums of each row along `axis` up to and including each element; the gradient of an element is the sum of those from
  /// its place on. PyTorch: `cumsum`.
  public func cumulativeSum(axis: Int) -> Variable {
    Variable(
      value.cumulativeSum(axis: axis),
      from: (self, { $0.flipped(axes: axis).cumulativeSum(axis: axis).flipped(axes: axis) }))
  }
}

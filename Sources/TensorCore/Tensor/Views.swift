import System

extension Tensor {
  /// The same elements in another shape; one size may be −1 and follows from the others. Shares memory unless the
  /// elements must be put in order first, as after `permuted`.
  public func reshaped(_ shape: Int...) -> Tensor { reshaped(shape) }

  /// The same elements in another shape; one size may be −1 and follows from the others.
  public func reshaped(_ sizes: [Int]) -> Tensor {
    let known = sizes.filter { $0 != -1 }
    require(
      known.allSatisfy { $0 >= 0 } && Tensor.places(known) != nil,
      "reshaped: the \(count) elements of shape \(shape) cannot take the shape \(sizes)")
    let product = Tensor.count(of: known)
    var target = sizes
    if let free = sizes.firstIndex(of: -1) {
      require(
        known.count == sizes.count - 1 && product > 0 && count % product == 0,
        "reshaped: the \(count) elements of shape \(shape) cannot take the shape \(sizes)")
      target[free] = count / product
    }
    require(
      Tensor.count(of: target) == count,
      "reshaped: the shape \(shape) has \(count) elements and \(sizes) has \(Tensor.count(of: target)); they must be equal"
    )
    let ordered = contiguous()
    return Tensor(
      shape: target, strides: Tensor.rowMajorStrides(target), offset: ordered.offset, storage: ordered.storage)
  }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of this tensor. Shares memory.
  public func permuted(_ axes: Int...) -> Tensor { permuted(axes) }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of this tensor. Shares memory.
  public func permuted(_ axes: [Int]) -> Tensor {
    let order = axes.map { resolved(axis: $0, "permuted") }
    require(
      order.count == rank && (0..<rank).allSatisfy(order.contains),
      "permuted: \(axes) must name each of the \(rank) axes of shape \(shape) once")
    return Tensor(
      shape: order.map { shape[$0] }, strides: order.map { strides[$0] }, offset: offset, storage: storage)
  }

  /// Rows become columns: the last two axes exchanged. Shares memory.
  public func transposed() -> Tensor {
    require(rank >= 2, "transposed: a tensor of shape \(shape) has no two axes to exchange")
    return permuted(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }

  /// Without its axes of size 1. Shares memory.
  public func squeezed() -> Tensor {
    let kept = shape.indices.filter { shape[$0] != 1 }
    return Tensor(
      shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] }, offset: offset, storage: storage)
  }

  /// Without `axis`, which must have size 1. Shares memory.
  public func squeezed(axis: Int) -> Tensor {
    let axis = resolved(axis: axis, "squeezed")
    require(shape[axis] == 1, "squeezed: axis \(axis) of shape \(shape) has size \(shape[axis]); it must be 1")
    return selecting(0, axis: axis)
  }

  /// With a new axis of size 1 before `axis`; −1 puts it last. Shares memory.
  public func unsqueezed(axis: Int) -> Tensor {
    let place = axis < 0 ? axis + rank + 1 : axis
    require(place >= 0 && place <= rank, "unsqueezed: there is no place \(axis) in a tensor of shape \(shape)")
    var sizes = shape, steps = strides
    sizes.insert(1, at: place)
    steps.insert(1, at: place)
    return Tensor(shape: sizes, strides: steps, offset: offset, storage: storage)
  }

  /// The part at `index` of an axis, which disappears: `batch.selecting(3)` is image 3, `batch.selecting(-1)` the last.
  /// Shares memory. PyTorch: `select`.
  public func selecting(_ index: Int, axis: Int = 0) -> Tensor {
    let axis = resolved(axis: axis, "selecting")
    let index = resolved(index: index, axis: axis, "selecting")
    var sizes = shape, steps = strides
    sizes.remove(at: axis)
    steps.remove(at: axis)
    return Tensor(shape: sizes, strides: steps, offset: offset + index * strides[axis], storage: storage)
  }

  /// Repeated along axes of size 1, and along new leading axes, until it has `shape`, as NumPy and PyTorch do.
  /// Shares memory: a repeated axis has stride 0.
  @inline(never)
  public func broadcast(to target: [Int]) -> Tensor {
    let lead = target.count - rank
    require(
      lead >= 0 && target.allSatisfy { $0 >= 0 }
        && shape.indices.allSatisfy { shape[$0] == target[lead + $0] || shape[$0] == 1 },
      "broadcast: \(shape) cannot be repeated to \(target); counted from the last, sizes must be equal or 1")
    require(
      Tensor.places(target) != nil, "broadcast: the shape \(target) has more elements than memory has addresses")
    let steps = shape.indices.map { shape[$0] == target[lead + $0] ? strides[$0] : 0 }
    return Tensor(
      shape: target, strides: [Int](repeating: 0, count: lead) + steps, offset: offset, storage: storage)
  }
}

import System

extension Tensor {
  /// Parts of `size` along an axis, in order, the last perhaps smaller; an axis of size 0 is one part. They share memory.
  /// PyTorch: `split`. Stops unless the size is at least 1.
  public func split(every size: Int, axis: Int = 0) -> [Tensor] {
    let axis = resolved(axis: axis, "split"), length = shape[axis]
    require(size >= 1, "split: parts of size \(size); it must be at least 1")
    return stride(from: 0, to: max(1, length), by: size).map { start in
      part(start..<start + min(size, length - start), axis: axis)
    }
  }

  /// Parts of the given sizes along an axis, in order; the sizes add up to that of the axis. They share memory. PyTorch:
  /// `split`.
  public func split(sizes: [Int], axis: Int = 0) -> [Tensor] {
    let axis = resolved(axis: axis, "split")
    var start = 0
    let parts = sizes.map { size in
      require(
        size >= 0 && size <= shape[axis] - start,
        "split: sizes \(sizes) do not fit axis \(axis) of size \(shape[axis]) (shape \(shape))")
      defer { start += size }
      return part(start..<start + size, axis: axis)
    }
    require(
      start == shape[axis],
      "split: sizes \(sizes) add up to \(start), and axis \(axis) has size \(shape[axis]) (shape \(shape))")
    return parts
  }

  /// The part within `range` of one axis.
  private func part(_ range: Range<Int>, axis: Int) -> Tensor {
    self[ranges: shape[..<axis].map { 0..<$0 } + [range]]
  }

  /// The whole tensor again and again, so many times along each axis, counted from the last: more numbers than axes make
  /// new leading axes, and axes without a number stay as they are. PyTorch: `tile`, and `repeat` of a tensor.
  public func tiled(_ times: Int...) -> Tensor { tiled(times) }

  /// The whole tensor again and again, so many times along each axis, counted from the last.
  public func tiled(_ times: [Int]) -> Tensor {
    require(times.allSatisfy { $0 >= 0 }, "tiled: \(times) times; no number must be negative")
    let times = [Int](repeating: 1, count: max(0, rank - times.count)) + times
    let sizes = [Int](repeating: 1, count: times.count - rank) + shape
    let apart = zip(times, sizes).flatMap { [$0, $1] }
    checkFits(apart, "tiled")
    return reshaped(sizes.flatMap { [1, $0] }).broadcast(to: apart).reshaped(zip(times, sizes).map { $0 * $1 })
  }

  /// Each part along an axis `count` times in a row. PyTorch: `repeat_interleave`.
  public func repeated(_ count: Int, axis: Int) -> Tensor {
    let axis = resolved(axis: axis, "repeated")
    require(count >= 0, "repeated: \(count) times; it must not be negative")
    var apart = shape, whole = shape
    apart.insert(count, at: axis + 1)
    checkFits(apart, "repeated")
    whole[axis] *= count
    return unsqueezed(axis: axis + 1).broadcast(to: apart).reshaped(whole)
  }

  private func checkFits(_ target: [Int], _ name: StaticString) {
    require(
      Tensor.places(target) != nil,
      "\(name): the shape \(shape) so many times has more elements than memory has addresses")
  }
}

import System

extension Tensor {
  /// The element at one index for each axis.
  public subscript(_ index: Int...) -> Float {
    get { storage.base[position(of: index)] }
    set {
      makeWritable()
      storage.base[position(of: index)] = newValue
    }
  }

  /// The part within the given ranges of the leading axes; the other axes are whole and every axis is kept:
  /// `image[0..., 2..<6]` are rows 2 to 5 of each channel. Shares memory. What is assigned is broadcast.
  public subscript(_ ranges: any RangeExpression<Int>...) -> Tensor {
    get { self[ranges: resolved(ranges)] }
    set {
      let bounds = resolved(ranges)
      let values = newValue.broadcast(to: bounds.map(\.count))
      makeWritable()
      write(values, at: bounds)
    }
  }

  /// All elements in row-major order.
  public var elements: [Float] { withUnsafeElements { Array($0) } }

  /// The only element; stops if there is more than one.
  public var item: Float {
    require(count == 1, "item: a tensor of shape \(shape) has \(count) elements; only a single one can be taken")
    return storage.base[offset]
  }

  /// Calls `body` with the elements in row-major order, without a copy if they already lie so.
  public func withUnsafeElements<R>(_ body: (UnsafeBufferPointer<Float>) throws -> R) rethrows -> R {
    let ordered = contiguous()
    return try withExtendedLifetime(ordered.storage) {
      try body(UnsafeBufferPointer(start: ordered.storage.base + ordered.offset, count: ordered.count))
    }
  }

  /// Calls `body` with the elements in row-major order, to be changed in place; first copies what is shared.
  public mutating func withUnsafeMutableElements<R>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> R
  ) rethrows -> R {
    makeWritable()
    return try body(UnsafeMutableBufferPointer(start: storage.base + offset, count: count))
  }

  /// The same tensor with its elements in row-major order without gaps; itself if they already are.
  public func contiguous() -> Tensor {
    isContiguous ? self : copied()
  }

  /// The same values in memory of its own.
  func copied() -> Tensor {
    Tensor(shape: shape) { buffer in
      var target = buffer.baseAddress!
      let rows = RowPairs(self, self)
      for (source, _) in rows {
        if rows.stride == 1 {
          target.update(from: source, count: rows.count)
        } else {
          for index in 0..<rows.count { target[index] = source[index * rows.stride] }
        }
        target += rows.count
      }
    }
  }

  /// Gives this tensor memory that nobody else reads, in row-major order.
  mutating func makeWritable() {
    if !isKnownUniquelyReferenced(&storage) || !isContiguous { self = copied() }
  }

  subscript(ranges ranges: [Range<Int>]) -> Tensor {
    var offset = offset
    for (axis, range) in ranges.enumerated() { offset += range.lowerBound * strides[axis] }
    return Tensor(
      shape: ranges.map(\.count) + shape.dropFirst(ranges.count), strides: strides, offset: offset, storage: storage)
  }

  /// Writes `values` into the part within `ranges` of the leading axes; this tensor's memory must be its own.
  func write(_ values: Tensor, at ranges: [Range<Int>]) {
    var start = offset
    for (axis, range) in ranges.enumerated() { start += range.lowerBound * strides[axis] }
    let target = Tensor(shape: values.shape, strides: strides, offset: start, storage: storage)
    let rows = RowPairs(target, values)
    for (place, source) in rows {
      if rows.stride == 1 && rows.otherStride == 1 {
        place.update(from: source, count: rows.count)
      } else {
        for index in 0..<rows.count { place[index * rows.stride] = source[index * rows.otherStride] }
      }
    }
  }

  private func position(of index: [Int]) -> Int {
    require(
      index.count == rank,
      "subscript: \(index.count) indices \(index) for a tensor of shape \(shape), which needs \(rank)")
    var position = offset
    for axis in 0..<index.count {
      require(
        index[axis] >= 0 && index[axis] < shape[axis],
        "subscript: index \(index[axis]) is outside axis \(axis) of size \(shape[axis]) (shape \(shape))")
      position += index[axis] * strides[axis]
    }
    return position
  }

  private func resolved(_ ranges: [any RangeExpression<Int>]) -> [Range<Int>] {
    require(
      ranges.count <= rank, "subscript: \(ranges.count) ranges for a tensor of shape \(shape), which has \(rank) axes"
    )
    return shape.enumerated().map { axis, size in
      guard axis < ranges.count else { return 0..<size }
      // Resolved within all whole numbers, where no range is out of bounds, and only then held against the axis.
      let range = ranges[axis].relative(to: Int.min..<Int.max)
      let start = range.lowerBound == .min ? 0 : range.lowerBound
      let end = range.upperBound == .max ? size : range.upperBound
      require(
        0 <= start && start <= end && end <= size,
        "subscript: the range \(start)..<\(end) is outside axis \(axis) of size \(size) (shape \(shape))")
      return start..<end
    }
  }
}

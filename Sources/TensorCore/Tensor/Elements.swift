import System

extension Tensor {
  /// The element at one index for each axis; −1 is the last.
  public subscript(_ index: Int...) -> Float {
    get { storage.base[position(of: index)] }
    set {
      makeWritable()
      storage.base[position(of: index)] = newValue
    }
  }

  /// The part within the given ranges of the leading axes; the other axes are whole and every axis is kept:
  /// `image[0..., 2..<6]` are rows 2 to 5 of each channel. Negative bounds count from the end: `row[(-3)...]` and
  /// `row[-3..<0]` are the last three, `row[..<(-1)]` is all but the last. Shares memory. What is assigned is broadcast.
  public subscript(_ ranges: any RangeExpression<Int>...) -> Tensor {
    get { self[ranges: resolved(ranges)] }
    set { self[ranges: resolved(ranges)] = newValue }
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
  @inline(never)
  public func contiguous() -> Tensor {
    isContiguous ? self : copied()
  }

  /// The same values in memory of its own.
  @inline(never)
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
  @inline(never)
  mutating func makeWritable() {
    if !isKnownUniquelyReferenced(&storage) || !isContiguous { self = copied() }
  }

  /// The part within ranges of the leading axes that lie within them.
  package subscript(ranges ranges: [Range<Int>]) -> Tensor {
    get {
      var offset = offset
      for (axis, range) in ranges.enumerated() { offset += range.lowerBound * strides[axis] }
      return Tensor(
        shape: ranges.map(\.count) + shape.dropFirst(ranges.count), strides: strides, offset: offset, storage: storage
      )
    }
    set {
      let values = newValue.broadcast(to: ranges.map(\.count) + shape.dropFirst(ranges.count))
      makeWritable()
      write(values, at: ranges)
    }
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
      let place = resolved(index: index[axis], axis: axis, "subscript")
      position += place * strides[axis]
    }
    return position
  }

  /// The ranges counted from the front, one for each axis; stops if they reach outside.
  package func resolved(_ ranges: [any RangeExpression<Int>]) -> [Range<Int>] {
    require(
      ranges.count <= rank, "subscript: \(ranges.count) ranges for a tensor of shape \(shape), which has \(rank) axes"
    )
    return shape.enumerated().map { axis, size in
      guard axis < ranges.count else { return 0..<size }
      let (start, end) = Tensor.places(ranges[axis], size: size)
      require(
        0 <= start && start <= end && end <= size,
        "subscript: the range \(start)..<\(end) is outside axis \(axis) of size \(size) (shape \(shape))")
      return start..<end
    }
  }

  /// Where a range starts and ends, counted from the front, on an axis of `size`, to be held against that.
  private static func places(_ range: any RangeExpression<Int>, size: Int) -> (start: Int, end: Int) {
    func place(_ index: Int) -> Int { index < 0 ? index + size : index }
    func behind(_ index: Int) -> Int { place(index) < Int.max ? place(index) + 1 : Int.max }
    switch range {
    case let range as Range<Int>:
      // −3..<0 ends behind the last: behind −1 comes 0.
      let endsAtLast = range.lowerBound < 0 && range.upperBound == 0
      return (place(range.lowerBound), endsAtLast ? size : place(range.upperBound))
    case let range as ClosedRange<Int>: return (place(range.lowerBound), behind(range.upperBound))
    case let range as PartialRangeFrom<Int>: return (place(range.lowerBound), size)
    case let range as PartialRangeUpTo<Int>: return (0, place(range.upperBound))
    case let range as PartialRangeThrough<Int>: return (0, behind(range.upperBound))
    default:
      let range = range.relative(to: 0..<size)
      return (range.lowerBound, range.upperBound)
    }
  }
}

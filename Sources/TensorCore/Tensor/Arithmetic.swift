import System

extension Tensor {
  /// Element by element; sizes are matched from the last axis, and a size of 1 is repeated.
  public static func + (left: Tensor, right: Tensor) -> Tensor { combined(left, right, "+") { $0 + $1 } }
  /// Element by element, with broadcasting.
  public static func - (left: Tensor, right: Tensor) -> Tensor { combined(left, right, "-") { $0 - $1 } }
  /// Element by element, with broadcasting; the product of matrices is `matmul`.
  public static func * (left: Tensor, right: Tensor) -> Tensor { combined(left, right, "*") { $0 * $1 } }
  /// Element by element, with broadcasting.
  public static func / (left: Tensor, right: Tensor) -> Tensor { combined(left, right, "/") { $0 / $1 } }

  /// The number added to every element.
  public static func + (left: Tensor, right: Float) -> Tensor { left.map { $0 + right } }
  /// The number added to every element.
  public static func + (left: Float, right: Tensor) -> Tensor { right.map { left + $0 } }
  /// The number subtracted from every element.
  public static func - (left: Tensor, right: Float) -> Tensor { left.map { $0 - right } }
  /// Every element subtracted from the number.
  public static func - (left: Float, right: Tensor) -> Tensor { right.map { left - $0 } }
  /// Every element times the number.
  public static func * (left: Tensor, right: Float) -> Tensor { left.map { $0 * right } }
  /// Every element times the number.
  public static func * (left: Float, right: Tensor) -> Tensor { right.map { left * $0 } }
  /// Every element divided by the number.
  public static func / (left: Tensor, right: Float) -> Tensor { left.map { $0 / right } }
  /// The number divided by every element.
  public static func / (left: Float, right: Tensor) -> Tensor { right.map { left / $0 } }
  /// Every element with its sign changed.
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.map { -$0 } }

  /// Adds in place; the right side is broadcast to this shape.
  public static func += (left: inout Tensor, right: Tensor) { left.combine(with: right) { $0 + $1 } }
  /// Subtracts in place; the right side is broadcast to this shape.
  public static func -= (left: inout Tensor, right: Tensor) { left.combine(with: right) { $0 - $1 } }
  /// Multiplies in place; the right side is broadcast to this shape.
  public static func *= (left: inout Tensor, right: Tensor) { left.combine(with: right) { $0 * $1 } }
  /// Divides in place; the right side is broadcast to this shape.
  public static func /= (left: inout Tensor, right: Tensor) { left.combine(with: right) { $0 / $1 } }
  /// Adds the number to every element in place.
  public static func += (left: inout Tensor, right: Float) { left.apply { $0 + right } }
  /// Subtracts the number from every element in place.
  public static func -= (left: inout Tensor, right: Float) { left.apply { $0 - right } }
  /// Multiplies every element by the number in place.
  public static func *= (left: inout Tensor, right: Float) { left.apply { $0 * right } }
  /// Divides every element by the number in place.
  public static func /= (left: inout Tensor, right: Float) { left.apply { $0 / right } }

  /// 1 where the elements are equal, 0 elsewhere.
  public static func .== (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".==") { $0 == $1 ? 1 : 0 } }
  /// 1 where the elements differ, 0 elsewhere.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".!=") { $0 != $1 ? 1 : 0 } }
  /// 1 where the left element is smaller, 0 elsewhere.
  public static func .< (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".<") { $0 < $1 ? 1 : 0 } }
  /// 1 where the left element is smaller or equal, 0 elsewhere.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".<=") { $0 <= $1 ? 1 : 0 } }
  /// 1 where the left element is greater, 0 elsewhere.
  public static func .> (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".>") { $0 > $1 ? 1 : 0 } }
  /// 1 where the left element is greater or equal, 0 elsewhere.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor { combined(left, right, ".>=") { $0 >= $1 ? 1 : 0 } }
  /// 1 where the element equals the number, 0 elsewhere.
  public static func .== (left: Tensor, right: Float) -> Tensor { left.map { $0 == right ? 1 : 0 } }
  /// 1 where the element differs from the number, 0 elsewhere.
  public static func .!= (left: Tensor, right: Float) -> Tensor { left.map { $0 != right ? 1 : 0 } }
  /// 1 where the element is smaller than the number, 0 elsewhere.
  public static func .< (left: Tensor, right: Float) -> Tensor { left.map { $0 < right ? 1 : 0 } }
  /// 1 where the element is at most the number, 0 elsewhere.
  public static func .<= (left: Tensor, right: Float) -> Tensor { left.map { $0 <= right ? 1 : 0 } }
  /// 1 where the element is greater than the number, 0 elsewhere.
  public static func .> (left: Tensor, right: Float) -> Tensor { left.map { $0 > right ? 1 : 0 } }
  /// 1 where the element is at least the number, 0 elsewhere.
  public static func .>= (left: Tensor, right: Float) -> Tensor { left.map { $0 >= right ? 1 : 0 } }
}

extension Tensor: Equatable {
  /// Whether both have the same shape and equal elements.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape
      && left.withUnsafeElements { a in right.withUnsafeElements { b in a.elementsEqual(b) } }
  }

  /// Whether both have the same shape and no two elements differ by more than `tolerance`, or by more than
  /// `tolerance` times the larger of the two magnitudes. NaN is close to nothing, infinity to itself alone.
  public func isClose(to other: Tensor, tolerance: Float = 1e-5) -> Bool {
    shape == other.shape
      && withUnsafeElements { a in
        other.withUnsafeElements { b in
          a.indices.allSatisfy {
            let (distance, size) = (Swift.abs(a[$0] - b[$0]), max(1, Swift.abs(a[$0]), Swift.abs(b[$0])))
            return a[$0] == b[$0] || (size.isFinite && distance <= tolerance * size)
          }
        }
      }
  }
}

extension Tensor {
  /// `operation` on elements at equal places of both, after broadcasting.
  @inline(__always)
  static func combined(
    _ left: Tensor, _ right: Tensor, _ name: StaticString, _ operation: (Float, Float) -> Float
  ) -> Tensor {
    combined(left, right, name) { $0.fill(operation) }
  }

  @inline(__always)
  private mutating func combine(with other: Tensor, _ operation: (Float, Float) -> Float) {
    combine(with: other) { $0.change(operation) }
  }

  /// One row of two tensors, and of what becomes of them.
  private struct Row {
    let count: Int
    let first, second: UnsafePointer<Float>
    var firstStride = 1, secondStride = 1
    let target: UnsafeMutablePointer<Float>

    @inline(__always)
    func fill(_ operation: (Float, Float) -> Float) {
      switch (firstStride, secondStride) {
      case (1, 1): for index in 0..<count { target[index] = operation(first[index], second[index]) }
      case (1, 0):
        let number = second[0]
        for index in 0..<count { target[index] = operation(first[index], number) }
      default:
        for index in 0..<count { target[index] = operation(first[index * firstStride], second[index * secondStride]) }
      }
    }

    /// Fills the first row itself: the target's elements are its own.
    @inline(__always)
    func change(_ operation: (Float, Float) -> Float) {
      if secondStride == 1 {
        for index in 0..<count { target[index] = operation(target[index], second[index]) }
      } else {
        for index in 0..<count { target[index] = operation(target[index], second[index * secondStride]) }
      }
    }
  }

  /// The rows of both after broadcasting, each filled by `row`. `dynamic`, as what comes next, so that it is compiled once
  /// and not for each operation.
  private dynamic static func combined(
    _ left: Tensor, _ right: Tensor, _ name: StaticString, row: (Row) -> Void
  ) -> Tensor {
    if left.shape == right.shape {
      return left.withUnsafeElements { first in
        right.withUnsafeElements { second in
          Tensor(shape: left.shape) { result in
            guard let first = first.baseAddress, let second = second.baseAddress, let target = result.baseAddress
            else { return }
            row(Row(count: result.count, first: first, second: second, target: target))
          }
        }
      }
    }
    let shape = broadcastShape(left.shape, right.shape, name)
    let rows = RowPairs(left.broadcast(to: shape), right.broadcast(to: shape))
    return Tensor(shape: shape) { result in
      var target = result.baseAddress!
      for (first, second) in rows {
        row(
          Row(
            count: rows.count, first: first, second: second, firstStride: rows.stride, secondStride: rows.otherStride,
            target: target))
        target += rows.count
      }
    }
  }

  private dynamic mutating func combine(with other: Tensor, row: (Row) -> Void) {
    let values = other.shape == shape ? other : other.broadcast(to: shape)
    makeWritable()
    if values.isContiguous {
      let target = storage.base + offset
      return values.withUnsafeElements {
        if let second = $0.baseAddress { row(Row(count: $0.count, first: target, second: second, target: target)) }
      }
    }
    let rows = RowPairs(self, values)
    for (first, second) in rows {
      row(Row(count: rows.count, first: first, second: second, secondStride: rows.otherStride, target: first))
    }
  }

  @inline(__always)
  private mutating func apply(_ function: (Float) -> Float) {
    withUnsafeMutableElements { for index in 0..<$0.count { $0[index] = function($0[index]) } }
  }

  /// The shape to which both are repeated: counted from the last axis, sizes must be equal or 1.
  @inline(never)
  static func broadcastShape(_ left: [Int], _ right: [Int], _ name: StaticString) -> [Int] {
    let rank = max(left.count, right.count)
    return (0..<rank).map { axis in
      let a = axis < rank - left.count ? 1 : left[axis - rank + left.count]
      let b = axis < rank - right.count ? 1 : right[axis - rank + right.count]
      require(
        a == b || a == 1 || b == 1,
        "\(name): the shapes \(left) and \(right) do not match; counted from the last, sizes must be equal or 1")
      return a == 1 ? b : a
    }
  }
}

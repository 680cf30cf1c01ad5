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
  public static func += (left: inout Tensor, right: Tensor) { left.combine(with: right, "+=") { $0 + $1 } }
  /// Subtracts in place; the right side is broadcast to this shape.
  public static func -= (left: inout Tensor, right: Tensor) { left.combine(with: right, "-=") { $0 - $1 } }
  /// Multiplies in place; the right side is broadcast to this shape.
  public static func *= (left: inout Tensor, right: Tensor) { left.combine(with: right, "*=") { $0 * $1 } }
  /// Divides in place; the right side is broadcast to this shape.
  public static func /= (left: inout Tensor, right: Tensor) { left.combine(with: right, "/=") { $0 / $1 } }
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
    if left.shape == right.shape {
      return left.withUnsafeElements { a in
        right.withUnsafeElements { b in
          Tensor(shape: left.shape) { result in
            for index in 0..<result.count { result[index] = operation(a[index], b[index]) }
          }
        }
      }
    }
    let shape = broadcastShape(left.shape, right.shape, name)
    let first = left.broadcast(to: shape), second = right.broadcast(to: shape)
    return Tensor(shape: shape) { result in
      var target = result.baseAddress!
      let rows = RowPairs(first, second)
      for (a, b) in rows {
        switch (rows.stride, rows.otherStride) {
        case (1, 1): for index in 0..<rows.count { target[index] = operation(a[index], b[index]) }
        case (1, 0):
          let b = b[0]
          for index in 0..<rows.count { target[index] = operation(a[index], b) }
        default:
          for index in 0..<rows.count {
            target[index] = operation(a[index * rows.stride], b[index * rows.otherStride])
          }
        }
        target += rows.count
      }
    }
  }

  @inline(__always)
  private mutating func combine(
    with other: Tensor, _ name: StaticString, _ operation: (Float, Float) -> Float
  ) {
    let values = other.shape == shape ? other : other.broadcast(to: shape)
    makeWritable()
    if values.isContiguous {
      return withUnsafeMutableElements { a in
        values.withUnsafeElements { b in
          for index in 0..<a.count { a[index] = operation(a[index], b[index]) }
        }
      }
    }
    let rows = RowPairs(self, values)
    for (a, b) in rows {
      for index in 0..<rows.count {
        a[index * rows.stride] = operation(a[index * rows.stride], b[index * rows.otherStride])
      }
    }
  }

  @inline(__always)
  private mutating func apply(_ function: (Float) -> Float) {
    withUnsafeMutableElements { for index in 0..<$0.count { $0[index] = function($0[index]) } }
  }

  /// The shape to which both are repeated: counted from the last axis, sizes must be equal or 1.
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

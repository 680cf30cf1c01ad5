extension Tensor {
  /// The elements of `a` where the mask is not 0 and those of `b` where it is 0; all three are broadcast to one shape.
  /// PyTorch: `where`.
  public static func `where`(_ mask: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    let shape = broadcastShape(broadcastShape(a.shape, b.shape, "where"), mask.shape, "where")
    return mask.broadcast(to: shape).withUnsafeElements { mask in
      a.broadcast(to: shape).withUnsafeElements { a in
        b.broadcast(to: shape).withUnsafeElements { b in
          Tensor(shape: shape) { result in
            for index in 0..<result.count { result[index] = mask[index] != 0 ? a[index] : b[index] }
          }
        }
      }
    }
  }

  /// The elements of `a` where the mask is not 0, and the number elsewhere.
  public static func `where`(_ mask: Tensor, _ a: Tensor, _ b: Float) -> Tensor { .where(mask, a, Tensor(b)) }

  /// The number where the mask is not 0, and the elements of `b` elsewhere. PyTorch: `masked_fill`.
  public static func `where`(_ mask: Tensor, _ a: Float, _ b: Tensor) -> Tensor { .where(mask, Tensor(a), b) }

  /// One number where the mask is not 0, and the other elsewhere.
  public static func `where`(_ mask: Tensor, _ a: Float, _ b: Float) -> Tensor { mask.map { $0 != 0 ? a : b } }
}

/// The larger of the elements at equal places of both, with broadcasting; NaN if one is. PyTorch: `maximum`.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor {
  Tensor.combined(a, b, "maximum") { $0 > $1 || $0.isNaN ? $0 : $1 }
}

/// The smaller of the elements at equal places of both, with broadcasting; NaN if one is. PyTorch: `minimum`.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor {
  Tensor.combined(a, b, "minimum") { $0 < $1 || $0.isNaN ? $0 : $1 }
}

/// Each element, or the number where that is larger; NaN if one is.
public func maximum(_ a: Tensor, _ number: Float) -> Tensor { maximum(a, Tensor(number)) }

/// Each element, or the number where that is larger; NaN if one is.
public func maximum(_ number: Float, _ a: Tensor) -> Tensor { maximum(a, number) }

/// Each element, or the number where that is smaller; NaN if one is.
public func minimum(_ a: Tensor, _ number: Float) -> Tensor { minimum(a, Tensor(number)) }

/// Each element, or the number where that is smaller; NaN if one is.
public func minimum(_ number: Float, _ a: Tensor) -> Tensor { minimum(a, number) }

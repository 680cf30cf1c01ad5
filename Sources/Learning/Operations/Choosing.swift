import TensorCore

extension Variable {
  /// The elements of `a` where the mask is not 0 and those of `b` where it is 0, with broadcasting; the gradient goes to
  /// the one that was chosen. The mask is a tensor, such as `x.value .> 0`.
  public static func `where`(_ mask: Tensor, _ a: Variable, _ b: Variable) -> Variable {
    let (shape, otherShape) = (a.shape, b.shape)
    return Variable(
      .where(mask, a.value, b.value),
      from: (a, { Tensor.where(mask, $0, 0).summed(to: shape) }),
      (b, { Tensor.where(mask, 0, $0).summed(to: otherShape) }))
  }

  /// The elements of `a` where the mask is not 0, and the number elsewhere.
  public static func `where`(_ mask: Tensor, _ a: Variable, _ b: Float) -> Variable {
    .where(mask, a, Variable(constant: Tensor(b)))
  }

  /// The number where the mask is not 0, and the elements of `b` elsewhere. PyTorch: `masked_fill`.
  public static func `where`(_ mask: Tensor, _ a: Float, _ b: Variable) -> Variable {
    .where(mask, Variable(constant: Tensor(a)), b)
  }
}

/// The larger of the elements at equal places of both, with broadcasting; the gradient goes to the larger, and in equal
/// halves to both where they are equal.
public func maximum(_ a: Variable, _ b: Variable) -> Variable {
  chosen(a, b, maximum(a.value, b.value)) { $0 .< $1 }
}

/// The smaller of the elements at equal places of both, with broadcasting; the gradient goes to the smaller, and in equal
/// halves to both where they are equal.
public func minimum(_ a: Variable, _ b: Variable) -> Variable {
  chosen(a, b, minimum(a.value, b.value)) { $0 .> $1 }
}

/// Each element, or the number where that is larger; where both are equal half of the gradient passes.
public func maximum(_ x: Variable, _ number: Float) -> Variable { maximum(x, Variable(constant: Tensor(number))) }

/// Each element, or the number where that is larger; where both are equal half of the gradient passes.
public func maximum(_ number: Float, _ x: Variable) -> Variable { maximum(x, number) }

/// Each element, or the number where that is smaller; where both are equal half of the gradient passes.
public func minimum(_ x: Variable, _ number: Float) -> Variable { minimum(x, Variable(constant: Tensor(number))) }

/// Each element, or the number where that is smaller; where both are equal half of the gradient passes.
public func minimum(_ number: Float, _ x: Variable) -> Variable { minimum(x, number) }

/// The variable `result`, chosen from `a` and `b` where they are not `passedOver` for the other.
private func chosen(
  _ a: Variable, _ b: Variable, _ result: Tensor, _ passedOver: @escaping (Tensor, Tensor) -> Tensor
) -> Variable {
  let (x, y) = (a.value, b.value)
  func share(_ upstream: Tensor, of x: Tensor, beside y: Tensor) -> Tensor {
    let halved = Tensor.where(x .== y, upstream / 2, upstream)
    return Tensor.where(passedOver(x, y), 0, halved).summed(to: x.shape)
  }
  return Variable(
    result, from: (a, { share($0, of: x, beside: y) }), (b, { share($0, of: y, beside: x) }))
}

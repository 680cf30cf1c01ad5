import TensorCore

extension Variable {
  /// The product of all elements, a single number; 1 if there are none. PyTorch: `prod`.
  public func product() -> Variable { product(axes: Array(shape.indices)) }

  /// The products over the given axes, which disappear, or stay with size 1. PyTorch: `prod`.
  public func product(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Variable {
    product(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The products over the given axes, which disappear, or stay with size 1; the derivative by an element is the product of
  /// the others, which a 0 among them does not hide. PyTorch: `prod`.
  public func product(axes: [Int], keepingAxes: Bool = false) -> Variable {
    let result = value.product(axes: axes, keepingAxes: keepingAxes)
    let gone = axes.map { value.resolved(axis: $0, "product") }.sorted()
    let kept = shape.indices.filter { !gone.contains($0) }
    let length = gone.reduce(1) { $0 * shape[$1] }
    return permuted(kept + gone).reshaped(result.count, length).rowProducts().reshaped(result.shape)
  }

  /// The product of each row.
  private func rowProducts() -> Variable {
    let x = value
    return Variable(
      x.product(axes: 1),
      from: (
        self,
        { upstream in
          let (length, upstream) = (x.shape[1], upstream.elements)
          return x.withUnsafeElements { x in
            Tensor(shape: [upstream.count, length]) { target in
              for row in upstream.indices {
                let start = row * length
                // What stands before an element, and then what stands behind it.
                var product = 1.0
                let before = (start..<start + length).map { place in
                  defer { product *= Double(x[place]) }
                  return product
                }
                product = Double(upstream[row])
                for index in (0..<length).reversed() {
                  target[start + index] = Float(before[index] * product)
                  product *= Double(x[start + index])
                }
              }
            }
          }
        }
      ))
  }
}

import System

extension Tensor {
  /// Each row along `axis` in order, the smallest first, and where its elements stood: `indices` has one index on that
  /// axis for each element of `values`, row-major. Equal elements keep their order; NaN counts as the largest. PyTorch:
  /// `sort`.
  public func sorted(axis: Int = -1, descending: Bool = false) -> (values: Tensor, indices: [Int]) {
    let axis = resolved(axis: axis, "sorted")
    return ordered(axis: axis, keeping: shape[axis], descending: descending)
  }

  /// The `count` largest elements of each row along `axis`, the largest first, or the smallest, and where they stood:
  /// `indices` has one index on that axis for each element of `values`, row-major. Of equal elements the first comes
  /// first; NaN counts as the largest. PyTorch: `topk`. Stops unless `count` is from 0 to the size of the axis.
  public func top(_ count: Int, axis: Int = -1, largest: Bool = true) -> (values: Tensor, indices: [Int]) {
    let axis = resolved(axis: axis, "top")
    require(
      count >= 0 && count <= shape[axis],
      "top: \(count) elements of axis \(axis) of size \(shape[axis]) (shape \(shape)); there must be as many")
    return ordered(axis: axis, keeping: count, descending: largest)
  }

  private func ordered(axis: Int, keeping kept: Int, descending: Bool) -> (values: Tensor, indices: [Int]) {
    let outer = Array(shape[..<axis]), inner = Array(shape[(axis + 1)...]), length = shape[axis]
    let step = Tensor.count(of: inner), blocks = Tensor.count(of: outer)
    var indices: [Int] = []
    let values = withUnsafeElements { elements in
      Tensor(shape: outer + [kept] + inner) { values in
        if values.isEmpty { return }
        indices = [Int](repeating: 0, count: values.count)
        for block in 0..<blocks {
          for place in 0..<step {
            let row = block * length * step + place
            let order = order(of: length, descending: descending) { elements[row + $0 * step] }
            for rank in 0..<kept {
              let target = (block * kept + rank) * step + place
              indices[target] = order[rank]
              values[target] = elements[row + order[rank] * step]
            }
          }
        }
      }
    }
    return (values, indices)
  }

  /// The indices of some elements in order.
  @inline(never)
  private func order(of count: Int, descending: Bool, _ element: (Int) -> Float) -> [Int] {
    func isLess(_ a: Float, _ b: Float) -> Bool { a < b || b.isNaN && !a.isNaN }
    return (0..<count).sorted { a, b in
      let (x, y) = descending ? (element(b), element(a)) : (element(a), element(b))
      return isLess(x, y) || (!isLess(y, x) && a < b)
    }
  }

  /// The sums of each row along `axis` up to and including each element, carried in Double. PyTorch: `cumsum`.
  public func cumulativeSum(axis: Int) -> Tensor {
    let axis = resolved(axis: axis, "cumulativeSum")
    let step = Tensor.count(of: Array(shape[(axis + 1)...])), length = shape[axis]
    return withUnsafeElements { elements in
      Tensor(shape: shape) { sums in
        for start in stride(from: 0, to: sums.count, by: max(1, length * step)) {
          for place in start..<start + step {
            var sum = 0.0
            for index in 0..<length {
              sum += Double(elements[place + index * step])
              sums[place + index * step] = Float(sum)
            }
          }
        }
      }
    }
  }
}

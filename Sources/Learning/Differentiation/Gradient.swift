import Kernels
import TensorCore

/// A gradient on its way back: numbers, or two matrices whose product nobody has needed yet.
///
/// A linear layer's weight has far more numbers than the two matrices that its gradient is the product of. Pieces of a
/// batch therefore hand these on, and one product over all rows takes the place of one for each piece and their sum.
enum Gradient: Sendable {
  case numbers(Tensor)
  /// `leftᵀ · right`, of `left (rows, m)` and `right (rows, n)`.
  case product(left: Tensor, right: Tensor)

  var tensor: Tensor {
    switch self {
    case .numbers(let tensor): tensor
    case .product(let left, let right): matmul(left.transposed(), right)
    }
  }

  static func + (left: Gradient, right: Gradient) -> Gradient { .numbers(left.tensor + right.tensor) }

  /// The sum of the gradients of one variable, in their order; for products one product of all their rows.
  static func sum(_ gradients: [Gradient]) -> Tensor {
    var lefts: [Tensor] = [], rights: [Tensor] = []
    for case .product(let left, let right) in gradients {
      lefts.append(left)
      rights.append(right)
    }
    if lefts.count == gradients.count {
      return matmul(Tensor.concatenated(lefts).transposed(), Tensor.concatenated(rights))
    }
    return sum(gradients.map(\.tensor))
  }

  /// The sum of tensors of one shape in their order, part by part on all threads.
  private static func sum(_ tensors: [Tensor]) -> Tensor {
    let addends = tensors.dropFirst().map { $0.contiguous() }
    var total = tensors[0]
    guard !addends.isEmpty else { return total }
    total.withUnsafeMutableElements { sums in
      let target = SharedMemory(sums.baseAddress)
      Threads.forEachPart(of: sums.count, length: 4096, work: 4 * sums.count * addends.count) { part in
        let start = part.lowerBound
        for addend in addends {
          addend.withUnsafeElements {
            if let addend = $0.baseAddress, let sum = target.value {
              Pointwise.add(addend + start, count: part.count, to: sum + start)
            }
          }
        }
      }
    }
    return total
  }
}

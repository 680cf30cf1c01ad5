import System
import TensorCore

/// A tensor that remembers how it was computed, so that the derivative of a result can be followed back to it.
///
///     let x = Variable(Tensor([1, 2, 3]))
///     let loss = (x * x).sum()
///     loss.backward()
///     x.gradient            // tensor([2., 4., 6.])
///
/// Reading a variable on several threads is safe; changing its value or gradient is one thread's business.
public final class Variable: @unchecked Sendable {
  /// The numbers.
  public var value: Tensor
  /// How the last result that was followed back changes with each number; nil before any was. Gradients add up
  /// until they are set to nil.
  public var gradient: Tensor?
  /// Whether derivatives are followed to here: not for images, labels and other constants, nor for what is computed
  /// from constants alone.
  public let needsGradient: Bool
  private(set) var paths: [Path]
  /// The shape that was computed. What follows an operation back counts on it, some of it in memory that nobody checks.
  let computedShape: [Int]
  /// How many operations lie between this and the starting points, counted along the longest way.
  let depth: Int

  /// How one operand entered: what the operand's gradient is, given this variable's.
  struct Path {
    let operand: Variable
    let derivative: (_ upstream: Tensor) -> Gradient
  }

  /// A starting point whose gradient is wanted, such as a network's weight.
  public init(_ value: Tensor) {
    self.value = value
    computedShape = value.shape
    needsGradient = true
    paths = []
    depth = 0
  }

  /// A starting point that derivatives ignore, such as an image.
  public init(constant value: Tensor) {
    self.value = value
    computedShape = value.shape
    needsGradient = false
    paths = []
    depth = 0
  }

  /// The result of an operation: its value and, for each operand, what the operand's gradient is, given this variable's.
  /// An operation that consists of others needs none of this. Following it back stops if a gradient has another shape than
  /// its operand.
  public convenience init(
    _ value: Tensor, from operands: (operand: Variable, derivative: (_ upstream: Tensor) -> Tensor)...
  ) {
    self.init(
      value,
      paths: operands.map { operand, derivative in
        let shape = operand.shape
        return Path(operand: operand) { upstream in
          let gradient = derivative(upstream)
          // The operations before it count on that, some of them in memory that nobody checks.
          require(
            gradient.shape == shape,
            "backward: an operation's derivative has shape \(gradient.shape) and its operand \(shape); they must be equal"
          )
          return .numbers(gradient)
        }
      })
  }

  init(_ value: Tensor, paths: [Path]) {
    self.value = value
    computedShape = value.shape
    self.paths = paths.filter { $0.operand.needsGradient }
    needsGradient = !self.paths.isEmpty
    depth = self.paths.reduce(0) { max($0, $1.operand.depth + 1) }
  }

  /// The size of each axis.
  public var shape: [Int] { value.shape }

  /// A chain of thousands of operations is taken apart link by link: by itself each link would end inside the end
  /// of the next, and the stack with them.
  deinit {
    if paths.isEmpty { return }
    var operands = paths.map(\.operand)
    paths = []
    while var operand = operands.popLast() {
      if isKnownUniquelyReferenced(&operand) {
        operands += operand.paths.map(\.operand)
        operand.paths = []
      }
    }
  }
}

extension [Variable] {
  /// Each variable at its first place only.
  package var distinct: [Variable] {
    var seen: Set<ObjectIdentifier> = []
    return filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}

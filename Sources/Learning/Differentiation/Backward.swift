import System
import TensorCore

extension Variable {
  /// Follows this result back to everything it was computed from and adds to each variable's gradient.
  ///
  /// - Parameter upstream: The gradient to start from, in this variable's shape; 1 unless given, which needs a single
  ///   number, such as a loss.
  public func backward(_ upstream: Tensor? = nil) {
    followBack(start(upstream)) { variable, gradient in
      variable.gradient = variable.gradient.map { $0 + gradient.tensor } ?? gradient.tensor
    }
  }

  /// The gradients of this result for `variables`, in their order; zeros for those it does not depend on. No variable
  /// is changed, so several threads may each follow a result of their own back to the same weights.
  public func gradients(of variables: [Variable], upstream: Tensor? = nil) -> [Tensor] {
    unmultipliedGradients(of: variables, upstream: upstream).map(\.tensor)
  }

  /// The same with products that have yet to be multiplied.
  func unmultipliedGradients(of variables: [Variable], upstream: Tensor?) -> [Gradient] {
    var found: [ObjectIdentifier: Gradient] = [:]
    let wanted = Set(variables.map { ObjectIdentifier($0) })
    followBack(start(upstream)) { variable, gradient in
      let identity = ObjectIdentifier(variable)
      if wanted.contains(identity) { found[identity] = gradient }
    }
    return variables.map { found[ObjectIdentifier($0)] ?? .numbers(Tensor(shape: $0.shape, repeating: 0)) }
  }

  private func start(_ upstream: Tensor?) -> Tensor {
    require(needsGradient, "backward: this result was computed from constants alone; nothing has a gradient")
    require(
      upstream != nil || value.count == 1,
      "backward: a result of shape \(shape) is not a single number; give the gradient to start from")
    let start = upstream ?? Tensor(shape: shape, repeating: 1)
    require(start.shape == shape, "backward: the gradient has shape \(start.shape) and the result \(shape)")
    return start
  }

  /// Visits this variable and all it was computed from, results before operands, each with its whole gradient.
  private func followBack(_ upstream: Tensor, _ visit: (Variable, Gradient) -> Void) {
    // What has been reached, by depth: nothing that a variable depends on lies as deep as itself.
    var reached = [[Variable]](repeating: [], count: depth + 1)
    var gradients = [ObjectIdentifier(self): Gradient.numbers(upstream)]
    reached[depth] = [self]
    for depth in reached.indices.reversed() {
      for variable in reached[depth] {
        guard let gradient = gradients.removeValue(forKey: ObjectIdentifier(variable)) else { continue }
        visit(variable, gradient)
        guard !variable.paths.isEmpty else { continue }
        let upstream = gradient.tensor
        require(
          upstream.shape == variable.computedShape,
          "backward: a result of shape \(variable.computedShape) has a gradient of shape \(upstream.shape); its value must "
            + "not be replaced by one of another shape")
        for path in variable.paths {
          let (operand, share) = (path.operand, path.derivative(upstream))
          if let sum = gradients[ObjectIdentifier(operand)] {
            // A variable used twice gets the sum of both shares.
            gradients[ObjectIdentifier(operand)] = sum + share
          } else {
            gradients[ObjectIdentifier(operand)] = share
            reached[operand.depth].append(operand)
          }
        }
      }
      reached[depth] = []
    }
  }
}

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
    let tape = tape()
    var places: [ObjectIdentifier: Int] = [:]
    for (place, variable) in tape.enumerated() { places[ObjectIdentifier(variable)] = place }
    var gradients = [Gradient?](repeating: nil, count: tape.count)
    gradients[tape.count - 1] = .numbers(upstream)
    for place in tape.indices.reversed() {
      guard let gradient = gradients[place] else { continue }
      gradients[place] = nil
      visit(tape[place], gradient)
      let paths = tape[place].paths
      guard !paths.isEmpty else { continue }
      let upstream = gradient.tensor
      for path in paths {
        let share = path.derivative(upstream)
        if let place = places[ObjectIdentifier(path.operand)] {
          // A variable used twice gets the sum of both shares.
          gradients[place] = gradients[place].map { $0 + share } ?? share
        }
      }
    }
  }

  /// Everything this variable was computed from and itself, operands before results.
  private func tape() -> [Variable] {
    var tape: [Variable] = []
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var pending: [(variable: Variable, nextPath: Int)] = [(self, 0)]
    while let (variable, next) = pending.last {
      if next == variable.paths.count {
        tape.append(variable)
        pending.removeLast()
      } else {
        pending[pending.count - 1].nextPath += 1
        let operand = variable.paths[next].operand
        if seen.insert(ObjectIdentifier(operand)).inserted { pending.append((operand, 0)) }
      }
    }
    return tape
  }
}

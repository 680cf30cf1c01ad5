import Kernels
import Learning
import TensorCore
import Testing

/// A plain array of Doubles with a shape, for operations written down a second time, naively.
struct Doubles {
  var shape: [Int]
  var values: [Double]

  init(_ shape: [Int], _ values: [Double]) {
    self.shape = shape
    self.values = values
  }

  init(_ tensor: Tensor) { self.init(tensor.shape, tensor.elements.map(Double.init)) }

  subscript(_ index: Int...) -> Double { values[zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }] }

  func map(_ function: (Double) -> Double) -> Doubles { Doubles(shape, values.map(function)) }

  /// A tensor of `shape` computed place by place.
  static func filled(_ shape: [Int], _ value: ([Int]) -> Double) -> Doubles {
    var values: [Double] = []
    var index = shape.map { _ in 0 }
    for _ in 0..<shape.reduce(1, *) {
      values.append(value(index))
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return Doubles(shape, values)
  }

  /// Element by element, with broadcasting.
  static func combined(_ a: Doubles, _ b: Doubles, _ operation: (Double, Double) -> Double) -> Doubles {
    let rank = max(a.shape.count, b.shape.count)
    func size(_ x: Doubles, _ axis: Int) -> Int {
      axis < rank - x.shape.count ? 1 : x.shape[axis - rank + x.shape.count]
    }
    func value(_ x: Doubles, _ index: [Int]) -> Double {
      var place = 0
      for axis in (rank - x.shape.count)..<rank {
        place = place * size(x, axis) + min(index[axis], size(x, axis) - 1)
      }
      return x.values[place]
    }
    return filled((0..<rank).map { max(size(a, $0), size(b, $0)) }) { operation(value(a, $0), value(b, $0)) }
  }
}

/// Compares what an operation computes, and every derivative of it, with a naive version in Double: the derivatives with
/// central differences of Σ weight · result, where the weights are all different.
func checkGradients(
  _ name: String, _ inputs: [Tensor], tolerance: Double = 2e-5,
  _ operation: ([Variable]) -> Variable, _ naive: ([Doubles]) -> Doubles,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let variables = inputs.map { Variable($0) }
  let result = operation(variables)
  let exact = inputs.map { Doubles($0) }
  let expected = naive(exact)
  guard result.shape == expected.shape else {
    Issue.record("\(name): shape \(result.shape), expected \(expected.shape)", sourceLocation: sourceLocation)
    return
  }
  func compare(_ found: Float, _ expected: Double, _ what: @autoclosure () -> String) {
    if !(abs(Double(found) - expected) <= tolerance * max(1, abs(expected))) {
      Issue.record("\(name), \(what()): expected \(expected), found \(found)", sourceLocation: sourceLocation)
    }
  }
  for (index, value) in result.value.elements.enumerated() {
    compare(value, expected.values[index], "result \(index)")
  }

  var generator = SeededGenerator(seed: 99)
  let upstream = Tensor(shape: result.shape) {
    for index in $0.indices { $0[index] = generator.uniform(in: -1..<1) + Float(index % 3) }
  }
  result.backward(upstream)
  let weights = upstream.elements.map(Double.init)
  func weighted(_ inputs: [Doubles]) -> Double { zip(naive(inputs).values, weights).reduce(0) { $0 + $1.0 * $1.1 } }
  for (number, variable) in variables.enumerated() {
    let gradient = variable.gradient?.elements ?? []
    #expect(
      gradient.count == exact[number].values.count, "\(name): gradient \(number)", sourceLocation: sourceLocation)
    for index in gradient.indices {
      let step = 1e-6
      var above = exact, below = exact
      above[number].values[index] += step
      below[number].values[index] -= step
      let slope = (weighted(above) - weighted(below)) / (2 * step)
      compare(gradient[index], slope, "gradient \(number)[\(index)]")
    }
  }
}

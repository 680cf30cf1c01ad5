import Foundation
import Learning
import TensorCore

extension Operation {
  /// Functions of each element, beside the C library's.
  static func functions(_ shape: [Int]) -> [Operation] {
    [
      function("ReLU", shape, floatingPointOperations: 1, { max(0, $0) }) { $0.relu() },
      function("exp", shape, { Foundation.exp($0) }) { $0.exp() },
      function("sigmoid", shape, { 1 / (1 + Foundation.exp(-$0)) }) { $0.sigmoid() },
      function("tanh", shape, { Foundation.tanh($0) }) { $0.tanh() },
    ]
  }

  private static func function(
    _ name: String, _ shape: [Int], floatingPointOperations: Double? = nil, _ loop: @escaping (Float) -> Float,
    _ function: @escaping (Tensor) -> Tensor
  ) -> Operation {
    let x = random(shape, stream: 6)
    return Operation(
      section: .functions, name: "\(name), on \(Tensor.text(shape))",
      floatingPointOperations: floatingPointOperations.map { $0 * Double(x.count) }, bytes: 8 * Double(x.count),
      loops: .init(name: "loops") { x.map(loop) }, algorithms: [.init(name: "lanes") { function(x) }]
    ).known(inPyTorch: name.lowercased(), shape)
  }

  /// The softmax of each row.
  static func softmax(_ shape: [Int]) -> Operation {
    let x = random(shape, stream: 7)
    return Operation(
      section: .functions, name: "Softmax, on \(Tensor.text(x.shape))",
      floatingPointOperations: nil, bytes: 8 * Double(x.count), loops: .init(name: "loops") { softmaxByLoops(x) },
      algorithms: [.init(name: "library") { Learning.softmax(Variable(constant: x)).value }]
    ).known(inPyTorch: "softmax", shape)
  }

  /// The definition, after the largest of the row has been taken from each of its elements.
  private static func softmaxByLoops(_ x: Tensor) -> Tensor {
    let columns = x.shape[1]
    return x.withUnsafeElements { elements in
      Tensor(shape: x.shape) { result in
        for start in stride(from: 0, to: x.count, by: columns) {
          var (largest, sum): (Float, Float) = (-.infinity, 0)
          for index in start..<start + columns { largest = max(largest, elements[index]) }
          for index in start..<start + columns {
            result[index] = Foundation.exp(elements[index] - largest)
            sum += result[index]
          }
          for index in start..<start + columns { result[index] /= sum }
        }
      }
    }
  }
}

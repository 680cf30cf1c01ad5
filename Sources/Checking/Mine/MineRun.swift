import Figures
import Pages
import TensorCore

/// A network that computes one image twice, by the library and with the learner's own functions in it, layer by layer.
package struct MineRun {
  let network: OwnNetwork
  /// What a learner's function gives for each of some operands; throws an `OwnFunctions.Failure` if it does not.
  let call: (LearnerFunction, [[Tensor]]) throws -> [Tensor]

  /// A run of a network with some functions in it.
  package init(network: OwnNetwork, call: @escaping (LearnerFunction, [[Tensor]]) throws -> [Tensor]) {
    (self.network, self.call) = (network, call)
  }

  /// A layer after both have computed it.
  package struct Row {
    let layer: String
    /// The learner's function that computed it; nil for the library's.
    let function: LearnerFunction?
    let expected: Tensor
    /// Nil if the learner's function gave nothing that could be carried on with.
    let found: Tensor?
    /// How the two differ; nil if they agree.
    let finding: Prose?
  }

  /// Computes an image layer by layer.
  package func report(_ image: Tensor) throws -> MineReport {
    MineReport(rows: try rows(image), layers: network.layers.count)
  }

  /// The learner's functions that a network can be run on.
  package static func functions(of network: OwnNetwork) -> [LearnerFunction] {
    LearnerFunction.allCases.filter { function in network.layers.contains { $0.function == function } }
  }

  /// The layers up to the first at which the learner's functions give nothing to carry on with.
  private func rows(_ image: Tensor) throws -> [Row] {
    var rows: [Row] = []
    var expected = image, mine = image
    for layer in network.layers {
      expected = layer.library(expected)
      do {
        mine = try apply(layer, mine)
      } catch let failure as OwnFunctions.Failure {
        return rows + [row(layer, expected, nil, failure.finding)]
      }
      rows.append(row(layer, expected, mine, MineRun.finding(expected, mine)))
      if mine.shape != expected.shape { return rows }
    }
    return rows
  }

  private func row(_ layer: OwnNetwork.Layer, _ expected: Tensor, _ found: Tensor?, _ finding: Prose?) -> Row {
    Row(layer: layer.name, function: layer.function, expected: expected, found: found, finding: finding)
  }

  private static func finding(_ expected: Tensor, _ found: Tensor) -> Prose? {
    Comparison(expected: expected.answer, found: found.answer, tolerance: 1e-4).firstFinding?.finding
  }

  /// What a layer makes of its input, by the learner's function where there is one.
  private func apply(_ layer: OwnNetwork.Layer, _ input: Tensor) throws -> Tensor {
    switch layer.own {
    case .convolution(let kernel, let bias, let padding):
      let bias = bias ?? Tensor(shape: [kernel.shape[0]], repeating: 0)
      return try call(.convolution, [[input, kernel, bias, Tensor(Float(padding))]])[0]
    case .maxPooling(let window, let stride):
      let maps = try call(.maxPooling, (0..<input.shape[0]).map { [input.selecting($0), Tensor(Float(window))] })
      guard let first = maps.first, maps.allSatisfy({ $0.rank == 2 && $0.shape == first.shape }) else {
        return maps.first ?? input
      }
      return Tensor.stacked(maps.map { MineRun.every(stride, of: $0) })
    case nil: return layer.library(input)
    }
  }

  /// What a window that moves by 1 sees at the places where one that moves by `stride` is.
  private static func every(_ stride: Size2D, of map: Tensor) -> Tensor {
    let rows = Array(Swift.stride(from: 0, to: map.shape[0], by: stride.height))
    let columns = Array(Swift.stride(from: 0, to: map.shape[1], by: stride.width))
    return map.gathered(rows: rows).transposed().gathered(rows: columns).transposed().contiguous()
  }
}

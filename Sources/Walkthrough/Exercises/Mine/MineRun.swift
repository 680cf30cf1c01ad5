import Figures
import Learning
import TensorCore

/// A network that computes one image twice, by the library and with the learner's own functions in it, layer by layer.
struct MineRun {
  let network: Sequential
  /// What a learner's function gives for each of some operands; throws an `OwnFunctions.Failure` if it does not.
  let call: (LearnerFunction, [[Tensor]]) throws -> [Tensor]

  /// A layer after both have computed it.
  struct Row {
    let layer: String
    /// The exercise whose answer computed it; nil for the library.
    let function: LearnerFunction?
    let expected: Tensor
    /// Nil if the learner's function gave nothing that could be carried on with.
    let found: Tensor?
    let finding: String
  }

  /// Computes an image layer by layer.
  func report(_ image: Tensor) throws -> MineReport {
    MineReport(rows: try rows(image), layers: network.layers.count)
  }

  /// The learner's functions that a network can be run on.
  static func functions(of network: Sequential) -> [LearnerFunction] {
    LearnerFunction.allCases.filter { function in
      network.layers.contains { MineRun.function(of: $0.layer) == function }
    }
  }

  private static func function(of layer: any Layer) -> LearnerFunction? {
    switch layer {
    case let layer as Conv2d where border(of: layer) != nil: .convolution
    case let layer as MaxPool2d where layer.padding == 0 && layer.window.height == layer.window.width: .maxPooling
    default: nil
    }
  }

  /// The one number of zeros on every side of a convolution that the learner's function can compute.
  private static func border(of layer: Conv2d) -> Int? {
    guard case .sides(let top, _, _, _) = layer.padding, layer.padding == Padding(Size2D(top)) else { return nil }
    return layer.stride == 1 && layer.dilation == 1 && layer.groups == 1 ? top : nil
  }

  /// The layers up to the first at which the learner's functions give nothing to carry on with.
  private func rows(_ image: Tensor) throws -> [Row] {
    var rows: [Row] = []
    var expected = image, mine = image
    for layer in network.layers {
      expected = apply(layer.layer, expected)
      let function = MineRun.function(of: layer.layer)
      do {
        mine = try apply(layer.layer, mine, with: function)
      } catch let failure as OwnFunctions.Failure {
        return rows + [row(layer, function, expected, nil, failure.description)]
      }
      rows.append(row(layer, function, expected, mine, MineRun.finding(expected, mine)))
      if mine.shape != expected.shape { return rows }
    }
    return rows
  }

  private func row(
    _ layer: NamedLayer, _ function: LearnerFunction?, _ expected: Tensor, _ found: Tensor?, _ finding: String
  ) -> Row {
    return Row(
      layer: "\(layer.name) \(layer.layer.description)", function: function, expected: expected, found: found,
      finding: finding)
  }

  /// Empty where the two agree.
  private static func finding(_ expected: Tensor, _ found: Tensor) -> String {
    Comparison(expected: expected.answer, found: found.answer, tolerance: 1e-4).firstFinding?.finding ?? ""
  }

  private func apply(_ layer: any Layer, _ input: Tensor) -> Tensor {
    layer(Variable(constant: input.unsqueezed(axis: 0))).value.squeezed(axis: 0)
  }

  private func apply(_ layer: any Layer, _ input: Tensor, with function: LearnerFunction?) throws -> Tensor {
    switch (function, layer) {
    case (.convolution, let layer as Conv2d):
      let bias = layer.bias?.value ?? Tensor(shape: [layer.weight.shape[0]], repeating: 0)
      let padding = Tensor(Float(MineRun.border(of: layer) ?? 0))
      return try call(.convolution, [[input, layer.weight.value, bias, padding]])[0]
    case (.maxPooling, let layer as MaxPool2d):
      let window = Tensor(Float(layer.window.height))
      let maps = try call(.maxPooling, (0..<input.shape[0]).map { [input.selecting($0), window] })
      guard let first = maps.first, maps.allSatisfy({ $0.rank == 2 && $0.shape == first.shape }) else {
        return maps.first ?? input
      }
      return Tensor.stacked(maps.map { MineRun.every(layer.stride, of: $0) })
    default: return apply(layer, input)
    }
  }

  /// What a window that moves by 1 sees at the places where one that moves by `stride` is.
  private static func every(_ stride: Size2D, of map: Tensor) -> Tensor {
    let rows = Array(Swift.stride(from: 0, to: map.shape[0], by: stride.height))
    let columns = Array(Swift.stride(from: 0, to: map.shape[1], by: stride.width))
    return map.gathered(rows: rows).transposed().gathered(rows: columns).transposed().contiguous()
  }
}

import Drawing
import Pages
import TensorCore

/// Weights and biases of a layer.
func parameters(_ inputs: Int, _ outputs: Int, kernel: Int, groups: Int = 1) -> Int {
  outputs * (inputs / groups * kernel * kernel + 1)
}

/// Multiply-adds of a layer whose maps have `side` rows and columns.
func multiplyAdds(_ inputs: Int, _ outputs: Int, kernel: Int, side: Int, groups: Int = 1) -> Int {
  outputs * side * side * (inputs / groups) * kernel * kernel
}

/// The same, by going through the loops.
func counted(_ inputs: Int, _ outputs: Int, kernel: Int, side: Int, groups: Int = 1) -> Int {
  var count = 0
  for _ in 0..<outputs {
    for _ in 0..<side {  // rows
      for _ in 0..<side {  // columns
        for _ in 0..<inputs / groups {
          for _ in 0..<kernel {
            for _ in 0..<kernel { count += 1 }
          }
        }
      }
    }
  }
  return count
}

/// What single layers cost, by formula and as counted.
func costTable(_ layers: [(Int, Int, Int, Int)]) -> Table {
  Table(
    columns: ["in → out", "kernel", "output", "parameters", "held", "multiply-adds", "counted"],
    rows: layers.map { inputs, outputs, kernel, side in
      let weights = Tensor.zeros(outputs, inputs, kernel, kernel)
      let bias = Tensor.zeros(outputs)
      return ["\(inputs) → \(outputs)", "\(kernel)×\(kernel)", "\(side)×\(side)"]
        + [
          parameters(inputs, outputs, kernel: kernel),
          weights.count + bias.count,
          multiplyAdds(inputs, outputs, kernel: kernel, side: side),
          counted(inputs, outputs, kernel: kernel, side: side),
        ].map(Numerals.text)
    })
}

/// What a 3×3 layer on maps of 28×28 costs, with as many channels in as out.
func doublingTable(_ channels: [Int]) -> Table {
  Table(
    columns: ["3×3, 28×28", "multiply-adds"],
    rows: channels.map { ["\($0) → \($0)", Numerals.text(multiplyAdds($0, $0, kernel: 3, side: 28))] })
}

/// A convolution's numbers of channels, the size of its kernels, and its groups.
struct LayerSize {
  let inputs, outputs, kernel, groups: Int

  init(_ inputs: Int, _ outputs: Int, kernel: Int, groups: Int = 1) {
    (self.inputs, self.outputs, self.kernel, self.groups) = (inputs, outputs, kernel, groups)
  }
}

/// What layers one after the other cost together: parameters, and for one place of the output the multiply-adds by
/// formula and as counted.
func togetherTable(_ ways: [(name: String, layers: [LayerSize])]) -> Table {
  Table(
    columns: ["layers", "parameters", "multiply-adds for a place", "counted"],
    rows: ways.map { name, layers in
      let costs = layers.map { layer in
        [
          parameters(layer.inputs, layer.outputs, kernel: layer.kernel, groups: layer.groups),
          multiplyAdds(layer.inputs, layer.outputs, kernel: layer.kernel, side: 1, groups: layer.groups),
          counted(layer.inputs, layer.outputs, kernel: layer.kernel, side: 1, groups: layer.groups),
        ]
      }
      return [name] + (0..<3).map { column in Numerals.text(costs.map { $0[column] }.reduce(0, +)) }
    })
}

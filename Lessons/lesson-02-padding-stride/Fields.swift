import Figures
import Pages
import TensorCore

/// Layers one after the other, with 3×3 kernels of ones.
struct Stack {
  let name: String
  let layers: [(stride: Int, dilation: Int)]

  static let three = [
    Stack(name: "stride 1, dilation 1", layers: [(1, 1), (1, 1), (1, 1)]),
    Stack(name: "strides 2, 2, 1", layers: [(2, 1), (2, 1), (1, 1)]),
    Stack(name: "dilations 1, 2, 4", layers: [(1, 1), (1, 2), (1, 4)]),
  ]
}

/// What the middle output of each layer of a stack depends on, found by lighting every pixel of a square image in turn.
struct CountedFields {
  let name: String
  /// For each layer 1 at the pixels that change its middle output, 0 elsewhere.
  let seen: [Tensor]
  /// How many outputs the last layer has along a side.
  let outputs: Int

  init(_ stack: Stack, size: Int) {
    name = stack.name
    var maps = Tensor.zeros(size * size, size * size)
    for pixel in 0..<size * size { maps[pixel, pixel] = 1 }
    maps = maps.reshaped(size * size, 1, size, size)
    var seen: [Tensor] = []
    for layer in stack.layers {
      maps = convolve2d(
        maps, kernel: .ones(1, 1, 3, 3), stride: Size2D(layer.stride), dilation: Size2D(layer.dilation))
      let middle = maps.shape[2] / 2..<maps.shape[2] / 2 + 1
      seen.append(maps[0..., 0..<1, middle, middle].reshaped(size, size) .> 0)
    }
    (self.seen, outputs) = (seen, maps.shape[2])
  }

  /// The side of each layer's field, in pixels.
  var sides: [Int] { seen.map { Int($0.maximum(axes: 0).sum()) } }
}

/// The sides of all fields, and how many outputs are left of an image.
func fieldsTable(_ fields: [CountedFields], size: Int) -> Table {
  Table(
    columns: ["three layers of 3×3", "1 layer sees", "2 layers", "3 layers", "outputs of \(size)×\(size)"],
    rows: fields.map { field in [field.name] + (field.sides + [field.outputs]).map { "\($0)×\($0)" } })
}

/// The pixels that the middle output depends on: in three shades, from those that it sees after one layer.
func fieldsFigure(_ fields: [CountedFields]) -> Figure {
  Figure {
    for field in fields {
      ImagePanel(
        field.seen.reduce(Tensor(0), +), title: field.name, colors: .viridis, range: 0...3,
        caption: field.sides.map { "\($0)×\($0)" }.joined(separator: ", "), side: 186)
    }
  }
}

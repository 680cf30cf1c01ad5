import Learning
import TensorCore

/// What one channel contributes to a value that is a sum of products (`products` in `engine.js`).
struct ChannelProducts {
  let channel: Int
  /// For each element of the kernel, row by row, the place among all values that are read; nil in the padding.
  let pixels: [Int?]
  let weights: [Float]

  /// The contributions to the value at an index of what a convolution gives, channel by channel.
  static func of(_ layer: Conv2d, input: [Int], output: [Int], at index: Int) -> [ChannelProducts] {
    let (map, row, column) = (index / (output[1] * output[2]), index / output[2] % output[1], index % output[2])
    let weight = layer.weight.value, padding = ShownLayer.padding(of: layer)
    let seen = weight.shape[1], first = map * layer.groups / output[0] * seen
    return (0..<seen).map { channel in
      let pixels = elements(of: weight).map { i, j -> Int? in
        let y = row * layer.stride.height - padding.height + i * layer.dilation.height
        let x = column * layer.stride.width - padding.width + j * layer.dilation.width
        guard (0..<input[1]).contains(y), (0..<input[2]).contains(x) else { return nil }
        return ((first + channel) * input[1] + y) * input[2] + x
      }
      return ChannelProducts(
        channel: first + channel, pixels: pixels, weights: weight.selecting(map).selecting(channel).elements)
    }
  }

  /// The contributions to the value at an index of what a transposed convolution gives.
  static func of(_ layer: ConvTranspose2d, input: [Int], output: [Int], at index: Int) -> [ChannelProducts] {
    let (map, row, column) = (index / (output[1] * output[2]), index / output[2] % output[1], index % output[2])
    let weight = layer.weight.value
    let (made, seen) = (weight.shape[1], input[0] / layer.groups)
    let group = map / made
    return (group * seen..<(group + 1) * seen).map { channel in
      let pixels = elements(of: weight).map { i, j -> Int? in
        let down = row + layer.padding.height - i * layer.dilation.height
        let across = column + layer.padding.width - j * layer.dilation.width
        let (y, x) = (down / layer.stride.height, across / layer.stride.width)
        guard down >= 0, across >= 0, down % layer.stride.height == 0, across % layer.stride.width == 0,
          y < input[1], x < input[2]
        else { return nil }
        return (channel * input[1] + y) * input[2] + x
      }
      return ChannelProducts(
        channel: channel, pixels: pixels,
        weights: weight.selecting(channel).selecting(map - group * made).elements)
    }
  }

  /// Rows and columns of a kernel.
  private static func elements(of weight: Tensor) -> [(Int, Int)] {
    (0..<weight.shape[2]).flatMap { i in (0..<weight.shape[3]).map { (i, $0) } }
  }
}

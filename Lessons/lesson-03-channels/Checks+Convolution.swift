import Checking
import TensorCore
import Walkthrough

extension Channels {
  typealias Layer = (image: Tensor, kernel: Tensor, bias: Tensor, padding: Int)

  static let convolved = Exercise(
    "3.2", answers,
    cases: [
      Case(
        "the lesson's two channels and three kernels",
        (
          image: lessonImage, kernel: Tensor.stacked([lessonKernel, lessonKernel + 1, lessonKernel + 2]),
          bias: Tensor([0, 10, -100]), padding: 0
        )),
      Case(
        "one channel, one map, padding 1",
        (image: numbers(1, 3, 3, seed: 1), kernel: numbers(1, 1, 3, 3, seed: 2), bias: Tensor([7]), padding: 1)),
      Case(
        "two channels, two maps, padding 1",
        (image: numbers(2, 4, 4, seed: 3), kernel: numbers(2, 2, 2, 2, seed: 4), bias: Tensor([-3, 5]), padding: 1)),
      Case(
        "an image wider than high, three channels and two maps",
        (image: numbers(3, 3, 5, seed: 5), kernel: numbers(2, 3, 2, 2, seed: 6), bias: Tensor([20, -11]), padding: 0)),
      Case(
        "an image higher than wide, padding 2",
        (
          image: numbers(2, 4, 2, seed: 7), kernel: numbers(3, 2, 2, 2, seed: 8), bias: Tensor([4, 9, -6]), padding: 2
        )),
      Case(
        "a kernel wider than high, padding 1",
        (
          image: numbers(2, 4, 4, seed: 9), kernel: numbers(3, 2, 2, 3, seed: 10), bias: Tensor([2, -8, 3]),
          padding: 1
        )),
    ],
    drawing: {
      let (maps, channels, height, width) = ($0.size(), $0.size(), $0.size(), $0.size())
      return (
        image: $0.tensor(channels, $0.size(from: height), $0.size(from: width)),
        kernel: $0.tensor(maps, channels, height, width, in: -3...3), bias: $0.tensor(maps, in: -9...9),
        padding: $0.integer(0...2)
      )
    },
    without: ["convolve2d", "unfold", "correlate", "mapsByEachKernel", "mapsByGroups"],
    expected: { output($0) },
    answer: { try $0.convolved($1.image, kernel: $1.kernel, bias: $1.bias, padding: $1.padding) },
    given: [
      .integer("padding", \.padding), .tensor("image", \.image), .tensor("kernel", \.kernel), .tensor("bias", \.bias),
    ],
    fitting: { layer in
      layer.padding >= 0
        && zip(layer.image.shape, layer.kernel.shape[1...]).dropFirst().allSatisfy { $0 + 2 * layer.padding >= $1 }
    },
    mistakes: biasMistakes + kernelMistakes + paddingMistakes + loopMistakes,
    explaining: { input, _ in
      .pixel(
        .convolution(image: input.image, kernel: input.kernel, bias: input.bias, padding: Size2D(input.padding)))
    })

  /// The library's result, with what a mistake changes.
  static func output(
    _ input: Layer, image: Tensor? = nil, kernel: Tensor? = nil, bias: Tensor? = nil, padding: Size2D? = nil
  ) -> Tensor {
    convolve2d(
      image ?? input.image, kernel: kernel ?? input.kernel, bias: bias ?? input.bias,
      padding: padding ?? Size2D(input.padding))
  }

  /// What the kernels give without their biases.
  static func unbiased(_ input: Layer) -> Tensor { output(input, bias: input.bias * 0) }

  /// The biases as they are added to maps.
  static func biases(_ input: Layer) -> Tensor { input.bias.reshaped(-1, 1, 1) }

  private static let biasMistakes: [Mistake<Layer>] = [
    repeatedBias("each product") { $0.kernel.count / $0.kernel.shape[0] },
    repeatedBias("each channel") { $0.image.shape[0] },
    repeatedBias("each row of the kernel") { $0.image.shape[0] * $0.kernel.shape[2] },
    Mistake(
      "all maps have the first bias", "Each map has a bias of its own, `bias[o]`."
    ) { output($0, bias: $0.bias * 0 + $0.bias[0]) },
    Mistake(
      "every map has all the biases", "Each map has one bias, `bias[o]`, not the sum of all."
    ) { output($0, bias: $0.bias * 0 + $0.bias.sum()) },
    Mistake("the bias is multiplied", "A bias is added to the sum of the products.") { unbiased($0) * biases($0) },
  ]

  private static func repeatedBias(
    _ place: String, _ times: @escaping @Sendable (Layer) -> Int
  ) -> Mistake<Layer> {
    Mistake(
      "the bias is added for \(place)", "Once per output pixel is enough: outside the loops over channels and kernel."
    ) { output($0, bias: $0.bias * Float(times($0))) }
  }

  private static let kernelMistakes: [Mistake<Layer>] = [
    Mistake(
      "the kernel is turned by 180°",
      "That is a true convolution. What networks call convolution does not turn: row i of the kernel meets row i of "
        + "the patch."
    ) { output($0, kernel: $0.kernel.flipped(axes: 2, 3)) },
    Mistake(
      "row and column are exchanged between kernel and patch",
      "The weight in row i, column j meets the pixel i rows down and j columns to the right, not the other way round."
    ) { input in
      guard input.kernel.shape[2] == input.kernel.shape[3] else { throw WouldCrash(saying: "is outside axis") }
      return output(input, kernel: input.kernel.transposed())
    },
    Mistake(
      "maps and channels are exchanged in the kernel's index",
      "The kernel's first index is the map that goes out, the second the channel that comes in: `kernel[o, c, i, j]`."
    ) { input in
      guard input.kernel.shape[0] == input.kernel.shape[1] else { throw WouldCrash(saying: "is outside axis") }
      return output(input, kernel: input.kernel.permuted(1, 0, 2, 3))
    },
    Mistake(
      "all maps are made by the first kernel",
      "Each map has a kernel of its own. Does the map's number come up in the kernel's index?"
    ) { output($0, kernel: $0.kernel[0..<1].broadcast(to: $0.kernel.shape)) },
    Mistake(
      "all channels use the first slice",
      "A kernel has a slice for each channel. Does the channel's number come up in the kernel's index?"
    ) { output($0, kernel: $0.kernel[0..., 0..<1].broadcast(to: $0.kernel.shape)) },
    Mistake(
      "all slices slide over the first channel",
      "Each slice has a channel of its own. Does the channel's number come up in the pixel's index?"
    ) { output($0, image: $0.image[0..<1].broadcast(to: $0.image.shape)) },
    Mistake(
      "only the first channel is read",
      "Each kernel adds up what it finds in all channels. Is there a loop over them?"
    ) { output($0, image: $0.image[0..<1], kernel: $0.kernel[0..., 0..<1]) },
    Mistake(
      "only the last channel is left",
      "The sum begins anew in every channel, or is overwritten. Let it begin outside the loop over the channels."
    ) { lastChannel($0) },
    Mistake(
      "only the last channel is left, without a bias",
      "The sum begins at 0 again in every channel. Let it begin at the bias, outside the loop over the channels."
    ) { lastChannel($0) - biases($0) },
    Mistake(
      "the channels are counted by the maps",
      "The kernel's first size, `kernel.shape[0]`, is the number of maps; the channels are `image.shape[0]`."
    ) { input in
      let maps = input.kernel.shape[0]
      guard maps <= input.image.shape[0] else { throw WouldCrash(saying: "is outside axis") }
      return output(input, image: input.image[0..<maps], kernel: input.kernel[0..., 0..<maps])
    },
    Mistake(
      "the maps are counted by the channels",
      "There is a map for each kernel: `kernel.shape[0]`. The image's first size is the number of channels."
    ) { input in
      let channels = input.image.shape[0]
      guard channels <= input.kernel.shape[0] else { throw WouldCrash(saying: "is outside axis") }
      return output(input)[0..<channels]
    },
    Mistake(
      "the kernel's last row and last column are left out",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off in the loops over the kernel."
    ) { input in
      var kernel = input.kernel
      kernel[0..., 0..., kernel.shape[2] - 1..<kernel.shape[2]] *= 0
      kernel[0..., 0..., 0..., kernel.shape[3] - 1..<kernel.shape[3]] *= 0
      return output(input, kernel: kernel)
    },
    Mistake(
      "the last channel is left out",
      "`0..<channels` ends before `channels` by itself, so nothing is to be taken off."
    ) { output($0) - lastChannel($0) + biases($0) },
    Mistake(
      "the channels are averaged", "What the channels give is added up, and not divided by how many there are."
    ) { unbiased($0) / Float($0.image.shape[0]) + biases($0) },
    Mistake(
      "the sum is divided by the number of weights", "That is the mean of the products. A convolution is their sum."
    ) { unbiased($0) / Float($0.kernel.count / $0.kernel.shape[0]) + biases($0) },
    Mistake(
      "only the first map comes out", "There is a map for each kernel. Is there a loop over them?"
    ) { output($0)[0..<1] },
    Mistake(
      "all maps are added up to one",
      "Each kernel makes a map of its own. Sums go over the channels that come in, not over the maps that go out."
    ) { output($0).sum(axes: 0, keepingAxes: true) },
    Mistake(
      "the maps are the last axis", "Output maps are channels, and channels come first: `(O, H', W')`."
    ) { output($0).permuted(1, 2, 0) },
  ]

  private static func lastChannel(_ input: Layer) -> Tensor {
    let last = input.image.shape[0] - 1
    return output(input, image: input.image[last...], kernel: input.kernel[0..., last...])
  }
}

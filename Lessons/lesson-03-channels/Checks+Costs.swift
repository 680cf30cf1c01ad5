import Checking
import TensorCore
import Walkthrough

extension Channels {
  private typealias Mixing = (image: Tensor, weights: Tensor)

  static let mixedByMatrixProduct = Exercise(
    "3.3", answers,
    cases: [
      Case(
        "two channels, three maps",
        (
          image: Tensor([[[1, 2], [3, 4]], [[10, 20], [30, 40]]]), weights: Tensor([[1, 1], [-1, 1], [1, 0]])
        )),
      Case("three channels, three maps", (image: numbers(3, 3, 3, seed: 21), weights: numbers(3, 3, seed: 22))),
      Case("an image wider than high", (image: numbers(3, 2, 4, seed: 23), weights: numbers(2, 3, seed: 24))),
      Case("an image higher than wide", (image: numbers(2, 4, 3, seed: 25), weights: numbers(4, 2, seed: 26))),
      Case("a single map", (image: numbers(3, 2, 3, seed: 27), weights: numbers(1, 3, seed: 28))),
    ],
    drawing: {
      let channels = $0.size()
      return (
        image: $0.tensor(channels, $0.size(), $0.size()), weights: $0.tensor($0.size(), channels, in: -3...3)
      )
    },
    without: ["convolve2d"], withoutLoop: .any, through: ["matmul"],
    expected: { convolve2d($0.image, kernel: $0.weights.unsqueezed(axis: 2).unsqueezed(axis: 3)) },
    answer: { try $0.mixedByMatrixProduct($1.image, weights: $1.weights) },
    given: [.tensor("image", \.image), .tensor("weights", \.weights)],
    fitting: { $0.weights.shape[1] == $0.image.shape[0] },
    mistakes: mixingMistakes,
    explaining: { input, _ in
      .pixel(.convolution(image: input.image, kernel: input.weights.unsqueezed(axis: 2).unsqueezed(axis: 3)))
    })

  /// The matrix product of the weights with the channels as rows, `(O, H·W)`.
  private static func product(_ input: Mixing) -> Tensor {
    matmul(input.weights, input.image.reshaped(input.image.shape[0], -1))
  }

  private static func reshaped(_ product: Tensor, _ input: Mixing) -> Tensor {
    product.reshaped(input.weights.shape[0], input.image.shape[1], input.image.shape[2])
  }

  private static let mixingMistakes: [Mistake<Mixing>] = [
    Mistake(
      "the rows of pixels are not folded back",
      "The numbers are right, each map in one line. Reshape to maps with rows and columns."
    ) { product($0) },
    Mistake(
      "height and width are exchanged in folding back",
      "A map has as many rows as the image is high: `(O, H, W)`. On a square image one does not see it."
    ) { input in product(input).reshaped(input.weights.shape[0], input.image.shape[2], input.image.shape[1]) },
    Mistake(
      "the weights are transposed",
      "The weights have a row for each map as they are. Rows of the first matrix meet columns of the second."
    ) { input in
      guard input.weights.shape[0] == input.weights.shape[1] else { throw WouldCrash(saying: "matmul") }
      return reshaped(product((input.image, input.weights.transposed())), input)
    },
    Mistake(
      "the pixels are mixed up: (H·W, C) by reshaping",
      "Reshaping leaves the numbers in their line, so that a row of C numbers is not one pixel. Let each channel be "
        + "a row."
    ) { input in
      let rows = input.image.reshaped(-1, input.image.shape[0])
      return reshaped(matmul(rows, input.weights.transposed()), input)
    },
    Mistake(
      "the pixels are mixed up: (H·W, C) by reshaping, then turned",
      "Reshaping leaves the numbers in their line, so that a row of C numbers is not one pixel. Let each channel be "
        + "a row."
    ) { input in
      reshaped(matmul(input.weights, input.image.reshaped(-1, input.image.shape[0]).transposed()), input)
    },
    Mistake(
      "the maps are mixed up in folding back",
      "The product has a row for each pixel. To get maps, its axes must change places; reshaping leaves them in "
        + "their line."
    ) { reshaped(product($0).transposed(), $0) },
    Mistake(
      "the maps are the last axis",
      "The numbers of a pixel stand together. In this course the channels come first: `(O, H, W)`."
    ) { reshaped(product($0), $0).permuted(1, 2, 0) },
    Mistake(
      "rows and columns are exchanged", "Each map is transposed. Neither the image nor the maps need turning."
    ) { reshaped(product($0), $0).transposed() },
    Mistake(
      "only the first channel is read", "A pixel of a map is a sum over all channels."
    ) { input in reshaped(product((input.image[0..<1], input.weights[0..., 0..<1])), input) },
    Mistake(
      "the channels are averaged", "The matrix product adds up. Nothing is divided by the number of channels."
    ) { reshaped(product($0), $0) / Float($0.image.shape[0]) },
    Mistake(
      "only the first map comes out", "There is a map for each row of the weights."
    ) { reshaped(product($0), $0)[0..<1] },
    Mistake(
      "there are as many maps as channels",
      "The first size of the answer is the number of maps, `weights.shape[0]`. The image's first size is another one."
    ) { input in
      guard input.weights.shape[0] == input.image.shape[0] else { throw WouldCrash(saying: "reshaped") }
      return reshaped(product(input), input)
    },
  ]

  private typealias Sizes = (channels: Int, maps: Int, kernel: Int, height: Int, width: Int)

  static let costs = Exercise(
    "3.4", answers,
    cases: [
      Case("2 to 3, a kernel of 2, 3×3 pixels", (channels: 2, maps: 3, kernel: 2, height: 3, width: 3)),
      Case("6 to 16, a kernel of 5, 14×14 pixels", (channels: 6, maps: 16, kernel: 5, height: 14, width: 14)),
      Case("3 to 5, a kernel of 3, 20×28 pixels", (channels: 3, maps: 5, kernel: 3, height: 20, width: 28)),
      Case("8 to 4, a kernel of 1, 9×7 pixels", (channels: 8, maps: 4, kernel: 1, height: 9, width: 7)),
    ],
    drawing: {
      let kernel = $0.size()
      return (
        channels: $0.size(), maps: $0.size(), kernel: kernel, height: $0.size(from: kernel),
        width: $0.size(from: kernel)
      )
    },
    expected: { sizes in
      // Counted in the tensors that hold them, and in the outputs that the library computes.
      let kernel = Tensor.zeros(sizes.maps, sizes.channels, sizes.kernel, sizes.kernel)
      let outputs = convolve2d(.zeros(sizes.channels, sizes.height, sizes.width), kernel: kernel).count
      return parts(kernel.count + sizes.maps, outputs * kernel.count / sizes.maps)
    },
    answer: {
      let (parameters, multiplyAdds) = try $0.costs(
        channels: $1.channels, maps: $1.maps, kernel: $1.kernel, height: $1.height, width: $1.width)
      return parts(parameters, multiplyAdds)
    },
    given: [
      .integer("channels", \.channels), .integer("maps", \.maps), .integer("kernel", \.kernel),
      .integer("height", \.height), .integer("width", \.width), .exchanged("channels", "maps", \.channels, \.maps),
    ],
    fitting: { min($0.channels, $0.maps, $0.kernel) > 0 && min($0.height, $0.width) >= $0.kernel },
    mistakes: parameterMistakes + multiplyAddMistakes,
    explaining: { sizes, _ in
      let (rows, columns) = (sizes.height - sizes.kernel + 1, sizes.width - sizes.kernel + 1)
      return .text(
        "Each of the \(sizes.maps) kernels has \(sizes.channels) · \(sizes.kernel) · \(sizes.kernel) weights and one "
          + "bias, and makes a map of \(rows)×\(columns).")
    })

  private static func parts(_ parameters: Int, _ multiplyAdds: Int) -> Answer {
    .parts(["parameters": parameters, "multiply-adds": multiplyAdds])
  }

  /// The weights of one kernel.
  private static func weights(_ sizes: Sizes) -> Int { sizes.channels * sizes.kernel * sizes.kernel }

  /// The numbers of one map.
  private static func places(_ sizes: Sizes) -> Int {
    (sizes.height - sizes.kernel + 1) * (sizes.width - sizes.kernel + 1)
  }

  /// Both numbers, of which a mistake may change one.
  private static func counts(_ sizes: Sizes, parameters: Int? = nil, multiplyAdds: Int? = nil) -> Answer {
    parts(
      parameters ?? sizes.maps * (weights(sizes) + 1), multiplyAdds ?? sizes.maps * places(sizes) * weights(sizes))
  }

  private static let parameterMistakes: [Mistake<Sizes>] = [
    Mistake(
      "the biases are left out of the parameters", "Each map has a bias, and it is learned as the weights are."
    ) { counts($0, parameters: $0.maps * weights($0)) },
    Mistake(
      "there is a single bias", "Each map has a bias of its own: multiply by the number of maps after adding it."
    ) { counts($0, parameters: $0.maps * weights($0) + 1) },
    Mistake(
      "each channel has a bias",
      "The bias belongs to the map that goes out. What the channels give is added up first."
    ) { counts($0, parameters: $0.maps * weights($0) + $0.channels) },
    Mistake(
      "each slice of a kernel has a bias", "A kernel has a slice for each channel, but one bias for all of them."
    ) { counts($0, parameters: $0.maps * $0.channels * ($0.kernel * $0.kernel + 1)) },
    Mistake(
      "the channels are left out of the parameters", "Each kernel has a slice for every channel that comes in."
    ) { counts($0, parameters: $0.maps * ($0.kernel * $0.kernel + 1)) },
    Mistake(
      "the kernel has one row in the parameters", "A kernel of 5 has 5 · 5 weights in a slice."
    ) { counts($0, parameters: $0.maps * ($0.channels * $0.kernel + 1)) },
    Mistake(
      "the parameters of one kernel are counted", "There is a kernel for each map."
    ) { counts($0, parameters: weights($0) + 1) },
    Mistake(
      "every place has weights of its own",
      "The same kernel is used at every place: that is why convolutions have so few parameters."
    ) { counts($0, parameters: $0.maps * places($0) * (weights($0) + 1)) },
  ]

  private static let multiplyAddMistakes: [Mistake<Sizes>] = [
    Mistake(
      "the two numbers have changed places",
      "The parameters are what is learned, mostly far fewer than the multiply-adds. They come first."
    ) { parts($0.maps * places($0) * weights($0), $0.maps * (weights($0) + 1)) },
    Mistake(
      "the bias is counted as a multiply-add", "The bias is added without multiplying, and is not counted here."
    ) { counts($0, multiplyAdds: $0.maps * places($0) * (weights($0) + 1)) },
    Mistake(
      "there is a position for every pixel of the image",
      "Without padding the output is smaller than the image: size − kernel + 1 both ways."
    ) { counts($0, multiplyAdds: $0.maps * $0.height * $0.width * weights($0)) },
    Mistake(
      "the + 1 is missing in the number of positions",
      "The place where the kernel begins counts too: size − kernel + 1 both ways."
    ) { counts($0, multiplyAdds: $0.maps * ($0.height - $0.kernel) * ($0.width - $0.kernel) * weights($0)) },
    Mistake(
      "the output is taken to be square", "Rows follow from the height and columns from the width."
    ) {
      let rows = $0.height - $0.kernel + 1
      return counts($0, multiplyAdds: $0.maps * rows * rows * weights($0))
    },
    Mistake(
      "the channels are left out of the multiply-adds", "Each number of the output is a sum over all channels."
    ) { counts($0, multiplyAdds: $0.maps * places($0) * $0.kernel * $0.kernel) },
    Mistake(
      "the maps are left out of the multiply-adds", "That is the work for one map. Each kernel does as much."
    ) { counts($0, multiplyAdds: places($0) * weights($0)) },
    Mistake(
      "the kernel has one row in the multiply-adds", "A kernel of 5 takes 5 · 5 products in each channel."
    ) { counts($0, multiplyAdds: $0.maps * places($0) * $0.channels * $0.kernel) },
    Mistake(
      "the places are left out of the multiply-adds",
      "That is the work at one place. The kernels slide over all of them."
    ) { counts($0, multiplyAdds: $0.maps * weights($0)) },
    Mistake(
      "multiplications and additions are counted apart",
      "A multiply-add is one multiplication with its addition, and counts once."
    ) { counts($0, multiplyAdds: 2 * $0.maps * places($0) * weights($0)) },
  ]
}

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
    without: ["convolve2d"], withoutLoop: .evenByMap, through: ["matmul"],
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

  private static func mixedUp(
    _ name: String, _ product: @escaping @Sendable (_ rows: Tensor, _ input: Mixing) -> Tensor
  ) -> Mistake<Mixing> {
    Mistake(
      name,
      "Reshaping leaves the numbers in their line, so that a row of C numbers is not one pixel. Let each channel be "
        + "a row."
    ) { reshaped(product($0.image.reshaped(-1, $0.image.shape[0]), $0), $0) }
  }

  private static let mixingMistakes: [Mistake<Mixing>] = [
    Mistake(
      "the rows of pixels are not folded back",
      "The numbers are correct, each map in one line. Reshape to maps with rows and columns."
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
    mixedUp("the pixels are mixed up: (H·W, C) by reshaping") { matmul($0, $1.weights.transposed()) },
    mixedUp("the pixels are mixed up: (H·W, C) by reshaping, then turned") { matmul($1.weights, $0.transposed()) },
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
}

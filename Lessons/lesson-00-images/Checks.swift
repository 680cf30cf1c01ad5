import Checking
import TensorCore
import Walkthrough

extension Images {
  static let exercises = [
    flattenedShape, rowForEachImage, greyByMean, greyByLuminance, brightness, normalizedPixels, flippedLeftToRight,
    resized,
  ]

  /// The numbers 0, 1, 2, … in a shape: no two elements are alike.
  static func counting(_ shape: Int...) -> Tensor { Tensor(0..<shape.reduce(1, *)).reshaped(shape) }

  /// Random pixels from 0 to 1 with two decimals.
  static func pixels(_ shape: Int..., seed: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let count = shape.reduce(1, *)
    return Tensor(shape: shape, elements: (0..<count).map { _ in (100 * generator.uniform()).rounded() / 100 })
  }

  private static let flattenedShape = Exercise(
    "0.1", answers,
    cases: [
      Case("two channels of 2×3 pixels", [2, 2, 3]),
      Case("a grey digit", [1, 28, 28]),
      Case("a single axis", [5]),
      Case("a batch of photographs", [64, 3, 48, 32]),
    ],
    drawing: { draw in (0..<draw.integer(1...6)).map { _ in draw.integer(1...9) } },
    without: [".reshaped"],
    expected: { [$0.reduce(1, *)] },
    answer: { try $0.flattenedShape($1) },
    mistakes: shapeMistakes,
    explaining: { shape, _ in .text("Elements in the line: \(shape.map(String.init).joined(separator: " · ")).") })

  private static let shapeMistakes: [Mistake<[Int]>] = [
    Mistake(
      "the sizes are added up",
      "Two rows of three columns are 2 · 3 elements, not 2 + 3. Each further axis multiplies what there is."
    ) { [$0.reduce(0, +)] },
    Mistake(
      "the product begins at 0",
      "0 times anything is 0, however many sizes follow. Begin with the number that changes no product."
    ) { _ in [0] },
    Mistake(
      "the first axis is kept",
      "That is the shape with a row for each image, which exercise 0.2 asks for. Here everything goes into one line."
    ) { [$0[0], $0.dropFirst().reduce(1, *)] },
    Mistake(
      "the first axis is left out",
      "The line holds the elements of all images, or of all channels. Multiply by the first size as well."
    ) { [$0.dropFirst().reduce(1, *)] },
    Mistake(
      "the last axis is left out", "The last size counts as much as the others. Does your loop end one axis early?"
    ) { [$0.dropLast().reduce(1, *)] },
    Mistake(
      "only the last size is left", "Each size takes the place of the one before. Multiply by it: `*=`, not `=`."
    ) { [$0[$0.count - 1]] },
    Mistake(
      "the loop goes one axis too far",
      "Axes are counted from 0: `0..<shape.count`, or go through the sizes themselves: `for size in shape`."
    ) { _ in throw WouldCrash(saying: "Index out of range") },
    Mistake(
      "only height and width are multiplied",
      "Channels and images have elements too. Let the product go over every axis, however many there are."
    ) { [$0.suffix(2).reduce(1, *)] },
    Mistake(
      "an axis of size 1 is left in front",
      "That is what `reshaped(1, -1)` gives: a matrix of one row. A line has one axis, so its shape has one number."
    ) { [1, $0.reduce(1, *)] },
    Mistake(
      "the answer is −1",
      "−1 is a question that `reshaped` answers: as many as it takes. Here you are asked how many that is."
    ) { _ in [-1] },
    Mistake(
      "the axes are counted, not the elements",
      "The number of sizes in a shape is the number of axes. The elements are as many as the sizes multiplied."
    ) { [$0.count] },
    Mistake(
      "the shape stays as it was",
      "Flattening leaves a single axis. Its size follows from the sizes that were there before."
    ) { $0 },
  ]

  private static let rowForEachImage = Exercise(
    "0.2", answers,
    cases: [
      Case("two grey images of 2×2 pixels", counting(2, 1, 2, 2)),
      Case("three colour images of 2×2 pixels", counting(3, 3, 2, 2)),
      Case("three images of two channels, wider than high", counting(3, 2, 2, 4)),
      Case("a batch of one image, higher than wide", counting(1, 3, 3, 2)),
    ],
    drawing: { $0.tensor($0.size(), $0.size(), $0.size(), $0.size()) },
    expected: { Tensor.stacked((0..<$0.shape[0]).map($0.image)) },
    answer: { try $0.rowForEachImage($1) },
    mistakes: rowMistakes,
    explaining: { batch, place in
      .text("Element \(place[1]) of image \(place[0]), counted from 0, is \(batch.image(place[0])[place[1]]).")
    })

  private static let rowMistakes: [Mistake<Tensor>] = [
    Mistake(
      "the whole batch has become one row",
      "The first size of the answer is the number of rows, and there should be one for each image."
    ) { $0.reshaped(1, -1) },
    Mistake(
      "the two sizes are exchanged",
      "The number of images belongs first and the numbers of an image second. This way round, an image is torn apart."
    ) { $0.reshaped(-1, $0.shape[0]) },
    Mistake(
      "the shape is correct, and the images are mixed",
      "Exchanging axes after reshaping moves numbers from image to image. One reshaping is enough."
    ) { $0.reshaped(-1, $0.shape[0]).transposed() },
    Mistake(
      "each channel has a row of its own",
      "All channels of an image go into its row, one after another. The first size of the answer is the batch's "
        + "alone."
    ) { $0.reshaped($0.shape[0] * $0.shape[1], -1) },
    Mistake(
      "the channels are still an axis",
      "That has three axes, and the network wants two. The channels go into the row as well."
    ) { $0.reshaped($0.shape[0], $0.shape[1], -1) },
    Mistake(
      "the channels have been moved to the end",
      "Permuting puts the numbers of a pixel together. The row should keep the order in memory: channel by "
        + "channel."
    ) { $0.permuted(0, 2, 3, 1).reshaped($0.shape[0], -1) },
    Mistake(
      "pixels are read column by column",
      "In memory a row of pixels lies together, the last axis running fastest. Reshape without exchanging axes."
    ) { $0.transposed().reshaped($0.shape[0], -1) },
    Mistake(
      "only the first channel is taken", "A row has C · H · W numbers: those of all channels, one after another."
    ) { $0[0..., 0..<1].reshaped($0.shape[0], -1) },
    Mistake(
      "the number of rows is taken from the channels",
      "`shape[0]` is the number of images, and there is a row for each; `shape[1]` is the number of channels."
    ) { $0.reshaped($0.shape[1], -1) },
    Mistake(
      "the number of rows is always 2",
      "Two images are what the example has. Take the number of images from the batch that you are given."
    ) { $0.reshaped(2, -1) },
  ]
}

extension Tensor {
  /// The numbers of one image of a batch in one line.
  fileprivate func image(_ index: Int) -> Tensor { selecting(index).reshaped(-1) }
}

import Checking
import Drawing
import Figures
import TensorCore
import Walkthrough

extension Images {
  static let greyByMean = Exercise(
    "0.3", answers,
    cases: colorImages,
    drawing: { $0.tensor(3, $0.size(), $0.size(), in: 0...1) },
    expected: { $0.mean(axes: 0) },
    answer: { try $0.greyByMean($1) },
    mistakes: meanMistakes + greyMistakes([1 / 3, 1 / 3, 1 / 3]),
    explaining: { image, place in
      let color = color(of: image, at: place)
      return .text("\(pixel(place)) has \(color.text). Together that is \(color.sum), and a third of it the mean.")
    })

  static let colorImages: [Case<Tensor>] = [
    Case("four pixels", Tensor([[[0.9, 0.3], [0, 0.6]], [[0.6, 0.3], [0, 0]], [[0, 0.3], [0.6, 0]]])),
    Case("a square of 3×3 pixels", pixels(3, 3, 3, seed: 1)),
    Case("an image wider than high", pixels(3, 2, 4, seed: 2)),
    Case("an image higher than wide", pixels(3, 4, 2, seed: 3)),
  ]

  static func pixel(_ place: [Int]) -> String { "The pixel in row \(place[0]), column \(place[1])" }

  static func color(of image: Tensor, at place: [Int]) -> (text: String, sum: String) {
    let color = (0..<3).map { image[$0, place[0], place[1]] }
    let sum = Numerals.text(Double(color.reduce(0, +)), decimals: 2)
    return ("red \(color[0]), green \(color[1]) and blue \(color[2])", sum)
  }

  /// Each pixel a weighted sum of its three numbers.
  static func mixed(_ image: Tensor, _ weights: [Float]) -> Tensor {
    (image * Tensor(weights).reshaped(3, 1, 1)).sum(axes: 0)
  }

  private static let meanMistakes: [Mistake<Tensor>] = [
    Mistake(
      "the sum is not divided by 3",
      "The sum of three numbers from 0 to 1 can be as large as 3, too bright for a picture. Divide it by how many "
        + "there are."
    ) { mixed($0, [1, 1, 1]) },
    Mistake(
      "only blue is divided by 3",
      "`/` comes before `+`: in a + b + c / 3 only c is divided. Brackets around the sum help."
    ) { mixed($0, [1, 1, 1 / 3]) },
    Mistake(
      "the sum is divided by all numbers of the image",
      "One pixel's mean is a sum of three numbers, so 3 is the count to divide by, however large the image is."
    ) { mixed($0, [1, 1, 1]) / Float($0.count) },
    Mistake(
      "1 / 3 is worked out in whole numbers, or nothing is written",
      "All is black. As whole numbers 1 / 3 is 0; `1.0 / 3` is a third. If you do not divide so, see whether you "
        + "write into the result."
    ) { mixed($0, [0, 0, 0]) },
    Mistake(
      "the mean is taken over the rows",
      "Axis 1 is the row. The mean should go over the channels, the first axis, and leave rows and columns alone."
    ) { $0.mean(axes: 1) },
    Mistake(
      "the mean is taken over the columns",
      "Axis 2 is the column. The mean should go over the channels, the first axis, and leave rows and columns alone."
    ) { $0.mean(axes: 2) },
    Mistake(
      "the largest of the three is taken",
      "The brightest channel is not the mean. Add the three numbers and divide by 3."
    ) { $0.maximum(axes: 0) },
    Mistake(
      "only red and green are averaged", "The mean of a pixel is made of three numbers: blue counts as well."
    ) { mixed($0, [1 / 2, 1 / 2, 0]) },
    Mistake(
      "the eye's weights are used", "Luminance is the next exercise. Here all three channels count alike."
    ) { mixed($0, luminance) },
    Mistake(
      "every pixel is the mean of the whole image",
      "Each pixel has a mean of its own, of the three numbers at its row and column."
    ) { Tensor(shape: Array($0.shape.dropFirst()), repeating: $0.mean()) },
  ]

  /// What goes wrong with any weights.
  static func greyMistakes(_ weights: [Float]) -> [Mistake<Tensor>] {
    [
      Mistake(
        "only red is read", "The result is channel 0 alone. A grey pixel is made of all three channels."
      ) { $0.selecting(0) },
      Mistake(
        "blue is left out", "The sum has three terms. Blue, channel 2, is missing."
      ) { mixed($0, [weights[0], weights[1], 0]) },
      Mistake(
        "each channel overwrites the one before",
        "Only blue, the last channel, is left. Add each channel to what is there: `+=` in place of `=`."
      ) { mixed($0, [0, 0, weights[2]]) },
      Mistake(
        "the channels are counted from 1", "Red is channel 0, green channel 1 and blue channel 2."
      ) { _ in throw WouldCrash(saying: "is outside axis 0 of size 3") },
      Mistake(
        "the loops go one row and one column too far",
        "With 3 rows the last is row 2. `0..<height` stops there; `0...height` goes on to a row that is not there."
      ) { _ in throw WouldCrash(saying: "is outside axis") },
      Mistake(
        "the width is taken to be the height",
        "The shape is `(3, H, W)`: the height is `shape[1]` and the width `shape[2]`. On a square image one does "
          + "not see it."
      ) { image in
        let grey = mixed(image, weights)
        return try Tensor(rows: image.shape[1], columns: image.shape[1]) { try grey.element($0, $1) }
      },
      Mistake(
        "the height is taken to be the width",
        "The shape is `(3, H, W)`: the height is `shape[1]` and the width `shape[2]`. On a square image one does "
          + "not see it."
      ) { image in
        let grey = mixed(image, weights)
        return try Tensor(rows: image.shape[2], columns: image.shape[2]) { try grey.element($0, $1) }
      },
      Mistake(
        "row and column are exchanged in an index",
        "An address is the row first and then the column, where you read as well as where you write."
      ) { image in
        guard image.shape[1] == image.shape[2] else { throw WouldCrash() }
        return mixed(image, weights).transposed()
      },
      Mistake(
        "the channel is read as the last index",
        "The channel comes first in this course: `image[channel, row, column]`."
      ) { image in
        try Tensor(rows: image.shape[1], columns: image.shape[2]) { row, column in
          try (0..<3).reduce(0) { try $0 + weights[$1] * image.element(row, column, $1) }
        }
      },
    ]
  }
}

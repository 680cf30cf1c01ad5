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
    mistakes: meanMistakes,
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

  /// A mistake that gives a weighted sum of each pixel's three numbers.
  static func mixing(_ name: String, _ explanation: String, _ weights: Float...) -> Mistake<Tensor> {
    Mistake(name, explanation) { ($0 * Tensor(weights).reshaped(3, 1, 1)).sum(axes: 0) }
  }

  private static let meanMistakes: [Mistake<Tensor>] = [
    mixing(
      "only blue is divided by 3",
      "`/` comes before `+`: in a + b + c / 3 only c is divided. Brackets around the sum help.", 1, 1, 1 / 3),
    mixing(
      "only red and green are averaged", "The mean of a pixel is made of three numbers: blue counts as well.", 1 / 2,
      1 / 2, 0),
    mixing(
      "the eye's weights are used", "Luminance is the next exercise. Here all three channels count alike.", 0.299,
      0.587, 0.114),
    mixing("only red is read", "The result is channel 0 alone. A grey pixel is made of all three channels.", 1, 0, 0),
    mixing("blue is left out", "The sum has three terms. Blue, channel 2, is missing.", 1 / 3, 1 / 3, 0),
    mixing(
      "each channel overwrites the one before",
      "Only blue, the last channel, is left. Add each channel to what is there: `+=` in place of `=`.", 0, 0, 1 / 3),
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
      "every pixel is the mean of the whole image",
      "Each pixel has a mean of its own, of the three numbers at its row and column."
    ) { Tensor(shape: Array($0.shape.dropFirst()), repeating: $0.mean()) },
    Mistake(
      "a channel is read that is not there",
      "Red is channel 0, green channel 1 and blue channel 2. There is no channel 3."
    ) { _ in throw WouldCrash(saying: "is outside axis 0 of size 3") },
    Mistake(
      "a row or a column is read that is not there",
      "With 3 rows the last is row 2. `0..<height` stops there; `0...height` goes on to a row that is not there."
    ) { throw WouldCrash(saying: "(shape \($0.shape))") },
    Mistake(
      "row and column are exchanged in an index",
      "An address is the row first and then the column, where you read as well as where you write."
    ) { image in
      guard image.shape[1] == image.shape[2] else { throw WouldCrash() }
      return image.mean(axes: 0).transposed()
    },
    Mistake(
      "the channel is read as the last index",
      "The channel comes first in this course: `image[channel, row, column]`."
    ) { image in
      try Tensor(rows: image.shape[1], columns: image.shape[2]) { row, column in
        try (0..<3).reduce(0) { try $0 + image.element(row, column, $1) } / 3
      }
    },
  ]
}

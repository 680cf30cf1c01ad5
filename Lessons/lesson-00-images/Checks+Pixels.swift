import Checking
import Drawing
import TensorCore
import Walkthrough

extension Images {
  static let brightness = Exercise(
    "0.5", answers,
    cases: [
      Case("black, a dark grey and white", [0, 51, 255]),
      Case("a dark picture, without black and without white", [3, 17, 90, 127, 128, 44]),
      Case("all white", [255, 255]),
    ],
    drawing: { draw in (0..<draw.integer(1...6)).map { _ in UInt8(draw.integer(0...255)) } },
    expected: { (bytes: [UInt8]) in Tensor(bytes.map { Float($0) }) / 255 },
    answer: { try $0.brightness(of: $1) },
    mistakes: brightnessMistakes,
    explaining: { bytes, place in .text("Byte \(place[0]) is \(bytes[place[0]]), and white is 255.") })

  private static let brightnessMistakes: [Mistake<[UInt8]>] = [
    Mistake(
      "the bytes are divided by 256",
      "There are 256 different bytes, but the largest is 255, and white should become 1, not 0.996."
    ) { $0.map { Float($0) / 256 } },
    Mistake(
      "the largest byte of the picture becomes white",
      "A dark picture has no white, and should stay dark. Divide by 255, whatever the largest byte is."
    ) { bytes in bytes.map { Float($0) / Float(bytes.max() ?? 255) } },
    Mistake(
      "the picture is stretched from its darkest to its brightest byte",
      "Stretching makes a faint picture look like a strong one, as the lesson shows. Here 0 is black and 255 is white, "
        + "always."
    ) { bytes in
      let (low, high) = (Float(bytes.min() ?? 0), Float(bytes.max() ?? 255))
      return bytes.map { (Float($0) - low) / (high - low) }
    },
    Mistake(
      "the numbers go from −1 to 1", "That is a usual range as well, but this exercise asks for 0 to 1."
    ) { $0.map { Float($0) / 127.5 - 1 } },
    Mistake(
      "the answer is rounded to 0 or 1", "Grey has become black or white. Keep what comes after the point."
    ) { $0.map { (Float($0) / 255).rounded() } },
    Mistake(
      "the bytes are multiplied, not divided", "The numbers should become smaller: 255 becomes 1."
    ) { $0.map { Float($0) * 255 } },
    Mistake("the bytes are divided by 100", "A byte is no percentage: white is 255.") { $0.map { Float($0) / 100 } },
  ]

  private typealias Pixels = (images: Tensor, training: Tensor)

  static let normalizedPixels = Exercise(
    "0.6", answers,
    cases: [
      Case("two pixels", (images: Tensor([[[[4, 8]]]]), training: Tensor([[[[2, 6]]]]))),
      Case("the training images themselves", (images: digits, training: digits)),
      Case("test images, brighter than the training images", (images: digits[1..<2] + 0.5, training: digits)),
      Case("colour images", (images: pixels(1, 3, 2, 4, seed: 5), training: pixels(2, 3, 2, 4, seed: 6) * 0.8)),
    ],
    drawing: {
      (
        images: $0.tensor($0.size(), $0.size(), $0.size(), 2, in: -3...3),
        training: $0.tensor($0.size(), $0.size(), 2, 3, in: 0...8)
      )
    },
    expected: { ($0.images - $0.training.mean()) / $0.training.standardDeviation() },
    answer: { try $0.normalizedPixels($1.images, training: $1.training) },
    given: [.tensor("images", \.images), .tensor("training", \.training)],
    mistakes: normalizingMistakes,
    explaining: { input, place in
      let pixel = input.images[place[0]..., place[1]..., place[2]..., place[3]...].elements[0]
      let numbers = [input.training.mean(), input.training.standardDeviation(), pixel]
        .map { Numerals.text(Double($0), decimals: 4) }
      return .text(
        "The training pixels have the mean \(numbers[0]) and the standard deviation \(numbers[1]); "
          + "the pixel is \(numbers[2]).")
    })

  private static let digits = pixels(3, 1, 3, 3, seed: 4)

  private static func normalized(_ images: Tensor, _ mean: Float, _ deviation: Float) -> Tensor {
    (images - mean) / deviation
  }

  private static let normalizingMistakes: [Mistake<Pixels>] = [
    Mistake(
      "the variance takes the place of the standard deviation",
      "The mean squared distance is the variance. The standard deviation is its square root."
    ) { normalized($0.images, $0.training.mean(), $0.training.variance()) },
    Mistake(
      "the images are measured by their own mean and standard deviation",
      "Mean and standard deviation are both measured on the training images, so that all images are changed alike: "
        + "`images` is what is changed, `training` what is measured."
    ) { normalized($0.images, $0.images.mean(), $0.images.standardDeviation()) },
    Mistake(
      "the training images are normalised in place of the given ones",
      "`training` is only measured. The pixels that change are those of `images`."
    ) { normalized($0.training, $0.training.mean(), $0.training.standardDeviation()) },
    Mistake(
      "the two sets of images have changed places", "`training` is what is measured, `images` is what is changed."
    ) { normalized($0.training, $0.images.mean(), $0.images.standardDeviation()) },
    Mistake(
      "the mean is that of the given images", "Mean and standard deviation are both measured on the training images."
    ) { normalized($0.images, $0.images.mean(), $0.training.standardDeviation()) },
    Mistake(
      "the standard deviation is that of the given images",
      "Mean and standard deviation are both measured on the training images."
    ) { normalized($0.images, $0.training.mean(), $0.images.standardDeviation()) },
    Mistake(
      "the count is one too small in the standard deviation",
      "Dividing by one less than the count estimates a spread from a sample. Here it is the plain mean of the squares."
    ) { input in
      let count = Float(input.training.count)
      return normalized(
        input.images, input.training.mean(), (input.training.variance() * count / (count - 1)).squareRoot())
    },
    Mistake(
      "the squares are added up, but not averaged",
      "The standard deviation is the root of the *mean* of the squares. Divide their sum by how many there are."
    ) { input in
      let count = Float(input.training.count)
      return normalized(input.images, input.training.mean(), (input.training.variance() * count).squareRoot())
    },
    Mistake(
      "the squares are those of the pixels, not of their distances",
      "The standard deviation says how far the pixels are from their mean. Subtract the mean before you square."
    ) { normalized($0.images, $0.training.mean(), $0.training.squared().mean().squareRoot()) },
    Mistake(
      "the distances are not squared",
      "The mean of the plain distances is another measure of spread. Square them, take the mean, then the root."
    ) { normalized($0.images, $0.training.mean(), ($0.training - $0.training.mean()).abs().mean()) },
    Mistake(
      "the distances are averaged with their signs",
      "Distances above and below the mean cancel, and a division by nothing is left. Square them first."
    ) { normalized($0.images, $0.training.mean(), ($0.training - $0.training.mean()).mean()) },
    Mistake(
      "the mean is not subtracted",
      "The spread is correct, but a pixel as bright as the mean should become 0. Subtract the mean first."
    ) { normalized($0.images, 0, $0.training.standardDeviation()) },
    Mistake(
      "nothing is divided by the standard deviation",
      "The mean is subtracted, but the spread is what it was. Divide by the standard deviation."
    ) { normalized($0.images, $0.training.mean(), 1) },
    Mistake(
      "only the mean is divided",
      "`/` comes before `-`, so in a - b / c only b is divided. Brackets around the difference help."
    ) { $0.images - $0.training.mean() / $0.training.standardDeviation() },
    Mistake(
      "the division comes before the subtraction",
      "The mean is measured in the old pixels. Take it off while the pixels are still the old ones, and divide then."
    ) { $0.images / $0.training.standardDeviation() - $0.training.mean() },
    Mistake(
      "the distances are multiplied by the standard deviation",
      "A large spread becomes larger still. Divide by the standard deviation: that of the training pixels becomes 1."
    ) { ($0.images - $0.training.mean()) * $0.training.standardDeviation() },
    Mistake(
      "the mean is added", "Subtract the mean: then a pixel as bright as the mean becomes 0."
    ) { ($0.images + $0.training.mean()) / $0.training.standardDeviation() },
    Mistake(
      "each channel is measured for itself",
      "One mean and one standard deviation, over all pixels of all channels, are asked for."
    ) { input in
      let mean = input.training.mean(axes: 0, 2, 3, keepingAxes: true)
      return (input.images - mean) / input.training.variance(axes: 0, 2, 3, keepingAxes: true).sqrt()
    },
    Mistake(
      "each place in the image is measured for itself",
      "The mean goes over all pixels of all images: it is a single number, not an image."
    ) { input in
      let mean = input.training.mean(axes: 0, keepingAxes: true)
      return (input.images - mean) / input.training.variance(axes: 0, keepingAxes: true).sqrt()
    },
    Mistake(
      "each image is measured for itself",
      "A dark image should stay darker than a bright one. Use one mean and one standard deviation for all."
    ) { input in
      let mean = input.images.mean(axes: 1, 2, 3, keepingAxes: true)
      return (input.images - mean) / input.images.variance(axes: 1, 2, 3, keepingAxes: true).sqrt()
    },
    Mistake(
      "smallest and largest pixel take the place of mean and standard deviation",
      "That is another way to measure: it makes of the training pixels numbers from 0 to 1."
    ) { input in
      let (low, high) = (input.training.minimum(), input.training.maximum())
      return (input.images - low) / (high - low)
    },
  ]
}

import Checking
import TensorCore
import Walkthrough

extension Images {
  static let greyByLuminance = Exercise(
    "0.4", answers,
    cases: colorImages,
    drawing: { $0.tensor(3, $0.size(), $0.size(), in: 0...1) },
    withoutLoop: .evenOverElements,
    expected: { convolve2d($0, kernel: Tensor(luminance).reshaped(1, 3, 1, 1)).squeezed(axis: 0) },
    answer: { try $0.greyByLuminance($1) },
    mistakes: weightMistakes + axisMistakes,
    explaining: { image, place in
      let color = color(of: image, at: place)
      return .text("\(pixel(place)) has \(color.text): 0.299 times the first, 0.587 the second, 0.114 the third.")
    })

  static let luminance: [Float] = [0.299, 0.587, 0.114]

  private static let weightMistakes: [Mistake<Tensor>] = [
    mixing(
      "red and blue have exchanged their weights",
      "Channel 0 is red, channel 2 is blue. Blue is the darkest to the eye, so it has the smallest weight.", 0.114,
      0.587, 0.299),
    mixing(
      "green and blue have exchanged their weights",
      "Channel 1 is green, and green is the brightest to the eye: it has the largest weight.", 0.299, 0.114, 0.587),
    mixing(
      "red and green have exchanged their weights",
      "Channel 0 is red, channel 1 is green, and green has the largest weight.", 0.587, 0.299, 0.114),
    mixing(
      "it is the mean, not the luminance",
      "A third of each is what exercise 0.3 asks for. Here each channel has a weight of its own.", 1 / 3, 1 / 3,
      1 / 3),
    mixing(
      "the weighted sum is divided by 3 as well",
      "0.299 + 0.587 + 0.114 is 1: the weights divide already, and white stays white. Take the sum, not the mean.",
      0.299 / 3, 0.587 / 3, 0.114 / 3),
    mixing(
      "the weights are rounded",
      "0.3, 0.59 and 0.11 are close, but the third decimal shows in a comparison. Use all three.", 0.3, 0.59, 0.11),
    mixing(
      "the weights are those of television in high definition",
      "0.2126, 0.7152 and 0.0722 are luminance too, by another standard. This exercise takes the ones given above.",
      0.2126, 0.7152, 0.0722),
    mixing(
      "the three are added up without weights",
      "The sum can be as large as 3. Each channel is multiplied by its weight before it is added.", 1, 1, 1),
    mixing("red is left out", "All three channels count: channel 0 is red.", 0, 0.587, 0.114),
    mixing("green is left out", "All three channels count: channel 1 is green.", 0.299, 0, 0.114),
    mixing("blue is left out", "All three channels count: channel 2 is blue.", 0.299, 0.587, 0),
  ]

  private static let axisMistakes: [Mistake<Tensor>] = [
    Mistake(
      "the channels are not added up",
      "The weights are correct, but there are still three channels. A grey pixel is their sum."
    ) { weighted($0) },
    Mistake(
      "the sum is taken over the rows",
      "Axis 1 is the row. The sum should go over the channels, the first axis, and leave rows and columns alone."
    ) { weighted($0).sum(axes: 1) },
    Mistake(
      "the sum is taken over the columns",
      "Axis 2 is the column. The sum should go over the channels, the first axis, and leave rows and columns alone."
    ) { weighted($0).sum(axes: 2) },
    Mistake(
      "the sum is taken over the whole image",
      "Each pixel has a luminance of its own. Tell `sum` along which axis it should go."
    ) { weighted($0).sum() },
    Mistake(
      "the weights lie along the columns",
      "Three numbers times an image go along the last axis, the columns. To lie along the channels they need the "
        + "shape (3, 1, 1)."
    ) { image in
      guard image.shape[2] == 3 else { throw WouldCrash() }
      return (image * Tensor(luminance)).sum(axes: 0)
    },
    Mistake(
      "the weights lie along the rows",
      "In the shape (1, 3, 1), or (3, 1), they go along the rows. To lie along the channels they need the shape "
        + "(3, 1, 1)."
    ) { image in
      guard image.shape[1] == 3 else { throw WouldCrash() }
      return (image * Tensor(luminance).reshaped(3, 1)).sum(axes: 0)
    },
  ]

  /// Each channel times its weight.
  private static func weighted(_ image: Tensor) -> Tensor { image * Tensor(luminance).reshaped(3, 1, 1) }
}

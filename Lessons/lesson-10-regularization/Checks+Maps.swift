import Checking
import Learning
import TensorCore
import Walkthrough

extension Regularization {
  private typealias MapDropping = (maps: Tensor, chance: [Float], rate: Float)

  static let mapsDropped = Exercise(
    "10.2", answers,
    cases: [
      Case(
        "one image of two maps",
        (maps: Tensor([[[[1, 2]], [[3, 3]]]]), chance: [0.7, 0.2, 0.9, 0.1], rate: 0.5) as MapDropping),
      Case("as many images as channels, square maps", dropping(of: (3, 3, 2, 2), rate: 0.4)),
      Case("two images of three maps", dropping(of: (2, 3, 2, 4), rate: 0.25)),
      Case("a large rate", dropping(of: (3, 4, 2, 1), rate: 0.75)),
      Case(
        "a rate of 0", (maps: Tensor(1..<9).reshaped(1, 2, 2, 2), chance: [0, 0.5, 0.3, 0.9, 0, 0, 0, 0], rate: 0)),
    ],
    drawing: { draw in
      let (images, channels) = (draw.size(), draw.size())
      return (
        maps: draw.tensor(images, channels, draw.size(), draw.size()),
        chance: (0..<images * channels + 3).map { _ in draw.number(0...1) }, rate: Float(draw.integer(0...7)) / 8
      )
    },
    expected: { masked($0) { channels, channel, image in image * channels + channel } },
    answer: { try $0.mapsDropped($1.maps, chance: $1.chance, rate: $1.rate) },
    given: [.number("rate", \.rate), .tensor("maps", \.maps)],
    mistakes: mapMistakes
      + mistakesOfDropping("map") { input, factor in
        masked(input, factor: factor) { channels, channel, image in image * channels + channel }
      },
    explaining: { input, place in
      let number = place[0] * input.maps.shape[1] + place[1]
      let (chance, rate) = (input.chance[number], input.rate)
      let pixel = input.maps[place[0], place[1], place[2], place[3]]
      return .text(
        "Channel \(place[1]) of image \(place[0]) is map \(number), counted from 0, and its chance is \(chance). "
          + (chance < rate
            ? "That is less than \(rate): all of the map becomes 0."
            : "That is not less than \(rate): the map stays, and \(pixel) / (1 − \(rate)) = \(pixel / (1 - rate))."))
    })

  private static let mapMistakes: [Mistake<MapDropping>] = [
    Mistake(
      "each pixel has a chance of its own",
      "That is ordinary dropout. A map is dropped as a whole: one chance for all of its pixels."
    ) { input in
      Tensor(
        shape: input.maps.shape,
        elements: input.maps.elements.enumerated().map {
          input.chance[$0] >= input.rate ? $1 / (1 - input.rate) : 0
        })
    },
    Mistake(
      "the same channels are dropped in all images",
      "Each image of the batch has chances of its own: skip those of the images before it."
    ) { masked($0) { _, channel, _ in channel } },
    Mistake(
      "all channels of an image share one chance",
      "Then an image is dropped, or nothing of it. Every channel of every image is a map of its own."
    ) { masked($0) { _, _, image in image } },
    Mistake(
      "the chances are taken channel by channel",
      "All channels of the first image come first, then those of the second: image · channels + channel."
    ) { input in masked(input) { _, channel, image in channel * input.maps.shape[0] + image } },
    Mistake(
      "the maps of an image are taken to be as many as the images",
      "Before the maps of an image there are those of all earlier images, and each has `maps.shape[1]` of them."
    ) { input in masked(input) { _, channel, image in image * input.maps.shape[0] + channel } },
    Mistake(
      "image and channel are added in place of counted on",
      "Before the maps of an image there are those of all earlier images: image · channels of them."
    ) { masked($0) { _, channel, image in image + channel } },
  ]

  /// Maps whose pixels all differ, and a chance for each pixel.
  private static func dropping(
    of size: (images: Int, channels: Int, height: Int, width: Int), rate: Float
  ) -> MapDropping {
    let (images, channels, height, width) = size
    let count = images * channels * height * width
    var generator = SeededGenerator(seed: 12)
    return (
      maps: Tensor(1..<count + 1).reshaped(images, channels, height, width) / 2,
      chance: (0..<count).map { _ in (generator.uniform() * 100).rounded(.down) / 100 }, rate: rate
    )
  }

  /// The maps times a factor of the chance that `number` says each has.
  private static func masked(
    _ input: MapDropping, factor: (Chance) -> Float = factor,
    number: (_ channels: Int, _ channel: Int, _ image: Int) -> Int
  ) -> Tensor {
    let (images, channels) = (input.maps.shape[0], input.maps.shape[1])
    let stayed = Tensor(input.chance.prefix(images * channels).map { $0 >= input.rate ? 1 : 0 }).mean()
    let mask = (0..<images * channels).map {
      factor((input.chance[number(channels, $0 % channels, $0 / channels)], input.rate, stayed))
    }
    return input.maps * Tensor(mask).reshaped(images, channels, 1, 1)
  }
}
